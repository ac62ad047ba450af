#include "engine/match/surroundings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

namespace samestory {
namespace {

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

void SurroundingsBuilder::AddApart(const LikePair& pair) {
  if (own_.empty()) own_.resize(articles_);
  own_[pair.a].Add(pair.whole, 1);
  own_[pair.b].Add(pair.whole, 1);
}

void SurroundingsBuilder::AddNear(const LikePair& pair) {
  const auto add = [&](uint32_t article, float whole) {
    Likest& list = likest_[article];
    if (whole <= list.back()) return;
    list.back() = whole;
    std::sort(list.begin(), list.end(), std::greater<>());
  };
  add(pair.a, pair.whole);
  add(pair.b, pair.whole);
  if (own_.empty()) return;
  if (around_.empty()) StartAround();
  if (own_[pair.b].weight > 0) around_[pair.a].Add(own_[pair.b].value(), pair.whole);
  if (own_[pair.a].weight > 0) around_[pair.b].Add(own_[pair.a].value(), pair.whole);
}

void SurroundingsBuilder::StartAround() {
  around_.resize(articles_);
  for (size_t i = 0; i < articles_; ++i) {
    if (own_[i].weight > 0) around_[i].Add(own_[i].value(), 1);
  }
}

Surroundings SurroundingsBuilder::Finish(const MatchInput& input, std::span<const uint32_t> members,
                                         double window_hours) && {
  Surroundings around;
  around.articles = static_cast<uint32_t>(std::max<size_t>(1, members.size()));
  around.nearest.resize(articles_);
  std::transform(likest_.begin(), likest_.end(), around.nearest.begin(), [](const Likest& list) {
    const float mean = std::accumulate(list.begin(), list.end(), 0.0f) / static_cast<float>(kNearestCounted);
    return std::min(mean, static_cast<float>(kNearestAtMost));
  });
  if (!own_.empty()) {
    if (around_.empty()) StartAround();
    around.other_times.resize(articles_);
    std::transform(around_.begin(), around_.end(), around.other_times.begin(),
                   [](const Mean& mean) { return static_cast<float>(mean.value()); });
  }
  // Without a window any article may be of that time.
  if (window_hours > 0) around.articles_of_time = ArticlesOfTime(input, members, window_hours);
  return around;
}

Surroundings LookAround(const MatchInput& input, std::span<const uint32_t> members,
                        std::span<const LikePair> near, std::span<const LikePair> apart,
                        double window_hours) {
  SurroundingsBuilder builder(input.contexts.size());
  for (const LikePair& pair : apart) builder.AddApart(pair);
  for (const LikePair& pair : near) builder.AddNear(pair);
  return std::move(builder).Finish(input, members, window_hours);
}

}  // namespace samestory
