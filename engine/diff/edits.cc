#include "engine/diff/edits.h"

#include <algorithm>

namespace samestory {
namespace {

constexpr double kLightShare = 0.6;         // of a content word's weight: function words and punctuation
constexpr double kPunctuationShare = 0.15;  // of the same: punctuation alone
constexpr uint32_t kLightTokens = 2;
constexpr double kWeakShare = 0.5;

void Append(const EditRun& run, std::vector<EditRun>* runs) {
  if (run.a_begin == run.a_end && run.b_begin == run.b_end) return;
  if (!runs->empty() && runs->back().kept == run.kept) {
    runs->back().a_end = run.a_end;
    runs->back().b_end = run.b_end;
  } else {
    runs->push_back(run);
  }
}

class Cleaner {
 public:
  Cleaner(const EditSides& sides, std::vector<EditRun>* runs)
      : sides_(sides), runs_(*runs), sums_a_(Sums(sides.a)), sums_b_(Sums(sides.b)) {}

  void Slide() {
    for (size_t k = 0; k < runs_.size(); ++k) {
      EditRun& run = runs_[k];
      const bool only_a = run.b_begin == run.b_end, only_b = run.a_begin == run.a_end;
      if (run.kept || only_a == only_b) continue;
      EditRun *before = k > 0 ? &runs_[k - 1] : nullptr,
              *after = k + 1 < runs_.size() ? &runs_[k + 1] : nullptr;
      const int64_t shift = only_a
                                ? BestShift(sides_.a, run.a_begin, run.a_end, Length(before), Length(after))
                                : BestShift(sides_.b, run.b_begin, run.b_end, Length(before), Length(after));
      if (shift != 0) Move(shift, before, &run, after, k);
    }
    Normalise();
  }

  // One pass with a stack: once a stretch has gone, the change it joined is heavier, so the stretch before it
  // is looked at again.
  void DropWeak() {
    std::vector<EditRun> out;
    for (const EditRun& run : runs_) {
      Append(run, &out);
      while (out.size() >= 3 && !out.back().kept &&
             Weak(out[out.size() - 3], out[out.size() - 2], out.back())) {
        EditRun& first = out[out.size() - 3];
        first.a_end = out.back().a_end;
        first.b_end = out.back().b_end;
        out.resize(out.size() - 2);
      }
    }
    runs_ = std::move(out);
  }

 private:
  static int64_t Length(const EditRun* run) { return run == nullptr ? 0 : run->a_end - run->a_begin; }

  double WeightA(uint32_t token) const { return sides_.weights[sides_.a[token]]; }

  std::vector<double> Sums(std::span<const uint32_t> side) const {
    std::vector<double> sums = {0};
    for (const uint32_t term : side) sums.push_back(sums.back() + sides_.weights[term]);
    return sums;
  }

  double ChangeWeight(const EditRun& run) const {
    return std::max(sums_a_[run.a_end] - sums_a_[run.a_begin], sums_b_[run.b_end] - sums_b_[run.b_begin]);
  }

  bool Weak(const EditRun& before, const EditRun& kept, const EditRun& after) const {
    bool light = kept.a_end - kept.a_begin <= kLightTokens;
    for (uint32_t k = kept.a_begin; light && k < kept.a_end; ++k) {
      light = WeightA(k) <= kLightShare * sides_.typical_weight;
    }
    return light || ChangeWeight(kept) <= kWeakShare * std::min(ChangeWeight(before), ChangeWeight(after));
  }

  // Phrases end after punctuation and begin with function words.
  int BoundaryScore(std::span<const uint32_t> side, size_t at) const {
    if (at == 0 || at == side.size()) return 3;
    if (sides_.weights[side[at - 1]] <= kPunctuationShare * sides_.typical_weight) return 2;
    const double next = sides_.weights[side[at]];
    return next > kPunctuationShare * sides_.typical_weight && next <= kLightShare * sides_.typical_weight
               ? 1
               : 0;
  }

  // How far a block can slide left (at most `before` tokens) and right (`after`), and where it reads best. Of
  // equals the leftmost.
  int64_t BestShift(std::span<const uint32_t> side, size_t begin, size_t end, int64_t before,
                    int64_t after) const {
    int64_t left = 0, right = 0;
    while (left < before && side[begin - left - 1] == side[end - left - 1]) ++left;
    while (right < after && side[begin + right] == side[end + right]) ++right;
    int64_t best = -left;
    int best_score = -1;
    for (int64_t shift = -left; shift <= right; ++shift) {
      const int score = BoundaryScore(side, begin + shift) + BoundaryScore(side, end + shift);
      if (score > best_score) best = shift, best_score = score;
    }
    return best;
  }

  void Move(int64_t shift, EditRun* before, EditRun* run, EditRun* after, size_t at) {
    const auto by = [shift](uint32_t* value) { *value = static_cast<uint32_t>(*value + shift); };
    // A side without a neighbour (or with too short a one) could not slide there, so both exist where needed;
    // at the ends of the script a new kept run stands in for the missing one.
    by(&run->a_begin), by(&run->a_end), by(&run->b_begin), by(&run->b_end);
    if (before != nullptr) before->a_end = run->a_begin, before->b_end = run->b_begin;
    if (after != nullptr) after->a_begin = run->a_end, after->b_begin = run->b_end;
    const EditRun moved = *run;
    if (after == nullptr) {
      runs_.push_back({true, moved.a_end, static_cast<uint32_t>(sides_.a.size()), moved.b_end,
                       static_cast<uint32_t>(sides_.b.size())});
    }
    if (before == nullptr) {
      runs_.insert(runs_.begin() + static_cast<int64_t>(at), {true, 0, moved.a_begin, 0, moved.b_begin});
    }
  }

  void Normalise() {
    std::vector<EditRun> out;
    for (const EditRun& run : runs_) Append(run, &out);
    runs_ = std::move(out);
  }

  const EditSides& sides_;
  std::vector<EditRun>& runs_;
  std::vector<double> sums_a_, sums_b_;  // of weights before each token
};

}  // namespace

std::vector<EditRun> RunsOfMatches(const EditSides& sides, std::span<const TokenMatch> matches) {
  std::vector<EditRun> runs;
  uint32_t a = 0, b = 0;
  for (const TokenMatch& match : matches) {
    Append({false, a, match.a, b, match.b}, &runs);
    Append({true, match.a, match.a + 1, match.b, match.b + 1}, &runs);
    a = match.a + 1;
    b = match.b + 1;
  }
  Append({false, a, static_cast<uint32_t>(sides.a.size()), b, static_cast<uint32_t>(sides.b.size())}, &runs);
  return runs;
}

void CleanUp(const EditSides& sides, std::vector<EditRun>* runs) {
  Cleaner cleaner(sides, runs);
  cleaner.Slide();
  cleaner.DropWeak();
}

std::vector<EditOp> OpsOfRuns(std::span<const EditRun> runs, const SentenceTokens& a,
                              const SentenceTokens& b) {
  const auto boundary = [](const SentenceTokens& side, uint32_t token) {
    if (token == 0) return side.start;
    return token < side.tokens.size() ? side.tokens[token].start : side.end;
  };
  // A side without a token still has bytes: they are changed.
  if (runs.empty()) {
    std::vector<EditOp> ops;
    if (a.start < a.end) ops.push_back({'-', a.start, a.end, b.start, b.start, Change::kWords});
    if (b.start < b.end) ops.push_back({'+', a.end, a.end, b.start, b.end, Change::kWords});
    return ops;
  }
  std::vector<EditOp> ops;
  uint32_t at_a = a.start, at_b = b.start;
  for (size_t k = 0; k < runs.size(); ++k) {
    const bool last = k + 1 == runs.size();
    const uint32_t to_a = last ? a.end : boundary(a, runs[k].a_end);
    const uint32_t to_b = last ? b.end : boundary(b, runs[k].b_end);
    const Change change = runs[k].change;
    if (runs[k].kept) {
      if (at_a < to_a || at_b < to_b) ops.push_back({'=', at_a, to_a, at_b, to_b, change});
    } else {
      if (at_a < to_a) ops.push_back({'-', at_a, to_a, at_b, at_b, change});
      if (at_b < to_b) ops.push_back({'+', to_a, to_a, at_b, to_b, change});
    }
    at_a = to_a;
    at_b = to_b;
  }
  return ops;
}

}  // namespace samestory
