#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/record_readers.h"

namespace samestory {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool EndsScalar(char c) {
  return c == ',' || c == ']' || c == '}' || kBlanks.find(c) != std::string_view::npos;
}

}  // namespace

absl::StatusOr<bool> JsonValueReader::Refill(std::vector<Incident>* incidents) {
  const absl::StatusOr<bool> more = blocks_.Refill();
  if (more.ok()) {
    const std::string_view rest = blocks_.rest();
    if (*more && !std::exchange(started_, true) && rest.starts_with("\xEF\xBB\xBF")) blocks_.Consume(3);
    return *more;
  }
  if (!absl::IsDataLoss(more.status())) return more.status();
  incidents->push_back(DamageIncident(name_, blocks_.offset_bytes(), more.status()));
  ended_ = true;
  return false;
}

absl::StatusOr<bool> JsonValueReader::FindValue(std::vector<Incident>* incidents) {
  for (;;) {
    const std::string_view rest = blocks_.rest();
    if (rest.empty()) {
      ASSIGN_OR_RETURN(const bool more, Refill(incidents));
      if (!more) return false;
      continue;
    }
    const size_t skip = std::min(rest.find_first_not_of(in_array_ ? " \t\r\n," : kBlanks), rest.size());
    blocks_.Consume(skip);
    if (skip == rest.size()) continue;
    const char c = rest[skip];
    if (in_array_ ? c == ']' : c == '[') {
      in_array_ = !in_array_;
      blocks_.Consume(1);
      continue;
    }
    if (in_array_ || c == '{') return true;
    incidents->push_back(
        {Incident::Kind::kSkipped, name_, "not JSON: expected an object or an array of objects"});
    return false;
  }
}

size_t JsonValueReader::ScanValue(std::string_view rest, bool* complete) {
  size_t i = 0;
  if (shape_ == Shape::kUnknown) {
    const char c = rest[0];
    shape_ = c == '{' || c == '[' ? Shape::kNested : c == '"' ? Shape::kString : Shape::kScalar;
    depth_ = 1;
    in_string_ = c == '"';
    escaped_ = false;
    i = 1;
  }
  for (; i < rest.size(); ++i) {
    const char c = rest[i];
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
        if (shape_ == Shape::kString) return *complete = true, i + 1;
      }
    } else if (shape_ == Shape::kScalar) {
      if (EndsScalar(c)) return *complete = true, i;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if ((c == '}' || c == ']') && --depth_ == 0) {
      return *complete = true, i + 1;
    }
  }
  return i;
}

absl::StatusOr<bool> JsonValueReader::ReadValue(Record* record, bool* too_long,
                                                std::vector<Incident>* incidents) {
  shape_ = Shape::kUnknown;
  for (bool complete = false; !complete;) {
    if (blocks_.rest().empty()) {
      ASSIGN_OR_RETURN(const bool more, Refill(incidents));
      if (!more) {
        if (!ended_)
          incidents->push_back({Incident::Kind::kSkipped, RecordPlace(name_, record->location),
                                "not JSON: the file ends inside the value"});
        return false;
      }
    }
    const std::string_view rest = blocks_.rest();
    const size_t length = ScanValue(rest, &complete);
    *too_long = *too_long || record->bytes.size() + length > kMaxRecordBytes;
    if (*too_long) {
      record->bytes.clear();
    } else {
      record->bytes.append(rest.substr(0, length));
    }
    blocks_.Consume(length);
  }
  return true;
}

absl::StatusOr<bool> JsonValueReader::Next(Record* record, std::vector<Incident>* incidents) {
  while (!ended_) {
    ASSIGN_OR_RETURN(const bool found, FindValue(incidents));
    if (!found) break;
    // An object that is the whole file needs no number.
    ++ordinal_;
    record->bytes.clear();
    record->location = {blocks_.offset_bytes(), 0, in_array_ || ordinal_ > 1 ? ordinal_ : 0};
    bool too_long = false;
    ASSIGN_OR_RETURN(const bool complete, ReadValue(record, &too_long, incidents));
    if (!complete) break;
    if (too_long) {
      incidents->push_back({Incident::Kind::kSkipped, RecordPlace(name_, record->location),
                            absl::StrFormat("longer than %d MiB", kMaxRecordBytes >> 20)});
      continue;
    }
    record->location.size_bytes = record->bytes.size();
    record->bytes.reserve(record->bytes.size() + kRecordPaddingBytes);
    return true;
  }
  ended_ = true;
  return false;
}

}  // namespace samestory
