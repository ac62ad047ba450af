#include "tests/text/random_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

#include "engine/base/utf8.h"

namespace samestory {
namespace {

struct Block {
  char32_t first, last;
};

constexpr std::array<Block, 40> kBlocks = {{
    {0x20, 0x7E},       {0x41, 0x7A},       {0xA0, 0xFF},       {0x100, 0x17F},     {0x1A0, 0x1B0},
    {0x2B0, 0x2FF},     {0x300, 0x323},     {0x370, 0x3FF},     {0x400, 0x45F},     {0x531, 0x58A},
    {0x5D0, 0x5F4},     {0x600, 0x66F},     {0x660, 0x669},     {0x900, 0x97F},     {0xE01, 0xE5B},
    {0xE80, 0xEDF},     {0x1000, 0x104F},   {0x1100, 0x11FF},   {0x1780, 0x17E9},   {0x1E00, 0x1EFF},
    {0x1EA0, 0x1EF9},   {0x1F00, 0x1FFF},   {0x2000, 0x206F},   {0x2100, 0x214F},   {0x2212, 0x2260},
    {0x3000, 0x303F},   {0x3041, 0x3096},   {0x30A1, 0x30FF},   {0x4E00, 0x4EFF},   {0xAC00, 0xAC80},
    {0xF900, 0xF920},   {0xFB00, 0xFB4F},   {0xFE00, 0xFE6F},   {0xFF01, 0xFF9F},   {0x10400, 0x1044F},
    {0x1D400, 0x1D4FF}, {0x1F1E6, 0x1F1FF}, {0x1F300, 0x1F6FF}, {0x20000, 0x20020}, {0x1E900, 0x1E94B},
}};

std::string Normalised(const icu::Normalizer2* form, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto units = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  std::string out;
  form->normalize(units, status).toUTF8String(out);
  return out;
}

}  // namespace

std::string RandomText(std::mt19937_64* random, size_t code_points) {
  static constexpr std::string_view kJoints[] = {" ",  " ", " ", ".",  ",",      "'",
                                                 "\"", "_", "-", "\n", "\u200D", "\u0301"};
  std::string out;
  size_t block = 0;
  for (size_t i = 0; i < code_points; ++i) {
    const uint64_t choice = (*random)() % 16;
    if (choice < 3) block = (*random)() % kBlocks.size();
    if (choice >= 13) {
      out += kJoints[(*random)() % std::size(kJoints)];
      continue;
    }
    const Block& from = kBlocks[block];
    const char32_t c = from.first + (*random)() % (from.last - from.first + 1);
    if (u_isdefined(static_cast<UChar32>(c))) AppendUtf8(c, &out);
  }
  return out;
}

std::string RandomBytes(std::mt19937_64* random, size_t size) {
  std::string out(size, '\0');
  for (char& byte : out) byte = static_cast<char>((*random)());
  return out;
}

std::string Nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return Normalised(icu::Normalizer2::getNFCInstance(status), text);
}

std::string Nfd(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return Normalised(icu::Normalizer2::getNFDInstance(status), text);
}

}  // namespace samestory
