#include "corpus/crawl/language.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>

#include "absl/strings/str_format.h"
#include "engine/base/file.h"
#include "engine/base/utf8.h"

namespace samestory::crawl {
namespace {

constexpr uint32_t kFollowers = 1500;
// The frequent words that news on any matter is made of are no words of a topic.
constexpr uint32_t kCommonWords = 300;
constexpr uint64_t kFollowerKey = 0x5cf0110a3b7d92e1u;

bool IsWord(std::string_view bytes) {
  if (bytes.empty()) return false;
  for (size_t at = 0; at < bytes.size();) {
    const auto c = static_cast<UChar32>(DecodeUtf8(bytes, &at));
    if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) == 0) return false;
  }
  return true;
}

std::string WithCapital(std::string_view bytes) {
  size_t at = 0;
  const char32_t first = DecodeUtf8(bytes, &at);
  std::string out;
  AppendUtf8(static_cast<char32_t>(u_toupper(static_cast<UChar32>(first))), &out);
  return out.append(bytes.substr(at));
}

// Calls row(key, count) for each line "key TAB count".
template <typename Row>
absl::Status ForEachRow(const std::string& path, Row row) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = std::string_view(bytes).substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s: expected word, tab, count; found \"%s\"", path, line));
    }
    uint64_t count = 0;
    for (const char digit : line.substr(tab + 1)) count = count * 10 + static_cast<uint64_t>(digit - '0');
    row(line.substr(0, tab), count);
  }
  return absl::OkStatus();
}

struct Script {
  std::vector<std::string_view> onsets, nuclei, codas;
};

const Script& ScriptOf(const std::string& language) {
  static const Script kLatin = {{"b", "br", "d", "dr", "f", "g",  "h", "k", "kr", "l",
                                 "m", "n",  "p", "r",  "s", "st", "t", "v", "w",  "z"},
                                {"a", "e", "i", "o", "u", "ai", "ea", "io", "ou"},
                                {"", "", "", "n", "r", "l", "s", "m", "k", "nd"}};
  static const Script kArabic = {
      {"ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ع", "ف", "ق", "ك", "ل", "م", "ن", "ه"},
      {"ا", "و", "ي", ""},
      {"", "", "ن", "ر", "م", "د"}};
  static const Script kCyrillic = {
      {"б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "ч"},
      {"а", "е", "и", "о", "у", "я"},
      {"", "", "", "н", "в", "р", "л", "к"}};
  if (language == "ar" || language == "fa" || language == "ur") return kArabic;
  if (language == "ru" || language == "uk" || language == "bg" || language == "mk") return kCyrillic;
  return kLatin;
}

}  // namespace

Language::Word Language::MakeWord(std::string_view bytes) {
  Word word{};
  std::memcpy(word.bytes, bytes.data(), bytes.size());
  word.size = static_cast<uint8_t>(bytes.size());
  return word;
}

absl::StatusOr<Language> Language::Load(const std::string& background, const std::string& name) {
  Language language;
  language.name_ = name;
  std::vector<uint64_t> counts;
  RETURN_IF_ERROR(ForEachRow(background + "/" + name + ".tsv", [&](std::string_view word, uint64_t count) {
    if (!IsWord(word)) return;
    const std::string capital = WithCapital(word);
    if (!Fits(word) || !Fits(capital)) return;
    language.words_.push_back(MakeWord(word));
    language.capitals_.push_back(MakeWord(capital));
    counts.push_back(count);
  }));
  if (counts.size() < 2 * kCommonWords) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s/%s.tsv: %d words, too few to write in", background, name, counts.size()));
  }
  language.frequencies_ = AliasTable(counts);
  language.followers_ = ZipfTable(kFollowers, 1);
  const absl::Status pairs = language.LoadPairs(background + "/" + name + ".pairs.tsv", counts);
  if (!pairs.ok() && !absl::IsNotFound(pairs)) return pairs;
  return language;
}

absl::Status Language::LoadPairs(const std::string& path, const std::vector<uint64_t>& counts) {
  std::unordered_map<std::string_view, uint32_t> numbers;
  for (uint32_t i = 0; i < words_.size(); ++i) numbers.emplace(words_[i].view(), i);
  std::map<uint32_t, std::vector<std::pair<uint32_t, uint64_t>>> pairs;
  RETURN_IF_ERROR(ForEachRow(path, [&](std::string_view pair, uint64_t count) {
    const size_t space = pair.find(' ');
    if (space == std::string_view::npos) return;
    const auto first = numbers.find(pair.substr(0, space)), second = numbers.find(pair.substr(space + 1));
    if (first != numbers.end() && second != numbers.end()) {
      pairs[first->second].emplace_back(second->second, count);
    }
  }));
  pair_share_.assign(words_.size(), 0);
  for (uint32_t word = 0; word < words_.size(); ++word) {
    pair_begin_.push_back(static_cast<uint32_t>(pair_next_.size()));
    uint64_t sum = 0;
    for (const auto& [next, count] : pairs[word]) {
      sum += count;
      pair_next_.push_back(next);
      pair_until_.push_back(static_cast<uint32_t>(sum));
    }
    pair_share_[word] = static_cast<uint32_t>(std::min<uint64_t>(sum * 65536 / counts[word], 60000));
  }
  pair_begin_.push_back(static_cast<uint32_t>(pair_next_.size()));
  return absl::OkStatus();
}

uint32_t Language::DrawNext(uint32_t word, Random* random) const {
  const uint64_t bits = random->Next();
  if (has_pairs() && (bits & 0xffff) < pair_share_[word]) {
    const auto begin = pair_until_.begin() + pair_begin_[word],
               end = pair_until_.begin() + pair_begin_[word + 1];
    const auto at = static_cast<uint32_t>(((bits >> 32) * *(end - 1)) >> 32);
    return pair_next_[static_cast<size_t>(std::upper_bound(begin, end, at) - pair_until_.begin())];
  }
  const uint32_t follower = followers_.Draw(Mix64(bits));
  return frequencies_.Draw(Mix64(kFollowerKey ^ (uint64_t{word} << 32 | follower)));
}

uint32_t Language::ContentWord(uint64_t key) const {
  const double place = static_cast<double>(Mix64(key) >> 11) * 0x1p-53;
  return kCommonWords + static_cast<uint32_t>(place * place * place * (size() - kCommonWords));
}

void Language::AppendName(uint64_t key, std::string* out) const {
  const Script& script = ScriptOf(name_);
  Random random(key);
  const uint32_t syllables = 2 + random.Below(3) / 2;
  std::string name;
  for (uint32_t i = 0; i < syllables; ++i) {
    name.append(script.onsets[random.Below(static_cast<uint32_t>(script.onsets.size()))]);
    name.append(script.nuclei[random.Below(static_cast<uint32_t>(script.nuclei.size()))]);
    name.append(script.codas[random.Below(static_cast<uint32_t>(script.codas.size()))]);
  }
  out->append(WithCapital(name));
}

}  // namespace samestory::crawl
