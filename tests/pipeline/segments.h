// Segments made in memory, for tests of what stands on them.
#pragma once

#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/pipeline/ingest.h"
#include "engine/pipeline/segment.h"

namespace samestory {

inline std::string RandomPhrase(std::mt19937_64& random) {
  static const std::vector<std::string> kParts{"a", "/", "Hải Tân", ".jsonl", "~", "日", "", "0", ":"};
  std::string out;
  for (uint64_t i = random() % 5; i > 0; --i) out += kParts[random() % kParts.size()];
  return out;
}

inline std::optional<Date> RandomDate(std::mt19937_64& random) {
  if (random() % 3 == 0) return std::nullopt;
  Date date;
  date.unix_seconds = static_cast<int64_t>(random() % 315'537'897'600) - 62'135'596'800;
  date.offset_minutes = static_cast<int16_t>(static_cast<int>(random() % 2161) - 1080);
  date.has_offset = random() % 2 == 0;
  date.precision = static_cast<Date::Precision>(random() % 3);
  return date;
}

// Segments of articles of an id and a text each, as OrderArticles takes them.
class SegmentsOf {
 public:
  // Ends a segment; text 0 is one text, 1 another.
  void Add(const std::vector<std::pair<std::string, uint64_t>>& ids_and_texts) {
    SegmentBuilder builder;
    uint64_t line = 0;
    for (const auto& [id, text] : ids_and_texts) {
      Article article;
      article.id = id;
      article.text = "text " + std::to_string(text);
      builder.Add(article, 0, "", Location{0, 0, ++line}, 2, Signature{}, KeptPlace{});
    }
    StoredSegment& stored = segments_.emplace_back();
    stored.bytes = bytes_.emplace_back(builder.Take());
    stored.segment = *Segment::View(stored.bytes, 1, 0);
  }

  const std::vector<StoredSegment>& segments() const { return segments_; }

 private:
  std::deque<std::string> bytes_;  // does not move what it holds
  std::vector<StoredSegment> segments_;
};

}  // namespace samestory
