#include <simdjson.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "absl/strings/str_format.h"
#include "bench/crawl/check.h"

namespace samestory::bench {
namespace {

uint64_t PairsOf(uint64_t members) { return members * (members - 1) / 2; }

struct Pairs {
  uint64_t found = 0, right = 0;
};

// All pairs of a story, and those of one event.
Pairs CountStory(const std::vector<uint32_t>& members, const std::vector<TruthRow>& truth) {
  std::unordered_map<uint32_t, uint64_t> by_event;
  for (const uint32_t id : members) ++by_event[truth[id].event];
  Pairs pairs{PairsOf(members.size()), 0};
  for (const auto& [event, count] : by_event) pairs.right += PairsOf(count);
  return pairs;
}

// A pair that stands together in s stories was counted s times; only articles in several stories can be of one.
void CountOnce(const std::map<uint32_t, std::vector<uint64_t>>& stories_of,
               const std::vector<TruthRow>& truth, Pairs* pairs) {
  std::map<std::pair<uint64_t, uint64_t>, std::vector<uint32_t>> members;  // of both stories
  for (const auto& [id, of] : stories_of) {
    for (size_t i = 0; i < of.size(); ++i) {
      for (size_t k = i + 1; k < of.size(); ++k) members[{of[i], of[k]}].push_back(id);
    }
  }
  std::map<std::pair<uint32_t, uint32_t>, uint64_t>
      together;  // pairs of stories a pair of articles has in common
  for (const auto& [both, ids] : members) {
    for (size_t i = 0; i < ids.size(); ++i) {
      for (size_t k = i + 1; k < ids.size(); ++k) ++together[{ids[i], ids[k]}];
    }
  }
  for (const auto& [pair, count] : together) {
    uint64_t stories = 2;
    while (PairsOf(stories) < count) ++stories;
    pairs->found -= stories - 1;
    if (truth[pair.first].event == truth[pair.second].event) pairs->right -= stories - 1;
  }
}

}  // namespace

absl::Status CheckFind(const std::string& truth_path, const std::string& stories) {
  ASSIGN_OR_RETURN(const std::vector<TruthRow> truth, ReadTruth(truth_path));
  simdjson::dom::parser parser;
  std::vector<uint8_t> seen(truth.size());
  Pairs pairs;
  uint64_t count = 0, largest = 0;
  bool known = true;
  std::map<uint32_t, std::vector<uint64_t>> stories_of;  // of articles in several
  std::vector<uint64_t> first_story(truth.size());
  RETURN_IF_ERROR(ForEachLine(stories, [&](std::string_view line, uint64_t) {
    const auto json = parser.parse(line.data(), line.size(), true);
    simdjson::dom::array articles;
    if (json["articles"].get(articles) != 0) {
      known = false;
      return;
    }
    std::vector<uint32_t> members;
    for (const auto article : articles) {
      std::string_view id;
      const uint32_t number = article["id"].get(id) == simdjson::SUCCESS ? IdNumber(id) : UINT32_MAX;
      if (number >= truth.size()) {
        known = false;
        continue;
      }
      members.push_back(number);
      if (seen[number]++ == 0) {
        first_story[number] = count;
      } else {
        std::vector<uint64_t>& of = stories_of[number];
        if (of.empty()) of.push_back(first_story[number]);
        of.push_back(count);
      }
    }
    const Pairs of_story = CountStory(members, truth);
    pairs.found += of_story.found;
    pairs.right += of_story.right;
    largest = std::max<uint64_t>(largest, members.size());
    ++count;
  }));
  CountOnce(stories_of, truth, &pairs);
  std::unordered_map<uint32_t, uint64_t> events;
  for (const TruthRow& row : truth) ++events[row.event];
  uint64_t wanted = 0;
  for (const auto& [event, members] : events) wanted += PairsOf(members);
  absl::PrintF(
      "articles %d\nstories %d\nlargest %d\nin_two %d\npairs_true %d\npairs_found %d\npairs_right %d\n",
      truth.size(), count, largest, stories_of.size(), wanted, pairs.found, pairs.right);
  if (!known) return absl::InvalidArgumentError("an id is not of the crawl, or a line not of find");
  return absl::OkStatus();
}

}  // namespace samestory::bench
