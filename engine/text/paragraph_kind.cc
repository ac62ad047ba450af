#include "engine/text/paragraph_kind.h"

#include <algorithm>
#include <string>

#include "engine/text/sentence_words.h"

namespace samestory {
namespace {

constexpr size_t kTitleTokens = 45;
constexpr size_t kDatelineTokens = 24;
constexpr size_t kBylineTokens = 10;
constexpr size_t kBylineOthers = 2;
constexpr size_t kFurnitureTokens = 24;
constexpr size_t kCaptionTokens = 80;

bool IsSeparator(std::string_view key) {
  return key == "/" || key == "-" || key == "." || key == ":" || key == "," || key == "+" || key == "|" ||
         key == "(" || key == ")";
}

bool IsDateToken(const TokenView& tokens, size_t i) {
  const std::string_view key = tokens.Key(i);
  if (tokens.IsNumber(i) || IsSeparator(key) || IsDateWord(key)) return true;
  return tokens.IsWord(i) && key[0] >= '0' && key[0] <= '9' && key.size() <= 6;  // "6h30", "15th"
}

// A year among so many numbers or more; "15.1.2025" counts as three.
bool HoldsDate(const TokenView& tokens, TokenRange range, size_t fewest) {
  size_t numbers = 0, years = 0;
  for (size_t i = range.first; i < range.end; ++i) {
    if (!tokens.IsNumber(i)) continue;
    const std::string_view key = tokens.Key(i);
    ++numbers;
    const std::string_view tail = key.size() > 4 ? key.substr(key.size() - 4) : key;
    const bool year = tail.size() == 4 && (tail.starts_with("19") || tail.starts_with("20"));
    years += year;
    if (year && key.size() > 5) numbers += 2;
  }
  return years > 0 && numbers >= fewest;
}

bool IsDateline(const TokenView& tokens, TokenRange range) {
  if (range.size() > kDatelineTokens) return false;
  bool dates = true, places = true;
  for (size_t i = range.first; i < range.end; ++i) {
    dates = dates && IsDateToken(tokens, i);
    places = places && (IsSeparator(tokens.Key(i)) || (tokens.IsWord(i) && tokens.IsCapitalised(i)));
  }
  if (dates && HoldsDate(tokens, range, 2)) return true;
  // "(Bến Sông) –", "HÀ NỘI (TTXVN) -": places alone, a dash at the end.
  const bool dash = tokens.Key(range.end - 1) == "-";
  return places && dash && range.size() > 1 &&
         (tokens.IsWord(range.end - 2) || tokens.Key(range.end - 2) == ")");
}

bool IsFurnitureParagraph(const TokenView& tokens, TokenRange range) {
  if (range.size() > kFurnitureTokens) return false;
  std::string words;
  for (size_t i = range.first; i < range.end; ++i) {
    if (tokens.IsPunctuation(i)) continue;
    if (!words.empty()) words += ' ';
    words += tokens.Key(i);
  }
  return IsFurniture(words);
}

// "Photo: The works beside the river": the whole paragraph tells a picture.
bool IsCaption(const TokenView& tokens, TokenRange range) {
  return range.size() > 2 && range.size() <= kCaptionTokens && IsCreditWord(tokens.Key(range.first)) &&
         tokens.IsCapitalised(range.first) && tokens.Key(range.first + 1) == ":";
}

bool IsTitle(const TokenView& tokens, TokenRange range) {
  size_t words = 0;
  for (size_t i = range.first; i < range.end; ++i) words += tokens.IsWord(i);
  return words >= 2 && range.size() <= kTitleTokens && tokens.Key(range.end - 1) != ":" &&
         (!tokens.EndsWithStop(range) || tokens.Key(range.end - 1) == "?" ||
          tokens.Key(range.end - 1) == "!");
}

}  // namespace

TokenRange WithoutDates(const TokenView& tokens, TokenRange title) {
  TokenRange out = title;
  size_t first = title.first;
  while (first < title.end && IsDateToken(tokens, first) &&
         (!IsDateWord(tokens.Key(first)) || first == title.first)) {
    ++first;
  }
  const bool field = tokens.Key(title.first) == "date";
  if (!field && !tokens.IsNumber(title.first)) first = title.first;
  if (first < title.end && HoldsDate(tokens, {title.first, first}, field ? 2 : 3)) out.first = first;
  size_t end = title.end;
  while (end > out.first && IsDateToken(tokens, end - 1) && !IsDateWord(tokens.Key(end - 1))) --end;
  if (end > out.first && HoldsDate(tokens, {end, title.end}, 3)) out.end = end;
  return out;
}

bool IsByline(const TokenView& tokens, TokenRange range) {
  if (range.size() == 0 || range.size() > kBylineTokens || tokens.EndsWithStop(range)) return false;
  const bool announced = IsBylineWord(tokens.Key(range.first));
  size_t names = 0,
         others = 0;  // "By Harbour Post business desk": an announced name may go on in small letters
  for (size_t i = range.first; i < range.end; ++i) {
    const std::string_view key = tokens.Key(i);
    if (announced && (i == range.first || key == ":" || IsCreditWord(key))) continue;  // "Tin, ảnh: …"
    if (tokens.IsWord(i) && tokens.IsCapitalised(i)) {
      ++names;
    } else if (key != "-" && key != "/" && key != "," && key != "(" && key != ")" && key != "." &&
               key != "and" && key != "và" && key != "&") {
      ++others;
    }
  }
  if (others > 0) return announced && names > others && others <= kBylineOthers;
  return names > 0 && (names <= 5 || announced);
}

std::vector<Sentence::Kind> ParagraphKinds(const TokenView& tokens,
                                           const std::vector<TokenRange>& paragraphs) {
  constexpr size_t kHead = 3, kTail = 3;  // paragraphs where a by-line may stand
  std::vector<Sentence::Kind> kinds(paragraphs.size(), Sentence::Kind::kBody);
  bool untitled = paragraphs.size() > 1;
  for (size_t p = 0; p < paragraphs.size(); ++p) {
    const TokenRange range = paragraphs[p];
    const bool by_word = IsBylineWord(tokens.Key(range.first)) && range.size() > 1;
    const bool at_edge = (p > 0 && p < kHead) || p + kTail >= paragraphs.size();
    if (IsFurnitureParagraph(tokens, range)) {
      kinds[p] = Sentence::Kind::kFurniture;
    } else if (paragraphs.size() > 1 && IsCaption(tokens, range)) {
      kinds[p] = Sentence::Kind::kCaption;
    } else if (IsDateline(tokens, range)) {
      kinds[p] = Sentence::Kind::kDateline;
    } else if (paragraphs.size() > 1 && (by_word || (at_edge && !untitled)) && IsByline(tokens, range)) {
      kinds[p] = Sentence::Kind::kByline;
    } else if (untitled && IsTitle(tokens, WithoutDates(tokens, range))) {
      kinds[p] = Sentence::Kind::kTitle;
    }
    // A dateline, a by-line, a caption or furniture may stand before the headline, a body may not.
    untitled = untitled && kinds[p] != Sentence::Kind::kTitle && kinds[p] != Sentence::Kind::kBody;
  }
  return kinds;
}

}  // namespace samestory
