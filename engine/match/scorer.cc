#include "engine/match/scorer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/match/shared.h"
#include "engine/match/term_index.h"

namespace samestory {
namespace {

uint32_t KeyOf(const Term& term) { return term.key; }

bool IsDay(const Term& term) { return term.words == 0; }

double GeometricMean(double a, double b) { return std::sqrt(a * b); }

}  // namespace

const std::array<double, 256>& EventScorer::Damped() {
  static const std::array<double, 256> table = [] {
    std::array<double, 256> values{};
    for (size_t i = 1; i < values.size(); ++i) values[i] = 1 + std::log(static_cast<double>(i));
    return values;
  }();
  return table;
}

EventScorer::EventScorer(const MatchInput& input, const TermWeights& weights, int threads)
    : input_(input), weights_(weights), norms_(input.terms.size()) {
  ParallelFor(input.terms.size(), threads, 256, [&](size_t begin, size_t end) {
    const std::array<double, 256>& damped = Damped();
    std::vector<double> idf;
    for (size_t i = begin; i < end; ++i) {
      const std::span<const Term> terms = input.terms[i];
      idf.resize(std::max(idf.size(), terms.size()));
      weights.IdfOfAll(terms, idf.data());
      weights.LowerFurniture(terms, input.contexts[i].outlet, idf.data());
      double whole = 0, lead = 0;
      bool names_days = false;
      for (size_t t = 0; t < terms.size(); ++t) {
        const double weight = WeightOf(idf[t]);
        const double in_whole = damped[terms[t].count] * weight;
        whole += in_whole * in_whole;
        if (IsDay(terms[t])) {
          names_days = true;
        } else {
          const double in_lead = damped[terms[t].lead_count] * weight;
          lead += in_lead * in_lead;
        }
      }
      norms_[i] = {static_cast<float>(std::sqrt(whole)), static_cast<float>(std::sqrt(lead)), names_days};
    }
  });
}

EventFigures EventScorer::Compare(uint32_t a, uint32_t b) const {
  const uint32_t outlet_a = input_.contexts[a].outlet, outlet_b = input_.contexts[b].outlet;
  Shared shared;
  ForEachShared(input_.terms[a], input_.terms[b], KeyOf, [&](const Term& x, const Term& y) {
    shared.Add(x, y, WeightOf(weights_.Idf(x, outlet_a)), WeightOf(weights_.Idf(y, outlet_b)));
  });
  return Figures(Likeness(a, b, shared));
}

PairLikeness EventScorer::Likeness(uint32_t a, uint32_t b, const Shared& shared) const {
  PairLikeness pair;
  pair.a = a;
  pair.b = b;
  if (norms_[a].names_days && norms_[b].names_days) {
    pair.days = shared.first_day ? DaysNamed::kShared : DaysNamed::kApart;
  }
  const auto cosine = [](double dot, double norms) { return norms > 0 ? std::min(1.0, dot / norms) : 0.0; };
  pair.whole = cosine(shared.whole, double{norms_[a].whole} * norms_[b].whole);
  pair.lead = cosine(shared.lead, double{norms_[a].lead} * norms_[b].lead);
  return pair;
}

EventFigures EventScorer::Figures(const PairLikeness& pair) const {
  const ArticleContext &ca = input_.contexts[pair.a], &cb = input_.contexts[pair.b];
  EventFigures figures;
  figures.whole = pair.whole;
  figures.lead = pair.lead;
  figures.days = pair.days;
  figures.same_outlet = ca.outlet != 0 && ca.outlet == cb.outlet;
  figures.dated = ca.dated && cb.dated;
  figures.hours_apart = HoursApart(ca, cb);
  figures.hours_between = HoursBetweenMiddles(ca, cb);
  AddSurroundings(pair.a, pair.b, &figures);
  return figures;
}

void EventScorer::AddSurroundings(uint32_t a, uint32_t b, EventFigures* figures) const {
  const Surroundings& s = surroundings_;
  if (!s.nearest.empty()) figures->nearest = GeometricMean(s.nearest[a], s.nearest[b]);
  if (!s.other_times.empty()) figures->other_times = (double{s.other_times[a]} + s.other_times[b]) / 2;
  figures->articles_of_time = figures->dated && !s.articles_of_time.empty()
                                  ? GeometricMean(s.articles_of_time[a], s.articles_of_time[b])
                                  : s.articles;
}

double EventScorer::SharedWithBoth(uint32_t a, std::span<const uint32_t> others,
                                   std::span<const uint32_t> apart) const {
  const std::span<const Term> terms = input_.terms[a];
  TermIndex index;
  index.Reset(terms);
  const auto held = [&](std::span<const uint32_t> articles) {
    std::vector<bool> marks(terms.size(), false);
    for (const uint32_t article : articles) {
      index.ForEachShared(input_.terms[article], [&](size_t own, size_t) { marks[own] = true; });
    }
    return marks;
  };
  const std::vector<bool> in_others = held(others), in_apart = held(apart);
  double shared = 0, both = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!in_others[i]) continue;
    const double idf = weights_.Idf(terms[i], input_.contexts[a].outlet);
    shared += idf * idf;
    if (in_apart[i]) both += idf * idf;
  }
  return shared > 0 ? both / shared : 1;
}

}  // namespace samestory
