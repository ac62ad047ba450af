#include <charconv>

#include "absl/strings/str_format.h"
#include "bench/crawl/check.h"
#include "engine/base/file.h"

namespace samestory::bench {
namespace {

uint32_t Number(std::string_view digits) {
  uint32_t value = UINT32_MAX;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : UINT32_MAX;
}

// Cuts the part before the next tab off the front.
std::string_view NextField(std::string_view* line) {
  const std::string_view field = line->substr(0, line->find('\t'));
  line->remove_prefix(std::min(line->size(), field.size() + 1));
  return field;
}

}  // namespace

uint32_t IdNumber(std::string_view id) { return id.size() == 9 ? Number(id) : UINT32_MAX; }

absl::Status ForEachLine(const std::string& path,
                         const std::function<void(std::string_view, uint64_t)>& line) {
  ASSIGN_OR_RETURN(const MappedFile file, MappedFile::Open(path));
  const std::string_view bytes = file.bytes();
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    line(bytes.substr(begin, end - begin), begin);
    begin = end + 1;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<TruthRow>> ReadTruth(const std::string& path) {
  std::vector<TruthRow> rows;
  bool good = true;
  RETURN_IF_ERROR(ForEachLine(path, [&](std::string_view line, uint64_t) {
    const uint32_t id = IdNumber(NextField(&line));
    std::string_view event = NextField(&line);
    const std::string_view kind = NextField(&line), origin = NextField(&line);
    if (id == UINT32_MAX || !event.starts_with('e')) {
      good = false;
      return;
    }
    if (rows.size() <= id) rows.resize(id + 1);
    TruthRow& row = rows[id];
    row.known = true;
    row.event = Number(event.substr(1));
    row.stub = kind == "stub";
    if (origin == "-") return;
    row.origin = IdNumber(origin);
    row.shared = Number(NextField(&line));
    row.united = Number(NextField(&line));
  }));
  for (const TruthRow& row : rows) good &= row.known;
  if (!good) return absl::InvalidArgumentError(absl::StrFormat("%s: not the truth of a crawl", path));
  return rows;
}

}  // namespace samestory::bench
