// Holds results against the truth of a made-up crawl (corpus/crawl/README.md). Memory: about 100 bytes an article.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace samestory::bench {

struct TruthRow {
  uint32_t event = 0;
  uint32_t origin = UINT32_MAX;  // by its id's number; itself made from nothing: UINT32_MAX
  uint32_t shared = 0, united = 0;
  bool known = false, stub = false;

  // .7 or more, exactly.
  bool is_copy() const {
    return origin != UINT32_MAX && united > 0 && uint64_t{shared} * 10 >= uint64_t{united} * 7;
  }
};

// A crawl's ids are numbers of nine digits below its size; a row's place is its id's number.
absl::StatusOr<std::vector<TruthRow>> ReadTruth(const std::string& path);

// The number of an id, or UINT32_MAX where it is none.
uint32_t IdNumber(std::string_view id);

// Calls line(bytes, offset) for each line of the file.
absl::Status ForEachLine(const std::string& path,
                         const std::function<void(std::string_view, uint64_t)>& line);

// Print "name value" lines. `sample` dropped articles are read again and counted anew with their survivors.
absl::Status CheckDedup(const std::string& crawl, const std::string& truth, const std::string& kept,
                        const std::string& dropped, uint64_t sample, uint64_t seed);
absl::Status CheckFind(const std::string& truth, const std::string& stories);

}  // namespace samestory::bench
