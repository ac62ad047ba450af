#include "engine/match/score.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/parallel.h"

namespace samestory {
namespace {

// Coefficients of the logistic model, see the header.
constexpr double kIntercept = 13.07, kWhole = 6.07, kLead = 1.17, kContainment = -1.29, kSameOutlet = -5.52;
// Added before the logarithm: a figure of nothing is not infinitely bad.
constexpr double kFloor = 0.01;
constexpr double kHoursWithoutLoss = 24;
constexpr double kWindowsPerFall = 3.5;
// A pair as alike as articles of other times are here is no better than they; from twice that on it stands
// out.
constexpr double kStandsOut = 2, kStandOutPower = 3;

// 1 + ln of a count, by count.
double Damped(uint8_t count) {
  static const std::array<double, 256> table = [] {
    std::array<double, 256> values{};
    for (size_t i = 1; i < values.size(); ++i) values[i] = 1 + std::log(static_cast<double>(i));
    return values;
  }();
  return table[count];
}

// What a term weighs: rare ones more than idf alone would have it.
double WeightOf(double idf) { return idf * std::sqrt(idf); }

// Calls visit(a's element, b's element) for those in both ascending sequences.
template <typename T, typename Key, typename Visit>
void ForEachShared(std::span<const T> a, std::span<const T> b, Key key, Visit visit) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (key(a[i]) < key(b[j])) {
      ++i;
    } else if (key(b[j]) < key(a[i])) {
      ++j;
    } else {
      visit(a[i++], b[j++]);
    }
  }
}

uint32_t KeyOf(const Term& term) { return term.key; }

}  // namespace

Overlap CompareShingles(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  Overlap overlap;
  ForEachShared(
      a, b, [](uint64_t x) { return x; }, [&](uint64_t, uint64_t) { ++overlap.shared; });
  if (overlap.shared == 0) return overlap;
  const double shared = static_cast<double>(overlap.shared);
  overlap.jaccard = shared / static_cast<double>(a.size() + b.size() - overlap.shared);
  overlap.containment_a = shared / static_cast<double>(a.size());
  overlap.containment_b = shared / static_cast<double>(b.size());
  return overlap;
}

double EventScore(const EventFigures& figures, double window_hours) {
  const double logit =
      kIntercept + kWhole * std::log(kFloor + figures.whole) + kLead * std::log(kFloor + figures.lead) +
      kContainment * std::log(kFloor + figures.containment) + (figures.same_outlet ? kSameOutlet : 0);
  double score = 1 / (1 + std::exp(-logit));
  const double out = kStandsOut * figures.other_times;
  if (figures.whole < out) score *= std::pow(figures.whole / out, kStandOutPower);
  if (window_hours > 0) {
    if (figures.hours_apart > window_hours) return 0;
    const double late = std::max(0.0, figures.hours_apart - kHoursWithoutLoss);
    score *= std::exp(-late * kWindowsPerFall / window_hours);
  }
  return score;
}

EventScorer::EventScorer(const MatchInput& input, const TermWeights& weights, int threads)
    : input_(input), weights_(weights), norms_(input.sketches.size()) {
  ParallelFor(input.sketches.size(), threads, 256, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      double whole = 0, lead = 0, pairs = 0;
      for (const Term& term : input.sketches[i].terms) {
        const double idf = WeightOf(weights.Idf(term));
        const double in_whole = Damped(term.count) * idf, in_lead = Damped(term.lead_count) * idf;
        whole += in_whole * in_whole;
        lead += in_lead * in_lead;
        if (term.words == 2) pairs += idf;
      }
      norms_[i] = {static_cast<float>(std::sqrt(whole)), static_cast<float>(std::sqrt(lead)),
                   static_cast<float>(pairs)};
    }
  });
}

EventFigures EventScorer::Compare(uint32_t a, uint32_t b) const {
  EventFigures figures;
  double whole = 0, lead = 0, pairs = 0;
  ForEachShared(input_.sketches[a].terms, input_.sketches[b].terms, KeyOf, [&](const Term& x, const Term& y) {
    // The same term is as rare in both, unless the articles are in two languages.
    const double in_a = WeightOf(weights_.Idf(x));
    const double in_b = x.rarity == y.rarity ? in_a : WeightOf(weights_.Idf(y));
    whole += Damped(x.count) * Damped(y.count) * in_a * in_b;
    lead += Damped(x.lead_count) * Damped(y.lead_count) * in_a * in_b;
    if (x.words == 2) pairs += std::min(in_a, in_b);
  });
  const Norms &na = norms_[a], &nb = norms_[b];
  const auto share = [](double part, double of) { return of > 0 ? std::min(1.0, part / of) : 0.0; };
  figures.whole = share(whole, double{na.whole} * nb.whole);
  figures.lead = share(lead, double{na.lead} * nb.lead);
  figures.containment = share(pairs, std::min(na.pairs, nb.pairs));
  const ArticleContext &ca = input_.contexts[a], &cb = input_.contexts[b];
  figures.same_outlet = ca.outlet != 0 && ca.outlet == cb.outlet;
  figures.hours_apart = HoursApart(ca, cb);
  if (!other_times_.empty()) figures.other_times = (double{other_times_[a]} + other_times_[b]) / 2;
  return figures;
}

void EventScorer::SetOtherTimes(std::span<const std::pair<uint32_t, uint32_t>> apart,
                                std::span<const std::pair<uint32_t, uint32_t>> near, int threads) {
  other_times_.clear();
  if (apart.empty()) return;  // nothing is known, so nothing need be compared
  const auto cosines = [&](std::span<const std::pair<uint32_t, uint32_t>> pairs) {
    std::vector<float> whole(pairs.size());
    ParallelFor(pairs.size(), threads, 1024, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        whole[i] = static_cast<float>(Compare(pairs[i].first, pairs[i].second).whole);
      }
    });
    return whole;
  };
  struct Mean {
    double sum = 0, weight = 0;
    void Add(double value, double by) { sum += value * by, weight += by; }
    double value() const { return weight > 0 ? sum / weight : 0; }
  };
  const std::vector<float> apart_whole = cosines(apart), near_whole = cosines(near);
  std::vector<Mean> own(norms_.size());
  for (size_t i = 0; i < apart.size(); ++i) {
    own[apart[i].first].Add(apart_whole[i], 1);
    own[apart[i].second].Add(apart_whole[i], 1);
  }
  std::vector<Mean> around(norms_.size());
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i].weight > 0) around[i].Add(own[i].value(), 1);
  }
  for (size_t i = 0; i < near.size(); ++i) {
    const auto [a, b] = near[i];
    if (own[b].weight > 0) around[a].Add(own[b].value(), near_whole[i]);
    if (own[a].weight > 0) around[b].Add(own[a].value(), near_whole[i]);
  }
  std::vector<float> levels(norms_.size());
  for (size_t i = 0; i < levels.size(); ++i) levels[i] = static_cast<float>(around[i].value());
  other_times_ = std::move(levels);
}

double EventScorer::SharedWithBoth(uint32_t a, std::span<const uint32_t> others,
                                   std::span<const uint32_t> apart) const {
  const std::span<const Term> terms = input_.sketches[a].terms;
  const auto held = [&](std::span<const uint32_t> articles) {
    std::vector<bool> marks(terms.size(), false);
    for (const uint32_t article : articles) {
      ForEachShared(terms, input_.sketches[article].terms, KeyOf, [&](const Term& x, const Term&) {
        marks[static_cast<size_t>(&x - terms.data())] = true;
      });
    }
    return marks;
  };
  const std::vector<bool> in_others = held(others), in_apart = held(apart);
  double shared = 0, both = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!in_others[i]) continue;
    const double idf = weights_.Idf(terms[i]);
    shared += idf * idf;
    if (in_apart[i]) both += idf * idf;
  }
  return shared > 0 ? both / shared : 1;
}

}  // namespace samestory
