// The passes of Collate(). Inside, documents are numbered by what they hold, so that no step can depend on
// the order they were given in; only the last passes go back to the callers' numbers.
#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/diff/align.h"
#include "engine/diff/cells.h"
#include "engine/diff/check.h"
#include "engine/diff/collation.h"
#include "engine/diff/disagreements.h"
#include "engine/diff/group.h"
#include "engine/diff/moves.h"
#include "engine/diff/order.h"
#include "engine/diff/passages.h"
#include "engine/diff/script.h"
#include "engine/diff/terms.h"

namespace samestory {
namespace {

// What makes a passage, not a formula; weights in content words.
constexpr uint32_t kFreshWords = 6, kRepeatedWords = 8;
constexpr double kFreshWeight = 3, kRepeatedWeight = 3;

// Everything about a document but the order of the inputs. Two that compare equal are the same in every byte
// that matters here, so that either may be called the first.
bool StandsBefore(const DiffDocument& a, const DiffDocument& b) {
  const auto by_token = [](const DiffToken& x, const DiffToken& y) {
    return std::tie(x.key, x.start, x.end, x.written) < std::tie(y.key, y.start, y.end, y.written);
  };
  const auto by_sentence = [](const DiffSentence& x, const DiffSentence& y) {
    return std::tie(x.token_count, x.start, x.end, x.aside) <
           std::tie(y.token_count, y.start, y.end, y.aside);
  };
  const auto less = [](const auto& x, const auto& y, const auto& compare) {
    return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end(), compare);
  };
  if (less(a.tokens, b.tokens, by_token)) return true;
  if (less(b.tokens, a.tokens, by_token)) return false;
  return less(a.sentences, b.sentences, by_sentence);
}

class Collator {
 public:
  Collator(std::span<const DiffDocument> documents, const CollateOptions& options)
      : documents_(documents), options_(options), article_of_(documents.size()) {
    std::iota(article_of_.begin(), article_of_.end(), 0u);
    std::stable_sort(article_of_.begin(), article_of_.end(),
                     [&](uint32_t a, uint32_t b) { return StandsBefore(documents_[a], documents_[b]); });
    for (const uint32_t article : article_of_) ordered_.push_back(&documents_[article]);
    space_ = BuildTermSpace(ordered_);
  }

  Collation Run() {
    AlignAll();
    const Links links(space_, alignments_, options_.near_likeness);
    const std::vector<SentenceGroup> groups = GroupSentences(space_, alignments_, links, &out_.degraded);
    // Rows are final from here on; what follows describes them.
    FindMoves(groups, links);
    for (const SentenceGroup& group : groups) out_.rows.push_back(MakeRow(group));
    WeighCells(documents_, &out_.rows);
    MarkMain(&out_.rows);
    NumberBlocks(documents_, &out_.rows);
    for (Row& row : out_.rows) row.disagreements = FindDisagreements(documents_, row);
    out_.passages = Passages();
    Order();
    return std::move(out_);
  }

 private:
  const SentenceTerms& TermsOf(const SentenceRef& ref) const {
    return space_.documents[ref.document].sentences[ref.sentence];
  }

  bool IsAside(const SentenceRef& ref) const {
    return documents_[article_of_[ref.document]].sentences[ref.sentence].aside;
  }

  void AlignAll() {
    for (uint32_t a = 0; a < documents_.size(); ++a) {
      for (uint32_t b = a + 1; b < documents_.size(); ++b) {
        alignments_.push_back({a, b, AlignSentences(space_, a, b, options_, &out_.degraded)});
      }
    }
  }

  // The pairs of each two documents inside the rows, aligned ones where there are any (a sentence and its
  // parts), else those that are merely alike, in the order of rows.
  using Placed = std::vector<std::vector<PlacedPair>>;  // by document a · N + document b
  Placed PlacedPairs(const std::vector<SentenceGroup>& groups, const Links& links) const {
    Placed placed(documents_.size() * documents_.size());
    for (const SentenceGroup& group : groups) {
      for (size_t i = 0; i < group.size(); ++i) {
        for (size_t j = i + 1; j < group.size(); ++j) {
          const SentenceRef &a = group[i], &b = group[j];
          if (a.document == b.document || IsAside(a) || IsAside(b) || !links.Linked(a, b)) continue;
          const bool equal = TermsOf(a).content == TermsOf(b).content;
          const double likeness = equal ? 1 : Likeness(space_, TermsOf(a), TermsOf(b));
          const double mass =
              std::min(TermsOf(a).mass, TermsOf(b).mass) / std::max(space_.typical_weight, 1e-6);
          placed[a.document * documents_.size() + b.document].push_back(
              {a.sentence, b.sentence, mass * likeness});
        }
      }
    }
    return placed;
  }

  // A sentence is moved against another article where none of its pairs with it is in order, and moved where
  // that is so against most of the articles it has pairs with.
  void FindMoves(const std::vector<SentenceGroup>& groups, const Links& links) {
    const size_t n = documents_.size();
    std::vector<std::vector<int>> votes(n);
    moved_.resize(n);
    for (size_t d = 0; d < n; ++d) votes[d].assign(space_.documents[d].sentences.size(), 0);
    const Placed placed = PlacedPairs(groups, links);
    for (size_t k = 0; k < placed.size(); ++k) {
      if (placed[k].empty()) continue;
      const std::vector<bool> in_order = InOrder(placed[k]);
      const auto vote = [&](size_t document, auto side) {
        std::vector<int> stands(votes[document].size(), 0);  // 1 in order, -1 only out of order
        for (size_t p = 0; p < placed[k].size(); ++p) {
          int& stand = stands[placed[k][p].*side];
          stand = in_order[p] ? 1 : (stand == 1 ? 1 : -1);
        }
        for (size_t s = 0; s < stands.size(); ++s) votes[document][s] += stands[s];
      };
      vote(k / n, &PlacedPair::a);
      vote(k % n, &PlacedPair::b);
    }
    for (size_t d = 0; d < n; ++d) {
      for (const int sum : votes[d]) moved_[d].push_back(sum < 0);
    }
  }

  RowKind KindOfPair(const SentenceTerms& a, const SentenceTerms& b) const {
    if (a.content == b.content) return RowKind::kSame;
    return Likeness(space_, a, b) >= options_.edited_likeness ? RowKind::kEdited : RowKind::kNear;
  }

  // `group` in the callers' numbers: by article, then position.
  Row MakeRow(SentenceGroup group) {
    std::sort(group.begin(), group.end(), [&](const SentenceRef& a, const SentenceRef& b) {
      return std::pair(article_of_[a.document], a.sentence) < std::pair(article_of_[b.document], b.sentence);
    });
    Row row;
    for (const SentenceRef& ref : group) {
      const uint32_t article = article_of_[ref.document];
      const DiffSentence& sentence = documents_[article].sentences[ref.sentence];
      row.cells.push_back(
          {article, ref.sentence, sentence.start, sentence.end, moved_[ref.document][ref.sentence]});
    }
    bool paired = false;
    RowKind weakest = RowKind::kSame;
    for (uint32_t i = 0; i < group.size(); ++i) {
      for (uint32_t j = i + 1; j < group.size(); ++j) {
        if (group[i].document == group[j].document) continue;
        paired = true;
        weakest = std::max(weakest, KindOfPair(TermsOf(group[i]), TermsOf(group[j])));
        row.edits.push_back({i, j, Ops(group[i], group[j])});
      }
    }
    row.kind = paired ? weakest : RowKind::kOnly;
    return row;
  }

  std::vector<EditOp> Ops(const SentenceRef& a, const SentenceRef& b) {
    return Scripts(ordered_, space_, options_.max_edit_points)
        .Between(a.document, a.sentence, b.document, b.sentence, &out_.degraded);
  }

  std::vector<Passage> Passages() {
    std::vector<uint32_t> rank(article_of_.size());
    for (uint32_t k = 0; k < article_of_.size(); ++k) rank[article_of_[k]] = k;
    // Damped weights: a title that every second sentence carries is a formula.
    std::vector<std::vector<double>> weights(documents_.size());
    for (uint32_t d = 0; d < rank.size(); ++d) {
      for (const uint32_t term : space_.documents[rank[d]].token_terms) {
        weights[d].push_back(space_.weights[term]);
      }
    }
    PassageOptions options;
    options.fresh = {kFreshWords, kFreshWeight * space_.typical_weight};
    options.repeated = {kRepeatedWords, kRepeatedWeight * space_.typical_weight};
    return FindPassages(documents_, out_.rows, weights, rank, options, &out_.degraded);
  }

  void Order() {
    const std::vector<uint32_t> order = ReadingOrder(out_.rows, documents_, options_.base);
    std::vector<Row> rows;
    for (const uint32_t row : order) rows.push_back(std::move(out_.rows[row]));
    out_.rows = std::move(rows);
  }

  std::span<const DiffDocument> documents_;
  const CollateOptions& options_;
  std::vector<uint32_t> article_of_;  // by number in here, the callers' number
  std::vector<const DiffDocument*> ordered_;
  TermSpace space_;
  std::vector<Alignment> alignments_;
  std::vector<std::vector<bool>> moved_;
  Collation out_;
};

}  // namespace

absl::StatusOr<Collation> Collate(std::span<const DiffDocument> documents, const CollateOptions& options) {
  RETURN_IF_ERROR(CheckInputs(documents, options));
  return Collator(documents, options).Run();
}

absl::StatusOr<std::vector<CellEdits>> CompareSentences(std::span<const DiffDocument> documents) {
  const CollateOptions options;
  RETURN_IF_ERROR(CheckInputs(documents, options));
  std::vector<const DiffDocument*> pointers;
  for (const DiffDocument& document : documents) pointers.push_back(&document);
  const TermSpace space = BuildTermSpace(pointers);
  const Scripts scripts(pointers, space, options.max_edit_points);
  std::vector<CellEdits> compared;
  bool degraded = false;
  for (uint32_t a = 0; a < documents.size(); ++a) {
    for (uint32_t b = a + 1; b < documents.size(); ++b) {
      if (documents[a].sentences.empty() || documents[b].sentences.empty()) continue;
      compared.push_back({a, b, scripts.Between(a, 0, b, 0, &degraded)});
    }
  }
  return compared;
}

}  // namespace samestory
