#include "engine/base/utf8.h"

#include <simdjson.h>

#include <cstdint>

namespace samestory {
namespace {

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Length of the well-formed sequence at `position`, or 0; `*bad` is then the length of its maximal subpart.
size_t SequenceLength(std::string_view bytes, size_t position, size_t* bad) {
  const auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(position);
  *bad = 1;
  if (lead < 0x80) return 1;
  size_t length;
  unsigned char low = 0x80, high = 0xBF;  // range of the second byte (Unicode table 3-7)
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  for (size_t i = 1; i < length; ++i) {
    if (position + i >= bytes.size()) return 0;
    const unsigned char byte = at(position + i);
    if (i == 1 ? (byte < low || byte > high) : !IsContinuation(byte)) return 0;
    *bad = i + 1;
  }
  return length;
}

}  // namespace

char32_t DecodeUtf8(std::string_view bytes, size_t* position) {
  size_t bad;
  const size_t start = *position;
  const size_t length = SequenceLength(bytes, start, &bad);
  if (length == 0) {
    *position = start + bad;
    return kReplacementCharacter;
  }
  *position = start + length;
  const auto at = [&](size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[start + i]));
  };
  switch (length) {
    case 1:
      return at(0);
    case 2:
      return (at(0) & 0x1F) << 6 | (at(1) & 0x3F);
    case 3:
      return (at(0) & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    default:
      return (at(0) & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F);
  }
}

void AppendUtf8(char32_t code_point, std::string* out) {
  const auto put = [&](char32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) code_point = kReplacementCharacter;
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point <= 0x10FFFF) {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    AppendUtf8(kReplacementCharacter, out);
  }
}

bool IsValidUtf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::string RepairUtf8(std::string_view bytes, size_t* replaced) {
  *replaced = 0;
  std::string out;
  out.reserve(bytes.size());
  for (size_t position = 0; position < bytes.size();) {
    size_t bad;
    const size_t length = SequenceLength(bytes, position, &bad);
    if (length == 0) {
      AppendUtf8(kReplacementCharacter, &out);
      ++*replaced;
      position += bad;
    } else {
      out.append(bytes.substr(position, length));
      position += length;
    }
  }
  return out;
}

}  // namespace samestory
