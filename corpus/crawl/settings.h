// What a crawl is made of. Shares are of all articles; what they leave over are originals and singles.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace samestory::crawl {

enum class Kind : uint8_t { kSingle, kStub, kOriginal, kCopy, kEdit, kCut, kFurniture, kRewrite };
inline constexpr const char* kKindNames[] = {"single", "stub", "original",  "copy",
                                             "edit",   "cut",  "furniture", "rewrite"};

struct Settings {
  uint64_t articles = 10000;
  uint64_t seed = 1;

  double copies = 0.06;     // the same text, byte for byte
  double edits = 0.05;      // 0.2 to 7 % of the words changed, dropped or put in
  double cuts = 0.04;       // 5 to 60 % of the sentences dropped, in one piece
  double furniture = 0.05;  // one to five lines of the outlet's put around the text
  double rewrites = 0.20;   // the same facts, up to a third of the sentences, else other words
  double stubs = 0.006;     // fewer than five words

  // Language and share of the families; the shares need not add up to 1.
  std::vector<std::pair<std::string, double>> languages = {
      {"vi", 0.86}, {"en", 0.08}, {"ar", 0.04}, {"ru", 0.02}};
  uint32_t outlets = 200;
  uint32_t days = 180;   // from 1 January 2026, 00:00 UTC
  uint32_t words = 430;  // median of an article
  double spread = 1.0;   // standard deviation of the lengths' logarithm to base 2
};

}  // namespace samestory::crawl
