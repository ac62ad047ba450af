// Numbers and strings as bytes: LEB128 varints (DWARF 5, 7.6), strings by length; and parts of a whole that are used
// where they lie, 8-byte aligned.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samestory {

// The size rounded up to whole eights.
inline uint64_t Padded(uint64_t size) { return (size + 7) & ~uint64_t{7}; }

// Appends the values' bytes, and zeros up to a whole eight.
template <typename T>
void AppendPadded(const T* values, size_t count, std::string* out) {
  out->append(reinterpret_cast<const char*>(values), count * sizeof(T));
  out->resize(Padded(out->size()), '\0');
}

class ByteEncoder {
 public:
  void Number(uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out_.push_back(static_cast<char>(value));
  }
  void String(std::string_view value) {
    Number(value.size());
    out_.append(value);
  }
  void Strings(const std::vector<std::string>& values) {
    Number(values.size());
    for (const std::string& value : values) String(value);
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

// After the first fault everything read is 0 or empty, and ok() is false.
class ByteDecoder {
 public:
  explicit ByteDecoder(std::string_view bytes) : bytes_(bytes) {}

  uint64_t Number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return Fault();
  }
  std::string String() {
    const uint64_t size = Number();
    if (size > bytes_.size()) {
      Fault();
      return "";
    }
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  // How many elements follow; each takes `least_bytes` at least.
  size_t Count(size_t least_bytes) {
    const uint64_t count = Number();
    return count <= bytes_.size() / least_bytes ? count : Fault();
  }
  std::vector<std::string> Strings() {
    std::vector<std::string> values(Count(1));
    for (std::string& value : values) value = String();
    return values;
  }
  // An enumerator or an index below `limit`.
  uint32_t Below(uint64_t limit) {
    const uint64_t value = Number();
    return static_cast<uint32_t>(value < limit ? value : Fault());
  }
  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  uint64_t Fault() {
    ok_ = false;
    bytes_ = {};
    return 0;
  }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace samestory
