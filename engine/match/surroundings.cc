#include "engine/match/surroundings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

namespace samestory {
namespace {

std::vector<float> Nearest(size_t articles, std::span<const LikePair> near) {
  using Likest = std::array<float, kNearestCounted>;  // descending
  std::vector<Likest> likest(articles, Likest{});
  const auto add = [&](uint32_t article, float whole) {
    Likest& list = likest[article];
    if (whole <= list.back()) return;
    list.back() = whole;
    std::sort(list.begin(), list.end(), std::greater<>());
  };
  for (const LikePair& pair : near) {
    add(pair.a, pair.whole);
    add(pair.b, pair.whole);
  }
  std::vector<float> nearest(articles);
  std::transform(likest.begin(), likest.end(), nearest.begin(), [](const Likest& list) {
    const float mean = std::accumulate(list.begin(), list.end(), 0.0f) / static_cast<float>(kNearestCounted);
    return std::min(mean, static_cast<float>(kNearestAtMost));
  });
  return nearest;
}

std::vector<float> OtherTimes(size_t articles, std::span<const LikePair> near,
                              std::span<const LikePair> apart) {
  if (apart.empty()) return {};
  struct Mean {
    double sum = 0, weight = 0;
    void Add(double value, double by) { sum += value * by, weight += by; }
    double value() const { return weight > 0 ? sum / weight : 0; }
  };
  std::vector<Mean> own(articles), around(articles);
  for (const LikePair& pair : apart) {
    own[pair.a].Add(pair.whole, 1);
    own[pair.b].Add(pair.whole, 1);
  }
  for (size_t i = 0; i < articles; ++i) {
    if (own[i].weight > 0) around[i].Add(own[i].value(), 1);
  }
  for (const LikePair& pair : near) {
    if (own[pair.b].weight > 0) around[pair.a].Add(own[pair.b].value(), pair.whole);
    if (own[pair.a].weight > 0) around[pair.b].Add(own[pair.a].value(), pair.whole);
  }
  std::vector<float> levels(articles);
  std::transform(around.begin(), around.end(), levels.begin(),
                 [](const Mean& mean) { return static_cast<float>(mean.value()); });
  return levels;
}

// How many of the dated `members` lie within the window of each.
std::vector<uint32_t> ArticlesOfTime(const MatchInput& input, std::span<const uint32_t> members,
                                     double window_hours) {
  std::vector<int64_t> firsts, lasts;
  for (const uint32_t article : members) {
    if (!input.contexts[article].dated) continue;
    firsts.push_back(input.contexts[article].first_second);
    lasts.push_back(input.contexts[article].last_second);
  }
  std::sort(firsts.begin(), firsts.end());
  std::sort(lasts.begin(), lasts.end());
  const auto window = static_cast<int64_t>(window_hours * 3600);
  std::vector<uint32_t> counts(input.contexts.size(), 1);
  for (const uint32_t article : members) {
    const ArticleContext& context = input.contexts[article];
    if (!context.dated) continue;
    // All but those that end before the window begins or begin after it ends.
    const auto begun = std::upper_bound(firsts.begin(), firsts.end(), context.last_second + window);
    const auto ended = std::lower_bound(lasts.begin(), lasts.end(), context.first_second - window);
    counts[article] = static_cast<uint32_t>((begun - firsts.begin()) - (ended - lasts.begin()));
  }
  return counts;
}

}  // namespace

void Surroundings::Assign(uint32_t article, uint32_t from) {
  if (!nearest.empty()) nearest[article] = nearest[from];
  if (!other_times.empty()) other_times[article] = other_times[from];
  if (!articles_of_time.empty()) articles_of_time[article] = articles_of_time[from];
}

Surroundings LookAround(const MatchInput& input, std::span<const uint32_t> members,
                        std::span<const LikePair> near, std::span<const LikePair> apart,
                        double window_hours) {
  const size_t articles = input.contexts.size();
  return {.nearest = Nearest(articles, near),
          .other_times = OtherTimes(articles, near, apart),
          .articles_of_time = window_hours > 0 ? ArticlesOfTime(input, members, window_hours)
                                               : std::vector<uint32_t>(),  // any may be of that time
          .articles = static_cast<uint32_t>(std::max<size_t>(1, members.size()))};
}

}  // namespace samestory
