// What is no article by its kind, counted: a crawl has millions of such records and nobody reads as many
// lines.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/article/article.h"

namespace samestory {

class IncidentTally {
 public:
  // `why` comes from a small set, whatever the input; `example` names one and may be empty.
  void Add(const std::string& why, const std::string& example) {
    auto [entry, is_new] = counts_.try_emplace(why);
    if (is_new) entry->second.example = example;
    ++entry->second.count;
  }

  // One kIgnored for each reason, in the order of reasons: "HTTP status 404: 204 records (the first: …)".
  void Flush(const std::string& place, const std::string& unit, std::vector<Incident>* incidents) {
    for (const auto& [why, entry] : counts_) {
      const std::string example =
          entry.example.empty() ? "" : absl::StrFormat(" (the first: %s)", entry.example);
      incidents->push_back(
          {Incident::Kind::kIgnored, place,
           absl::StrFormat("%s: %d %s%s%s", why, entry.count, unit, entry.count == 1 ? "" : "s", example)});
    }
    counts_.clear();
  }

 private:
  struct Entry {
    uint64_t count = 0;
    std::string example;
  };
  std::map<std::string, Entry> counts_;
};

}  // namespace samestory
