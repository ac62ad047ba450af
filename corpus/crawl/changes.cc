#include "corpus/crawl/changes.h"

#include <algorithm>
#include <string_view>

namespace samestory::crawl {
namespace {

constexpr uint32_t kFurnitureLines = 12;

void AppendFurnitureLine(const Language& language, uint64_t outlet_key, uint32_t line, std::string* out) {
  Random random(CombineHash(outlet_key, 0xf7 + line));
  AppendLine(language, 3 + random.Below(14), &random, out);
}

}  // namespace

std::string Edited(const Draft& origin, const Language& language, uint64_t key) {
  Random random(CombineHash(key, 0xed17));
  const double skew = random.Unit();
  const double share = 0.002 + 0.068 * skew * skew;
  const std::string_view text = origin.text;
  const auto words = static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n'; }));
  const uint32_t certain = random.Below(words + 1);
  std::string out;
  out.reserve(text.size() + 64);
  for (uint32_t place = 0, begin = 0; begin < text.size(); ++place) {
    const auto end = static_cast<uint32_t>(std::min(text.find_first_of(" \n", begin), text.size()));
    const std::string_view word = text.substr(begin, end - begin);
    const std::string_view gap = text.substr(end, 1);
    begin = end + 1;
    if (place != certain && !random.Chance(share)) {
      out.append(word).append(gap);
      continue;
    }
    const uint32_t change = random.Below(8);
    if (change == 0 && place != certain) continue;  // dropped, with the gap after it
    if (change == 1) out.append(word).append(" ");
    const uint32_t other = language.DrawWord(&random);
    const bool stop = change != 1 && word.ends_with('.');
    out.append(language.word(other)).append(stop ? "." : "").append(gap);
  }
  return out;
}

std::string Cut(const Draft& origin, uint64_t key) {
  Random random(CombineHash(key, 0xc07));
  const auto sentences = static_cast<uint32_t>(origin.sentences.size());
  if (sentences < 2) return origin.text.substr(0, origin.text.find(' ', origin.text.size() / 2));
  const double share = 0.05 + 0.55 * random.Unit();
  const auto dropped = std::clamp(static_cast<uint32_t>(share * sentences + 0.5), 1u, sentences - 1);
  const uint32_t where = random.Below(8);
  const uint32_t first = where < 5   ? sentences - dropped
                         : where < 6 ? 0
                                     : random.Below(sentences - dropped + 1);
  const uint32_t begin = origin.sentences[first];
  if (first + dropped == sentences) return origin.text.substr(0, begin - 1);
  return origin.text.substr(0, begin) + origin.text.substr(origin.sentences[first + dropped]);
}

std::string WithFurniture(const Draft& origin, const Language& language, uint64_t outlet_key, uint64_t key) {
  Random random(CombineHash(key, 0xf024));
  std::string out;
  if (random.Chance(0.2)) {
    AppendFurnitureLine(language, outlet_key, random.Below(3), &out);
    out.push_back('\n');
  }
  out.append(origin.text);
  const uint32_t lines = 1 + random.Below(4), first = random.Below(kFurnitureLines);
  for (uint32_t i = 0; i < lines; ++i) {
    out.push_back('\n');
    AppendFurnitureLine(language, outlet_key, (first + i) % kFurnitureLines, &out);
  }
  return out;
}

std::string Stub(const Language& language, uint64_t outlet_key, uint64_t key) {
  Random which(CombineHash(key, 0x57ab));
  Random random(CombineHash(outlet_key, 0x57ab + which.Below(5)));
  std::string out;
  AppendLine(language, 1 + random.Below(4), &random, &out);
  return out;
}

}  // namespace samestory::crawl
