#include "engine/article/date_lexer.h"

#include "engine/base/utf8.h"

namespace samestory {
namespace {

struct Fold {
  char32_t first, last;
  char base;
};

// Letters of Vietnamese (Latin-1, Latin Extended-A and -B, Latin Extended Additional) to their base letters.
constexpr Fold kFolds[] = {
    {0x00C0, 0x00C5, 'a'}, {0x00C8, 0x00CB, 'e'}, {0x00CC, 0x00CF, 'i'}, {0x00D2, 0x00D6, 'o'},
    {0x00D9, 0x00DC, 'u'}, {0x00DD, 0x00DD, 'y'}, {0x00E0, 0x00E5, 'a'}, {0x00E8, 0x00EB, 'e'},
    {0x00EC, 0x00EF, 'i'}, {0x00F2, 0x00F6, 'o'}, {0x00F9, 0x00FC, 'u'}, {0x00FD, 0x00FD, 'y'},
    {0x0102, 0x0103, 'a'}, {0x0110, 0x0111, 'd'}, {0x0128, 0x0129, 'i'}, {0x0168, 0x0169, 'u'},
    {0x01A0, 0x01A1, 'o'}, {0x01AF, 0x01B0, 'u'}, {0x1EA0, 0x1EB7, 'a'}, {0x1EB8, 0x1EC7, 'e'},
    {0x1EC8, 0x1ECB, 'i'}, {0x1ECC, 0x1EE3, 'o'}, {0x1EE4, 0x1EF1, 'u'}, {0x1EF2, 0x1EF9, 'y'},
};

// The base letter, or 0 for what is no letter here.
char FoldLetter(char32_t c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c);
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  if (c < 0xC0) return 0;
  for (const Fold& fold : kFolds) {
    if (c >= fold.first && c <= fold.last) return fold.base;
  }
  return 0;
}

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200B);
}

bool IsCombiningMark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

char FoldSign(char32_t c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if (c == 0x2022 || c == 0xB7 || c == 0x2027) return '|';
  if (c == 0x2019) return '\'';
  return c < 0x80 ? static_cast<char>(c) : '?';
}

}  // namespace

std::vector<DateToken> LexDate(std::string_view text, size_t max_tokens) {
  std::vector<DateToken> tokens;
  bool glued = false;
  for (size_t position = 0; position < text.size();) {
    const size_t begin = position;
    const char32_t c = DecodeUtf8(text, &position);
    if (IsSpace(c)) {
      glued = false;
      continue;
    }
    const bool digit = c >= '0' && c <= '9';
    const char letter = FoldLetter(c);
    DateToken* last = glued && !tokens.empty() ? &tokens.back() : nullptr;
    if (last != nullptr && last->kind == DateToken::Kind::kWord && (letter != 0 || IsCombiningMark(c))) {
      if (letter != 0) last->word.push_back(letter);
    } else if (last != nullptr && last->kind == DateToken::Kind::kNumber && digit) {
      last->value = last->digits >= 9 ? -1 : last->value * 10 + static_cast<int>(c - '0');
      ++last->digits;
    } else {
      if (tokens.size() == max_tokens) break;
      DateToken token;
      token.glued = glued;
      token.begin = begin;
      if (digit) {
        token.kind = DateToken::Kind::kNumber;
        token.value = static_cast<int>(c - '0');
        token.digits = 1;
      } else if (letter != 0) {
        token.kind = DateToken::Kind::kWord;
        token.word.push_back(letter);
      } else {
        token.sign = FoldSign(c);
      }
      tokens.push_back(token);
      last = &tokens.back();
    }
    tokens.back().end = position;
    glued = true;
  }
  return tokens;
}

}  // namespace samestory
