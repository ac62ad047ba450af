// One news article as it came in, and where it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/article/date.h"

namespace samestory {

// All strings are well-formed UTF-8 without NUL. A field that is not known is empty.
struct Article {
  std::string id;      // unique in a run once the catalog is made (engine/pipeline)
  std::string path;    // of the file, relative to its INPUT
  std::string source;  // the outlet
  std::string title;
  std::string url;
  std::string text;  // the body; offsets everywhere are bytes from its start
  std::optional<Date> date;
};

// Where an article's record lies: bytes [offset_bytes, offset_bytes + size_bytes) of a file once
// decompressed. `line` is 1-based in JSON Lines, the element's number from 1 in a JSON array, 0 elsewhere.
struct Location {
  uint64_t offset_bytes = 0;
  uint64_t size_bytes = 0;
  uint64_t line = 0;
};

// Something left out or mended while reading.
struct Incident {
  enum class Kind {
    kSkipped,  // the article or file is lost: --strict makes it an error
    kMended,   // read all the same, by a stated rule (invalid UTF-8, NUL bytes, UTF-16, a byte-order mark is
               // none)
    kIgnored,  // not an article: another kind of file, a link
    kRepeated  // the same id with the same text, or a file reached twice
  };
  Kind kind = Kind::kSkipped;
  std::string place;   // "crawl/a.jsonl:17" or "crawl/b.txt"
  std::string reason;  // "\"text\" is a number, expected a string"
};

}  // namespace samestory
