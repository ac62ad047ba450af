// JSON out (RFC 8259), the same bytes for the same values everywhere. Reading JSON is simdjson's.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace samestory {

// Appends `text` as a JSON string, quotes included. Control characters, quote and backslash are escaped, and
// so are U+2028 and U+2029 and `<`, so that a line is safe inside a script element too. Ill-formed UTF-8
// becomes U+FFFD: the output is always valid.
void AppendJsonString(std::string_view text, std::string* out);

// Builds one value, members in the order of the calls. Usage: w.BeginObject(); w.Key("id"); w.String("a");
// w.EndObject(). Commas are its business; nesting right is the caller's.
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }
  void Key(std::string_view key);
  void String(std::string_view value);
  void Integer(int64_t value);
  void Bool(bool value);
  void Null();
  // A score in [0, 1] or another real, with at most four decimals, no trailing zeros, never an exponent.
  void Number(double value);

  // Key and value in one.
  void Member(std::string_view key, std::string_view value) { Key(key), String(value); }
  void Member(std::string_view key, const char* value) { Key(key), String(value); }
  void Member(std::string_view key, const std::string& value) { Key(key), String(value); }
  void Member(std::string_view key, double value) { Key(key), Number(value); }
  template <std::integral T>
  void Member(std::string_view key, T value) {
    Key(key);
    if constexpr (std::same_as<T, bool>) {
      Bool(value);
    } else {
      Integer(static_cast<int64_t>(value));
    }
  }

 private:
  void Open(char bracket);
  void Close(char bracket);
  void Separate();

  std::string* out_;
  bool need_comma_ = false;
};

}  // namespace samestory
