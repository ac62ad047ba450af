#include "engine/diff/disagreements.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace samestory {
namespace {

constexpr size_t kMostFacts = 64;       // of a cell
constexpr double kStandingShare = 0.5;  // of the shorter side's bytes, for names
constexpr double kQuotedShare = 0.5;    // of the shorter quotation's bytes
constexpr uint32_t kAround = 4;         // words on either side of a number
constexpr size_t kSharedAround = 2;
constexpr uint32_t kBesideName = 16;   // bytes of other words in a stretch that replaces a name
constexpr uint32_t kPlaceBytes = 160;  // a longer replaced stretch is no longer "in the place of"

struct CellFact {
  uint32_t cell = 0;
  uint32_t start = 0, end = 0;  // bytes
  DiffFact fact;
  bool bare = false;  // no fact of the document: a token that holds a digit
};

bool IsFigure(FactKind kind) { return kind == FactKind::kNumber || kind == FactKind::kDate; }

uint32_t Overlap(uint32_t a_start, uint32_t a_end, uint32_t b_start, uint32_t b_end) {
  const uint32_t start = std::max(a_start, b_start), end = std::min(a_end, b_end);
  return start < end ? end - start : 0;
}

// A replaced stretch of both cells.
struct Place {
  uint32_t a_start = 0, a_end = 0, b_start = 0, b_end = 0;
};

class Finder {
 public:
  Finder(std::span<const DiffDocument> documents, const Row& row) : documents_(documents), row_(row) {
    for (uint32_t cell = 0; cell < row.cells.size(); ++cell) {
      first_.push_back(facts_.size());
      AppendFacts(cell);
    }
    first_.push_back(facts_.size());
    group_.resize(facts_.size());
    std::iota(group_.begin(), group_.end(), size_t{0});
    linked_.resize(facts_.size(), false);
  }

  std::vector<Disagreement> Run() {
    if (facts_.empty()) return {};
    for (const CellEdits& edits : row_.edits) Compare(edits);
    return Collect();
  }

 private:
  void AppendFacts(uint32_t cell) {
    const DiffDocument& document = documents_[row_.cells[cell].article];
    const DiffSentence& sentence = document.sentences[row_.cells[cell].sentence];
    if (sentence.aside) return;  // a page's own date is no statement
    const uint32_t end = sentence.first_token + sentence.token_count;
    std::vector<CellFact> found;
    std::vector<bool> read(sentence.token_count, false);  // inside a number or date
    auto fact = std::lower_bound(document.facts.begin(), document.facts.end(), sentence.first_token,
                                 [](const DiffFact& f, uint32_t token) { return f.first_token < token; });
    for (; fact != document.facts.end() && fact->first_token < end; ++fact) {
      const uint32_t last = fact->first_token + fact->token_count;
      found.push_back({cell, document.tokens[fact->first_token].start, document.tokens[last - 1].end, *fact});
      if (IsFigure(fact->kind)) {
        std::fill(read.begin() + (fact->first_token - sentence.first_token),
                  read.begin() + (last - sentence.first_token), true);
      }
    }
    for (uint32_t k = sentence.first_token; k < end; ++k) {
      const DiffToken& token = document.tokens[k];
      if (token.figure == 0 || read[k - sentence.first_token]) continue;
      found.push_back({cell, token.start, token.end, {FactKind::kNumber, k, 1, token.figure, 0}, true});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const CellFact& x, const CellFact& y) { return x.start < y.start; });
    found.resize(std::min(found.size(), kMostFacts));
    facts_.insert(facts_.end(), found.begin(), found.end());
  }

  std::span<const CellFact> FactsOf(uint32_t cell) const {
    return std::span(facts_).subspan(first_[cell], first_[cell + 1] - first_[cell]);
  }

  size_t TimesStated(uint32_t article, const DiffFact& fact) const {
    size_t times = 0;
    for (uint32_t cell = 0; cell < row_.cells.size(); ++cell) {
      if (row_.cells[cell].article != article) continue;
      for (const CellFact& other : FactsOf(cell)) {
        times += other.fact.kind == fact.kind && other.fact.value == fact.value;
      }
    }
    return times;
  }

  // Facts of the cell that its article states more often in this row than the other one does.
  std::vector<size_t> Unshared(uint32_t cell, uint32_t other) const {
    std::vector<size_t> unshared;
    for (size_t k = first_[cell]; k < first_[cell + 1]; ++k) {
      const DiffFact& fact = facts_[k].fact;
      if (TimesStated(row_.cells[cell].article, fact) > TimesStated(other, fact)) unshared.push_back(k);
    }
    return unshared;
  }

  void Compare(const CellEdits& edits) {
    // Cells that say the same state the same.
    if (std::all_of(edits.ops.begin(), edits.ops.end(), [](const EditOp& op) { return op.op == '='; }))
      return;
    const std::vector<size_t> left = Unshared(edits.a, row_.cells[edits.b].article),
                              right = Unshared(edits.b, row_.cells[edits.a].article);
    if (left.empty() || right.empty()) return;
    const bool mostly_stands = MostlyStands(edits);
    for (const size_t x : left) {
      for (const size_t y : right) {
        const DiffFact &fact = facts_[x].fact, &other = facts_[y].fact;
        if (fact.kind != other.kind) continue;
        if (fact.kind == FactKind::kQuotation && SameQuotation(edits, facts_[x], facts_[y])) Link(x, y);
        if (fact.kind == FactKind::kNumber && SameSubject(x, y, mostly_stands)) Link(x, y);
      }
    }
    const auto figure = [&](const CellFact& fact) {
      return IsFigure(fact.fact.kind) && (mostly_stands || !fact.bare);
    };
    const auto name = [&](const CellFact& fact) {
      return fact.fact.kind == FactKind::kName && mostly_stands;
    };
    for (const Place& place : Places(edits)) {
      LinkInPlace(Touching(left, figure, place.a_start, place.a_end),
                  Touching(right, figure, place.b_start, place.b_end), place);
      LinkInPlace(Touching(left, name, place.a_start, place.a_end),
                  Touching(right, name, place.b_start, place.b_end), place);
    }
  }

  // Numbers of one subject, each the only one of it in its cell, so that there is no doubt which stands
  // against which. Where the sentences mostly differ, words around them have to agree too.
  bool SameSubject(size_t x, size_t y, bool mostly_stands) const {
    const CellFact &a = facts_[x], &b = facts_[y];
    if (a.fact.subject == 0 || a.fact.subject != b.fact.subject) return false;
    return OnlyOfItsSubject(a) && OnlyOfItsSubject(b) &&
           (mostly_stands || SharedAround(a, b) >= kSharedAround);
  }

  bool OnlyOfItsSubject(const CellFact& fact) const {
    const std::span<const CellFact> facts = FactsOf(fact.cell);
    return std::count_if(facts.begin(), facts.end(), [&](const CellFact& other) {
             return other.fact.kind == fact.fact.kind && other.fact.subject == fact.fact.subject;
           }) == 1;
  }

  // Keys of the words beside a fact, the subject itself left out.
  std::vector<uint64_t> Around(const CellFact& fact) const {
    const DiffDocument& document = documents_[row_.cells[fact.cell].article];
    const DiffSentence& sentence = document.sentences[row_.cells[fact.cell].sentence];
    const uint32_t first = fact.fact.first_token, end = first + fact.fact.token_count;
    const uint32_t from = std::max(sentence.first_token, first < kAround ? 0 : first - kAround);
    const uint32_t to = std::min(sentence.first_token + sentence.token_count, end + kAround);
    std::vector<uint64_t> keys;
    for (uint32_t k = from; k < to; ++k) {
      const DiffToken& token = document.tokens[k];
      if ((k >= first && k < end) || token.punctuation || token.key == fact.fact.subject) continue;
      keys.push_back(token.key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
  }

  size_t SharedAround(const CellFact& a, const CellFact& b) const {
    const std::vector<uint64_t> left = Around(a), right = Around(b);
    std::vector<uint64_t> shared;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
    return shared.size();
  }

  // Changed steps side by side: a drop and what was added for it. Bytes that neither side has are not there.
  static std::vector<Place> Places(const CellEdits& edits) {
    std::vector<Place> places;
    for (size_t k = 0; k < edits.ops.size();) {
      if (edits.ops[k].op == '=') {
        ++k;
        continue;
      }
      Place place{edits.ops[k].a_start, edits.ops[k].a_end, edits.ops[k].b_start, edits.ops[k].b_end};
      for (; k < edits.ops.size() && edits.ops[k].op != '='; ++k) {
        place.a_end = edits.ops[k].a_end, place.b_end = edits.ops[k].b_end;
      }
      const bool brief =
          place.a_end - place.a_start <= kPlaceBytes && place.b_end - place.b_start <= kPlaceBytes;
      if (brief) places.push_back(place);
    }
    return places;
  }

  // Those asked for that the stretch changes: it overlaps them, or, being empty, stands inside them.
  template <typename Asked>
  std::vector<size_t> Touching(const std::vector<size_t>& facts, const Asked& asked, uint32_t start,
                               uint32_t end) const {
    std::vector<size_t> touching;
    for (const size_t k : facts) {
      const CellFact& fact = facts_[k];
      if (!asked(fact)) continue;
      const bool inside = start == end && fact.start <= start && start <= fact.end;
      if (inside || Overlap(start, end, fact.start, fact.end) > 0) touching.push_back(k);
    }
    return touching;
  }

  // One for one, in order, where there are as many on both sides.
  void LinkInPlace(const std::vector<size_t>& left, const std::vector<size_t>& right, const Place& place) {
    if (left.size() != right.size()) return;
    for (size_t k = 0; k < left.size(); ++k) {
      if (facts_[left[k]].fact.value == facts_[right[k]].fact.value) continue;
      if (!OfOneKind(facts_[left[k]], facts_[right[k]]) || SameFigure(facts_[left[k]], facts_[right[k]]))
        continue;
      if (OfOtherSubjects(facts_[left[k]], facts_[right[k]], place)) continue;
      const bool name = facts_[left[k]].fact.kind == FactKind::kName;
      if (name && !NearlyFills(facts_[left[k]], place.a_start, place.a_end)) continue;
      if (name && !NearlyFills(facts_[right[k]], place.b_start, place.b_end)) continue;
      if (name && (PartOf(facts_[left[k]], facts_[right[k]]) || PartOf(facts_[right[k]], facts_[left[k]]))) {
        continue;
      }
      Link(left[k], right[k]);
    }
  }

  // Whether the changed stretch is little more than the fact: in a longer one, other words changed too, and
  // another name may stand there for another reason.
  static bool NearlyFills(const CellFact& fact, uint32_t start, uint32_t end) {
    const uint32_t beyond =
        (start < fact.start ? fact.start - start : 0) + (end > fact.end ? end - fact.end : 0);
    return beyond <= kBesideName;
  }

  // A figure the caller could not read may stand for a number or a date: "14/6" is a day, "41/6" is neither.
  static bool OfOneKind(const CellFact& a, const CellFact& b) {
    return a.fact.kind == b.fact.kind || a.bare || b.bare;
  }

  // "3,200" where the caller read a number, "3200" where it read none.
  bool SameFigure(const CellFact& a, const CellFact& b) const {
    if (!a.bare && !b.bare) return false;
    const auto figure = [&](const CellFact& fact) {
      return documents_[row_.cells[fact.cell].article].tokens[fact.fact.first_token].figure;
    };
    return a.fact.token_count == 1 && b.fact.token_count == 1 && figure(a) == figure(b);
  }

  // "17 people" in the place of "19 boats"; not so where nothing but the number is replaced.
  static bool OfOtherSubjects(const CellFact& a, const CellFact& b, const Place& place) {
    if (a.fact.subject == 0 || b.fact.subject == 0 || a.fact.subject == b.fact.subject) return false;
    const bool number_only = a.start <= place.a_start && place.a_end <= a.end + 1 &&
                             b.start <= place.b_start && place.b_end <= b.end + 1;
    return !number_only;
  }

  bool PartOf(const CellFact& part, const CellFact& whole) const {
    const auto tokens = [&](const CellFact& fact) {
      return std::span(documents_[row_.cells[fact.cell].article].tokens)
          .subspan(fact.fact.first_token, fact.fact.token_count);
    };
    const auto inner = tokens(part), outer = tokens(whole);
    return std::all_of(inner.begin(), inner.end(), [&](const DiffToken& token) {
      return std::any_of(outer.begin(), outer.end(),
                         [&](const DiffToken& other) { return other.key == token.key; });
    });
  }

  bool MostlyStands(const CellEdits& edits) const {
    const Cell &a = row_.cells[edits.a], &b = row_.cells[edits.b];
    uint32_t kept_a = 0, kept_b = 0;
    for (const EditOp& op : edits.ops) {
      if (op.op != '=') continue;
      kept_a += op.a_end - op.a_start;
      kept_b += op.b_end - op.b_start;
    }
    const bool a_shorter = a.end - a.start <= b.end - b.start;
    return a_shorter ? kept_a >= kStandingShare * (a.end - a.start)
                     : kept_b >= kStandingShare * (b.end - b.start);
  }

  static bool SameQuotation(const CellEdits& edits, const CellFact& a, const CellFact& b) {
    uint32_t kept_a = 0, kept_b = 0;
    for (const EditOp& op : edits.ops) {
      if (op.op != '=' || Overlap(op.a_start, op.a_end, a.start, a.end) == 0) continue;
      if (Overlap(op.b_start, op.b_end, b.start, b.end) == 0) continue;
      kept_a += Overlap(op.a_start, op.a_end, a.start, a.end);
      kept_b += Overlap(op.b_start, op.b_end, b.start, b.end);
    }
    return kept_a >= kQuotedShare * (a.end - a.start) || kept_b >= kQuotedShare * (b.end - b.start);
  }

  size_t Root(size_t k) {
    while (group_[k] != k) k = group_[k] = group_[group_[k]];
    return k;
  }

  void Link(size_t x, size_t y) {
    linked_[x] = linked_[y] = true;
    const size_t a = Root(x), b = Root(y);
    group_[std::max(a, b)] = std::min(a, b);
  }

  // Groups by their first fact, which is their root: facts are by cell, then position.
  std::vector<Disagreement> Collect() {
    std::vector<Disagreement> found;
    std::map<size_t, size_t> position;                   // by root
    std::vector<std::map<uint64_t, uint32_t>> versions;  // by position: of each value
    for (size_t k = 0; k < facts_.size(); ++k) {
      if (!linked_[k]) continue;
      const auto [entry, added] = position.try_emplace(Root(k), found.size());
      if (added) found.push_back({FactKind::kNumber, {}}), versions.emplace_back();
      // Whichever side comes first, a figure nobody could read takes the other's kind.
      if (!facts_[k].bare)
        found[entry->second].kind = std::max(found[entry->second].kind, facts_[k].fact.kind);
      auto& known = versions[entry->second];
      const auto version = known.try_emplace(facts_[k].fact.value, static_cast<uint32_t>(known.size())).first;
      found[entry->second].sides.push_back({facts_[k].cell, facts_[k].start, facts_[k].end, version->second});
    }
    return found;
  }

  std::span<const DiffDocument> documents_;
  const Row& row_;
  std::vector<CellFact> facts_;  // by cell
  std::vector<size_t> first_;    // of each cell's facts; the end last
  std::vector<size_t> group_;    // union-find
  std::vector<bool> linked_;
};

}  // namespace

std::vector<Disagreement> FindDisagreements(std::span<const DiffDocument> documents, const Row& row) {
  return Finder(documents, row).Run();
}

}  // namespace samestory
