#include "engine/diff/candidates.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samestory {
namespace {

constexpr uint64_t kMaxTouches = 4'000'000;  // of pairs of sentences, summed over the terms they share
constexpr double kMostOfUnequal = 0.999;

// A logistic regression of the judged pairs of CSTNews on these figures (ten folds over its clusters), divided
// by its coefficient of likeness and rounded; the ground's is half of what was fitted, since sentences of two
// articles about different things have less in common. The offset puts the best threshold at .4, a little on
// the side of precision.
constexpr double kGround = -0.6;
constexpr double kContrast = 0.075;
constexpr double kNeighbours = 0.10;
constexpr double kDistance = -0.075;
constexpr double kOpening = 0.125;
constexpr double kOffset = 0.025;
// What the ground is taken for before anything is seen, and how many pairs that is worth.
constexpr double kUsualGround = 0.08;
constexpr double kUsualPairs = 40;

void Add(double value, BestTwo* best) {
  if (value > best->first) {
    best->second = std::exchange(best->first, value);
  } else {
    best->second = std::max(best->second, value);
  }
}

double Rival(const BestTwo& best, double own) { return own >= best.first ? best.second : best.first; }

// Marks b's terms that are too common in both to be looked through, commonest first. Terms have to go only
// where the sum of all products is above the bound.
std::vector<bool> TooCommon(const DocumentTerms& a, const DocumentTerms& b, bool* any) {
  std::vector<bool> skip(b.terms.size(), false);
  std::vector<std::pair<uint64_t, uint32_t>> products;  // pairs of sentences, position in b.terms
  for (size_t i = 0, j = 0; i < a.terms.size() && j < b.terms.size();) {
    if (a.terms[i] < b.terms[j]) {
      ++i;
    } else if (b.terms[j] < a.terms[i]) {
      ++j;
    } else {
      products.emplace_back(uint64_t{a.starts[i + 1] - a.starts[i]} * (b.starts[j + 1] - b.starts[j]),
                            static_cast<uint32_t>(j));
      ++i, ++j;
    }
  }
  std::sort(products.begin(), products.end());
  uint64_t touches = 0;
  for (const auto& [product, position] : products) {
    touches += product;
    if (touches > kMaxTouches) skip[position] = *any = true;
  }
  return skip;
}

using Rows = std::vector<std::vector<Candidate>>;

// The mean likeness of all pairs but the best of each row, and of all but the best of each column.
class Ground {
 public:
  Ground(size_t sentences_a, size_t sentences_b)
      : pairs_(2 * static_cast<double>(sentences_a) * static_cast<double>(sentences_b)),
        best_a_(sentences_a),
        best_b_(sentences_b) {}

  void Add(size_t a, size_t b, double likeness) {
    sum_ += likeness;
    best_a_[a] = std::max(best_a_[a], likeness);
    best_b_[b] = std::max(best_b_[b], likeness);
  }

  double Mean() const {
    double sum = 2 * sum_;
    for (const double best : best_a_) sum -= best;
    for (const double best : best_b_) sum -= best;
    const double pairs = pairs_ - static_cast<double>(best_a_.size() + best_b_.size());
    return (std::max(sum, 0.0) + kUsualPairs * kUsualGround) / (std::max(pairs, 0.0) + kUsualPairs);
  }

 private:
  double pairs_, sum_ = 0;
  std::vector<double> best_a_, best_b_;
};

// All pairs that share weight and reach `least`, without equal ones.
Rows FindAlike(const TermSpace& space, const DocumentTerms& a, const DocumentTerms& b, double least,
               Ground* ground, bool* degraded) {
  bool skipped = false;
  const std::vector<bool> skip = TooCommon(a, b, &skipped);
  if (skipped) *degraded = true;
  Rows found(a.sentences.size());
  std::vector<double> shared(b.sentences.size(), 0);
  std::vector<uint32_t> counts_b;  // of b's posting, filled once: how often the sentence holds the term
  for (size_t k = 0; k < b.terms.size(); ++k) {
    for (uint32_t p = b.starts[k]; p < b.starts[k + 1]; ++p) {
      const std::vector<WeightedTerm>& terms = b.sentences[b.postings[p]].terms;
      counts_b.push_back(
          std::lower_bound(terms.begin(), terms.end(), b.terms[k], [](const WeightedTerm& term, uint32_t id) {
            return term.id < id;
          })->count);
    }
  }
  for (size_t i = 0; i < a.sentences.size(); ++i) {
    std::vector<uint32_t> touched;
    for (const WeightedTerm& term : a.sentences[i].terms) {
      const auto at = std::lower_bound(b.terms.begin(), b.terms.end(), term.id);
      const size_t k = static_cast<size_t>(at - b.terms.begin());
      if (at == b.terms.end() || *at != term.id || skip[k] || !(space.weights[term.id] > 0)) continue;
      for (uint32_t p = b.starts[k]; p < b.starts[k + 1]; ++p) {
        const uint32_t j = b.postings[p];
        if (shared[j] == 0) touched.push_back(j);
        shared[j] += std::min(term.count, counts_b[p]) * space.weights[term.id];
      }
    }
    std::sort(touched.begin(), touched.end());
    for (const uint32_t j : touched) {
      const SentenceTerms &left = a.sentences[i], &right = b.sentences[j];
      const double likeness =
          skipped ? Likeness(space, left, right) : LikenessOfShared(space, shared[j], left.mass, right.mass);
      shared[j] = 0;
      if (left.content == right.content) continue;
      ground->Add(i, j, likeness);
      if (likeness >= least) found[i].push_back({j, false, likeness, 0});
    }
  }
  return found;
}

double LikenessAt(const Rows& rows, size_t i, size_t j) {
  if (i >= rows.size()) return 0;
  const auto at = std::lower_bound(rows[i].begin(), rows[i].end(), j,
                                   [](const Candidate& candidate, size_t b) { return candidate.b < b; });
  return at != rows[i].end() && at->b == j ? at->likeness : 0;
}

double Place(size_t at, size_t of) { return (static_cast<double>(at) + 0.5) / static_cast<double>(of); }

}  // namespace

double Score(const PairFigures& figures) {
  const double score = figures.likeness + kGround * figures.ground + kContrast * figures.contrast +
                       kNeighbours * figures.neighbours + kDistance * figures.distance +
                       kOpening * figures.opening + kOffset;
  return std::min(score, kMostOfUnequal);
}

PairFigures Candidates::Figures(uint32_t a, const Candidate& candidate) const {
  const size_t i = a, j = candidate.b;
  PairFigures figures;
  figures.likeness = candidate.likeness;
  figures.ground = ground;
  figures.contrast = (figures.likeness - Rival(best_a[i], figures.likeness)) +
                     (figures.likeness - Rival(best_b[j], figures.likeness));
  const double before = i > 0 && j > 0 ? LikenessAt(rows, i - 1, j - 1) : 0;
  figures.neighbours = before + LikenessAt(rows, i + 1, j + 1);
  figures.distance = std::abs(Place(i, best_a.size()) - Place(j, best_b.size()));
  figures.opening = 1 / static_cast<double>(1 + i + j);
  return figures;
}

Candidates FindCandidates(const TermSpace& space, const DocumentTerms& a, const DocumentTerms& b,
                          double least, const std::vector<std::pair<uint32_t, uint32_t>>& equal,
                          bool* degraded) {
  Ground ground(a.sentences.size(), b.sentences.size());
  Candidates out;
  out.rows = FindAlike(space, a, b, least, &ground, degraded);
  out.ground = ground.Mean();
  for (const auto& [i, j] : equal) out.rows[i].push_back({j, true, 1, 1});
  out.best_a.resize(a.sentences.size());
  out.best_b.resize(b.sentences.size());
  for (size_t i = 0; i < out.rows.size(); ++i) {
    std::sort(out.rows[i].begin(), out.rows[i].end(),
              [](const Candidate& x, const Candidate& y) { return x.b < y.b; });
    for (const Candidate& candidate : out.rows[i]) {
      Add(candidate.likeness, &out.best_a[i]);
      Add(candidate.likeness, &out.best_b[candidate.b]);
    }
  }
  for (uint32_t i = 0; i < out.rows.size(); ++i) {
    for (Candidate& candidate : out.rows[i]) {
      if (!candidate.equal) candidate.score = Score(out.Figures(i, candidate));
    }
  }
  return out;
}

}  // namespace samestory
