#include "engine/base/json_writer.h"

#include <cmath>

#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"

namespace samestory {

void AppendJsonString(std::string_view text, std::string* out) {
  out->push_back('"');
  for (size_t position = 0; position < text.size();) {
    const unsigned char byte = static_cast<unsigned char>(text[position]);
    if (byte >= 0x80) {
      const char32_t code_point = DecodeUtf8(text, &position);
      if (code_point == 0x2028 || code_point == 0x2029) {
        out->append(code_point == 0x2028 ? "\\u2028" : "\\u2029");
      } else {
        AppendUtf8(code_point, out);
      }
      continue;
    }
    ++position;
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
      case '<':
        out->append("\\u003c");
        break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          out->append(absl::StrFormat("\\u%04x", byte));
        } else {
          out->push_back(static_cast<char>(byte));
        }
    }
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
