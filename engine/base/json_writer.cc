#include "engine/base/json_writer.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"

namespace samestory {

namespace {

// Bytes that may not stand in a string as they are; and 0xE2, which begins U+2028 and U+2029.
constexpr bool IsSpecial(unsigned char byte) {
  return (byte < 0x20) | (byte == '"') | (byte == '\\') | (byte == '<') | (byte == 0x7F) | (byte == 0xE2);
}

constexpr size_t kBlockBytes = 32;

// Most blocks hold nothing special; the loop has no branch, so that the compiler makes vector code of it.
bool AnySpecial(const char* block) {
  unsigned char any = 0;
  for (size_t i = 0; i < kBlockBytes; ++i) any |= IsSpecial(static_cast<unsigned char>(block[i]));
  return any != 0;
}

void AppendEscape(unsigned char byte, std::string* out) {
  switch (byte) {
    case '"':
      out->append("\\\"");
      break;
    case '\\':
      out->append("\\\\");
      break;
    case '\n':
      out->append("\\n");
      break;
    case '\r':
      out->append("\\r");
      break;
    case '\t':
      out->append("\\t");
      break;
    default:
      absl::StrAppendFormat(out, "\\u%04x", byte);
  }
}

void AppendWellFormed(std::string_view text, std::string* out) {
  size_t copied = 0;  // what comes before is in `out`
  for (size_t at = 0; at < text.size();) {
    if (at + kBlockBytes <= text.size() && !AnySpecial(text.data() + at)) {
      at += kBlockBytes;
      continue;
    }
    const size_t end = std::min(at + kBlockBytes, text.size());
    for (; at < end; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (!IsSpecial(byte)) continue;
      if (byte == 0xE2) {
        const std::string_view separator = text.substr(at, 3);
        if (separator != "\u2028" && separator != "\u2029") continue;
        out->append(text.substr(copied, at - copied));
        out->append(separator == "\u2028" ? "\\u2028" : "\\u2029");
        copied = at + 3;
        continue;
      }
      out->append(text.substr(copied, at - copied));
      AppendEscape(byte, out);
      copied = at + 1;
    }
  }
  out->append(text.substr(copied));
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* out) {
  out->push_back('"');
  if (IsValidUtf8(text)) {
    AppendWellFormed(text, out);
  } else {
    size_t replaced;
    AppendWellFormed(RepairUtf8(text, &replaced), out);
  }
  out->push_back('"');
}

void JsonWriter::Separate() {
  if (need_comma_) out_->push_back(',');
  need_comma_ = true;
}

void JsonWriter::Open(char bracket) {
  Separate();
  out_->push_back(bracket);
  need_comma_ = false;
}

void JsonWriter::Close(char bracket) {
  out_->push_back(bracket);
  need_comma_ = true;
}

void JsonWriter::Key(std::string_view key) {
  Separate();
  AppendJsonString(key, out_);
  out_->push_back(':');
  need_comma_ = false;
}

void JsonWriter::String(std::string_view value) {
  Separate();
  AppendJsonString(value, out_);
}

void JsonWriter::Integer(int64_t value) {
  Separate();
  out_->append(std::to_string(value));
}

void JsonWriter::Bool(bool value) {
  Separate();
  out_->append(value ? "true" : "false");
}

void JsonWriter::Null() {
  Separate();
  out_->append("null");
}

void JsonWriter::Number(double value) {
  Separate();
  if (!std::isfinite(value)) {
    out_->append("null");
    return;
  }
  std::string text = absl::StrFormat("%.4f", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  if (text == "-0") text = "0";
  out_->append(text);
}

}  // namespace samestory
