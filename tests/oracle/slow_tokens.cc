#include "tests/oracle/slow_tokens.h"

#include <unicode/uchar.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/utf8.h"
#include "engine/text/code_points.h"
#include "engine/text/tokenize.h"
#include "engine/text/word_break.h"

namespace samestory::oracle {
namespace {

constexpr std::string_view kAsciiSpaces = " \t\n\v\f\r";

struct Segment {
  size_t start, end;
  bool invisible, dots;
};

bool Any(std::string_view bytes, auto holds) {
  for (size_t position = 0; position < bytes.size();) {
    if (holds(static_cast<UChar32>(DecodeUtf8(bytes, &position)))) return true;
  }
  return false;
}

bool IsVisible(UChar32 c) { return !Describe(Table(), static_cast<char32_t>(c)).Is(CodePoint::kInvisible); }
bool IsDictionary(UChar32 c) {
  return Describe(Table(), static_cast<char32_t>(c)).Is(CodePoint::kDictionary);
}

// The boundaries of what stands between two ASCII spaces.
std::vector<size_t> Boundaries(std::string_view piece) {
  std::vector<size_t> boundaries;
  if (Any(piece, IsDictionary)) {
    AppendDictionaryBoundaries(piece, &boundaries);
  } else {
    for (size_t at = 0; at < piece.size();) boundaries.push_back(at = NextWordBoundary(piece, at));
  }
  return boundaries;
}

// Words come again and again, and their keys depend on nothing else.
const std::string& KeyOf(std::string_view bytes) {
  thread_local std::unordered_map<std::string, std::string> keys;
  if (keys.size() > 100'000) keys.clear();
  const auto [entry, is_new] = keys.try_emplace(std::string(bytes));
  if (is_new) entry->second = NormalizeKey(bytes);
  return entry->second;
}

void AppendToken(std::string_view text, size_t start, size_t end, TokenizedText* out) {
  const std::string_view bytes = text.substr(start, end - start);
  const auto is_letter = [](UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0; };
  const auto is_number = [](UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_N_MASK) != 0; };
  Token token;
  token.start = static_cast<uint32_t>(start);
  token.end = static_cast<uint32_t>(end);
  token.key_start = static_cast<uint32_t>(out->keys.size());
  out->keys += KeyOf(bytes);
  token.key_end = static_cast<uint32_t>(out->keys.size());
  token.key = Hash64(out->Key(token));
  token.kind = Any(bytes, is_letter)   ? Token::Kind::kWord
               : Any(bytes, is_number) ? Token::Kind::kNumber
                                       : Token::Kind::kPunctuation;
  // By the first code point that is a letter, mark, number, space or picture, or needs a dictionary.
  for (size_t position = 0; position < bytes.size();) {
    const CodePoint point = Describe(Table(), DecodeUtf8(bytes, &position));
    if (!point.Is(~(CodePoint::kInvisible | CodePoint::kContextual))) continue;
    token.capitalised = point.Is(CodePoint::kUpper);
    break;
  }
  out->tokens.push_back(token);
}

// Invisible segments go with the token before, else after; dots in a row are one token.
void AppendSegments(std::string_view text, const std::vector<Segment>& segments, TokenizedText* out) {
  for (size_t i = 0; i < segments.size();) {
    size_t end = i + 1;
    bool only_invisible = segments[i].invisible, dots = segments[i].dots;
    for (; end < segments.size(); ++end) {
      const Segment& next = segments[end];
      if (!next.invisible && !only_invisible && !(dots && next.dots)) break;
      dots = next.dots || (next.invisible && dots);
      only_invisible = only_invisible && next.invisible;
    }
    AppendToken(text, segments[i].start, segments[end - 1].end, out);
    i = end;
  }
}

void AppendPiece(std::string_view text, size_t start, size_t end, TokenizedText* out) {
  std::vector<Segment> run;  // without white space between
  size_t from = start;
  for (const size_t boundary : Boundaries(text.substr(start, end - start))) {
    while (from < start + boundary) {
      size_t position = from;
      if (!u_isUWhiteSpace(static_cast<UChar32>(DecodeUtf8(text, &position)))) break;
      AppendSegments(text, run, out);
      run.clear();
      from = position;
    }
    if (from == start + boundary) continue;
    const std::string_view bytes = text.substr(from, start + boundary - from);
    run.push_back({from, start + boundary, !Any(bytes, IsVisible), bytes == "." || bytes == "\u2026"});
    from = start + boundary;
  }
  AppendSegments(text, run, out);
}

}  // namespace

TokenizedText SlowTokens(std::string_view text) {
  TokenizedText out;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find_first_of(kAsciiSpaces, start), text.size());
    if (end > start) AppendPiece(text, start, end, &out);
    start = end + 1;
  }
  return out;
}

}  // namespace samestory::oracle
