#include "engine/diff/group.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace samestory {
namespace {

constexpr size_t kMaxCellsOfArticle = 8;
// Least likeness inside a row, of the least of an aligned pair; the mean has to reach that itself.
constexpr double kLeastLinked = 0.6;

// Part of a group: the sentences of one article.
using Part = std::vector<SentenceRef>;

std::vector<Part> Parts(const SentenceGroup& group) {
  std::vector<Part> parts;
  for (const SentenceRef& ref : group) {
    if (parts.empty() || parts.back().back().document != ref.document) parts.emplace_back();
    parts.back().push_back(ref);
  }
  return parts;
}

class Grouper {
 public:
  Grouper(const TermSpace& space, const Links& links, bool* degraded) : links_(links), degraded_(degraded) {
    for (uint32_t d = 0; d < space.documents.size(); ++d) {
      first_.push_back(static_cast<uint32_t>(groups_.size()));
      for (uint32_t s = 0; s < space.documents[d].sentences.size(); ++s) {
        group_of_.push_back(static_cast<uint32_t>(groups_.size()));
        groups_.push_back({{d, s}});
      }
    }
  }

  void Join(const SentenceRef& a, const SentenceRef& b) {
    const uint32_t left = GroupOf(a), right = GroupOf(b);
    if (left == right) return;
    SentenceGroup merged;
    std::merge(groups_[left].begin(), groups_[left].end(), groups_[right].begin(), groups_[right].end(),
               std::back_inserter(merged));
    if (!Compatible(groups_[left], groups_[right], merged)) return;
    const uint32_t keep = std::min(left, right), drop = std::max(left, right);
    for (const SentenceRef& ref : groups_[drop]) group_of_[first_[ref.document] + ref.sentence] = keep;
    groups_[drop].clear();
    groups_[keep] = std::move(merged);
  }

  std::vector<SentenceGroup> Take() {
    std::erase_if(groups_, [](const SentenceGroup& group) { return group.empty(); });
    std::sort(groups_.begin(), groups_.end());
    return std::move(groups_);
  }

 private:
  uint32_t GroupOf(const SentenceRef& ref) const { return group_of_[first_[ref.document] + ref.sentence]; }

  bool LinkedToAny(const SentenceRef& sentence, const Part& part) const {
    return std::any_of(part.begin(), part.end(),
                       [&](const SentenceRef& ref) { return links_.Linked(sentence, ref); });
  }

  bool LinkedToAll(const SentenceRef& sentence, const Part& part) const {
    return std::all_of(part.begin(), part.end(),
                       [&](const SentenceRef& ref) { return links_.Linked(sentence, ref); });
  }

  // A sentence of an article other than those of the two parts, linked to all of both.
  bool HasHub(const std::vector<Part>& parts, const Part& p, const Part& q) const {
    for (const Part& part : parts) {
      const uint32_t document = part.front().document;
      if (document == p.front().document || document == q.front().document) continue;
      for (const SentenceRef& hub : part) {
        if (LinkedToAll(hub, p) && LinkedToAll(hub, q)) return true;
      }
    }
    return false;
  }

  bool EachLinked(const SentenceGroup& from, const SentenceGroup& to,
                  const std::vector<Part>& merged_parts) const {
    for (const SentenceRef& sentence : from) {
      for (const Part& part : merged_parts) {
        const uint32_t document = part.front().document;
        if (document == sentence.document) continue;
        const bool new_to_it = std::any_of(to.begin(), to.end(),
                                           [&](const SentenceRef& ref) { return ref.document == document; });
        if (new_to_it && !LinkedToAny(sentence, part)) return false;
      }
    }
    return true;
  }

  // A surer pair in a row with two doubtful ones does not make up for both.
  bool LikeOnTheWhole(const SentenceGroup& left, const SentenceGroup& right) const {
    double surplus = 0;
    for (const SentenceRef& a : left) {
      for (const SentenceRef& b : right) {
        if (a.document != b.document) surplus += links_.Surplus(a, b);
      }
    }
    return surplus >= 0;
  }

  bool Compatible(const SentenceGroup& left, const SentenceGroup& right, const SentenceGroup& merged) const {
    const std::vector<Part> parts = Parts(merged);
    for (const Part& part : parts) {
      if (part.size() <= kMaxCellsOfArticle) continue;
      *degraded_ = true;
      return false;
    }
    if (!EachLinked(left, right, parts) || !EachLinked(right, left, parts)) return false;
    if (!LikeOnTheWhole(left, right)) return false;
    for (const Part& p : parts) {
      if (p.size() < 2) continue;
      bool hub = false;
      for (const Part& q : parts) {
        if (&p == &q) continue;
        hub = hub ||
              std::any_of(q.begin(), q.end(), [&](const SentenceRef& ref) { return LinkedToAll(ref, p); });
        if (&p < &q && q.size() > 1 && !HasHub(parts, p, q)) return false;
      }
      if (!hub) return false;
    }
    return true;
  }

  const Links& links_;
  bool* degraded_;
  std::vector<SentenceGroup> groups_;
  std::vector<uint32_t> first_, group_of_;  // of a document's first sentence; of each sentence
};

}  // namespace

struct Links::State {
  const TermSpace& space;
  double near_likeness;
  std::vector<uint64_t> first;  // number of each document's first sentence
  absl::flat_hash_map<std::pair<uint64_t, uint64_t>, double> scores;
  // By contents: copies of one sentence are measured once. A cache, hence not for several threads.
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, double> likenesses;

  std::pair<uint64_t, uint64_t> Key(const SentenceRef& a, const SentenceRef& b) const {
    return std::minmax({first[a.document] + a.sentence, first[b.document] + b.sentence});
  }

  double LikenessOf(const SentenceRef& a, const SentenceRef& b) {
    const SentenceTerms& left = space.documents[a.document].sentences[a.sentence];
    const SentenceTerms& right = space.documents[b.document].sentences[b.sentence];
    if (left.content == right.content) return left.terms.empty() ? 0 : 1;
    const std::pair<uint32_t, uint32_t> key = std::minmax({left.content, right.content});
    const auto [entry, is_new] = likenesses.try_emplace(key, 0);
    if (is_new) entry->second = Likeness(space, left, right);
    return entry->second;
  }
};

Links::Links(const TermSpace& space, const std::vector<Alignment>& alignments, double near_likeness)
    : state_(std::make_unique<State>(State{space, near_likeness, {}, {}, {}})) {
  uint64_t sentences = 0;
  for (const DocumentTerms& document : space.documents) {
    state_->first.push_back(sentences);
    sentences += document.sentences.size();
  }
  for (const Alignment& alignment : alignments) {
    for (const AlignedPair& pair : alignment.pairs) {
      state_->scores.emplace(state_->Key({alignment.a, pair.a}, {alignment.b, pair.b}), pair.score);
    }
  }
}

Links::~Links() = default;

bool Links::Aligned(const SentenceRef& a, const SentenceRef& b) const {
  return state_->scores.contains(state_->Key(a, b));
}

bool Links::Linked(const SentenceRef& a, const SentenceRef& b) const {
  return Aligned(a, b) || state_->LikenessOf(a, b) >= kLeastLinked * state_->near_likeness;
}

double Links::Surplus(const SentenceRef& a, const SentenceRef& b) const {
  const auto score = state_->scores.find(state_->Key(a, b));
  return (score != state_->scores.end() ? score->second : state_->LikenessOf(a, b)) - state_->near_likeness;
}

std::vector<SentenceGroup> GroupSentences(const TermSpace& space, const std::vector<Alignment>& alignments,
                                          const Links& links, bool* degraded) {
  struct Edge {
    double score;
    SentenceRef a, b;
  };
  std::vector<Edge> edges;
  for (const Alignment& alignment : alignments) {
    for (const AlignedPair& pair : alignment.pairs) {
      edges.push_back({pair.score, {alignment.a, pair.a}, {alignment.b, pair.b}});
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
    return std::tie(y.score, x.a, x.b) < std::tie(x.score, y.a, y.b);
  });
  Grouper grouper(space, links, degraded);
  for (const Edge& edge : edges) grouper.Join(edge.a, edge.b);
  return grouper.Take();
}

}  // namespace samestory
