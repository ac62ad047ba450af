#include "engine/text/tokenize.h"

#include <absl/container/flat_hash_map.h>

#include <cstring>

#include "engine/base/hash.h"
#include "engine/text/code_points.h"
#include "engine/text/vietnamese.h"
#include "engine/text/word_break.h"

namespace samestory {
namespace {

bool IsAsciiLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

class Tokenizer {
 public:
  Tokenizer(std::string_view text, TokenizedText* out) : text_(text), out_(out) {
    out_->keys.clear();
    out_->tokens.clear();
    out_->sentences.clear();
    out_->keys.reserve(text.size());
    out_->tokens.reserve(text.size() / 5);
  }

  // UAX #29 breaks on both sides of a run of ASCII space, and no dictionary reaches across one, so the text
  // is taken piece by piece: simple tokens at once, the rest of a piece by the rules, and by ICU's dictionaries
  // where it needs them.
  void Run() {
    for (size_t position = 0; position < text_.size();) {
      if (IsAsciiSpace(text_[position])) {
        ++position;
        continue;
      }
      if (TakeQuick(&position)) continue;
      const size_t start = position;
      bool dictionary = false;
      while (position < text_.size() && !IsAsciiSpace(text_[position])) {
        if (static_cast<unsigned char>(text_[position]) < 0xE0) {
          ++position;
        } else {
          dictionary |= Describe(table_, DecodeFast(text_, &position)).Is(CodePoint::kDictionary);
        }
      }
      TakePiece(start, position, dictionary);
    }
  }

 private:
  static constexpr size_t kNone = ~size_t{0};
  static constexpr size_t kQuick = 64;  // bytes of the longest key taken quickly

  // A whole token of the usual kind, after which the rules see a boundary without a look any further: a word all
  // of letters, a number all of ASCII digits, an ASCII sign. Moves past it; false where it is not so simple.
  bool TakeQuick(size_t* position) {
    const char first = text_[*position];
    if (IsAsciiDigit(first)) return TakeQuickNumber(position);
    if (first > ' ' && first < 0x7F && first != '_' && !IsAsciiLetter(first)) return TakeQuickSign(position);
    return TakeQuickWord(position);
  }

  bool TakeQuickWord(size_t* position) {
    char folded[kQuick + 4];
    size_t size = 0, at = *position;
    bool ascii = true, capitalised = false;
    for (; at < text_.size() && size < kQuick;) {
      const char c = text_[at];
      if (IsAsciiLetter(c)) {
        if (size == 0) capitalised = c < 'a';
        folded[size++] = static_cast<char>(c | 0x20);
        ++at;
      } else if (static_cast<unsigned char>(c) < 0x80) {
        break;
      } else {
        const CodePoint* const letter = QuickLetter(&at);
        if (letter == nullptr) return false;
        if (size == 0) capitalised = letter->Is(CodePoint::kUpper);
        std::memcpy(folded + size, letter->fold, sizeof(letter->fold));
        size += letter->fold_size;
        ascii = false;
      }
    }
    if (size == 0 || size >= kQuick || !EndsHere(at, false)) return false;
    Append(*position, at, {folded, size}, Token::Kind::kWord, capitalised,
           !ascii && MayBeOpenRhyme({folded, size}));
    *position = at;
    return true;
  }

  bool TakeQuickNumber(size_t* position) {
    size_t at = *position;
    while (at < text_.size() && IsAsciiDigit(text_[at])) ++at;
    if (!EndsHere(at, true)) return false;
    Append(*position, at, text_.substr(*position, at - *position), Token::Kind::kNumber, false, false);
    *position = at;
    return true;
  }

  bool TakeQuickSign(size_t* position) {
    const size_t at = *position + 1;
    if (at < text_.size()) {
      size_t next = at;
      if (text_[*position] == '.' && text_[at] == '.') return false;
      if (static_cast<unsigned char>(text_[at]) >= 0x80 && QuickLetter(&next) == nullptr) return false;
    }
    Append(*position, at, text_.substr(*position, 1), Token::Kind::kPunctuation, false, false);
    *position = at;
    return true;
  }

  // The letter at `*at`, which is moved past, if it needs no rule but those of letters; else null.
  const CodePoint* QuickLetter(size_t* at) const {
    const char32_t c = DecodeFast(text_, at);
    if (c >= kTableEnd) return nullptr;
    const CodePoint& point = table_.low[c];
    constexpr int kAsked =
        CodePoint::kLetter | CodePoint::kContextual | CodePoint::kDictionary | CodePoint::kInvisible;
    const bool quick = (point.flags & kAsked) == CodePoint::kLetter && point.word_break == WordBreak::kLetter;
    return quick ? &point : nullptr;
  }

  // Whether a run of letters or of digits ends at `at` for certain: the text's end, or an ASCII character that
  // neither joins it nor might join it to what follows.
  bool EndsHere(size_t at, bool digits) const {
    if (at == text_.size()) return true;
    const char c = text_[at];
    if (static_cast<unsigned char>(c) >= 0x80 || c == '_' || IsAsciiLetter(c) || IsAsciiDigit(c))
      return false;
    if (c != '.' && c != '\'' && (!digits || (c != ',' && c != ';'))) return true;
    if (at + 1 == text_.size()) return true;
    const char after = text_[at + 1];
    return static_cast<unsigned char>(after) < 0x80 && !IsAsciiLetter(after) && !IsAsciiDigit(after);
  }

  void Append(size_t start, size_t end, std::string_view key, Token::Kind kind, bool capitalised,
              bool rhyme) {
    Token token;
    token.start = static_cast<uint32_t>(start);
    token.end = static_cast<uint32_t>(end);
    token.key_start = static_cast<uint32_t>(out_->keys.size());
    out_->keys.append(key);
    if (rhyme) UnifyTonePlacement(&out_->keys, token.key_start);
    token.key_end = static_cast<uint32_t>(out_->keys.size());
    token.key = Hash64(out_->Key(token));
    token.kind = kind;
    token.capitalised = capitalised;
    out_->tokens.push_back(token);
  }

  void TakePiece(size_t start, size_t end, bool dictionary) {
    size_t from = start;
    if (!dictionary) {
      const std::string_view until_end = text_.substr(0, end);
      while (from < end) {
        const size_t to = NextWordBoundary(until_end, from);
        TakeSegment(from, to);
        from = to;
      }
    } else {
      boundaries_.clear();
      AppendDictionaryBoundaries(text_.substr(start, end - start), &boundaries_);
      for (size_t boundary : boundaries_) {
        TakeSegment(from, start + boundary);
        from = start + boundary;
      }
    }
    Flush();
  }

  // What lies between two boundaries. White space is left out; invisible characters on their own go with the
  // token before them, else with the one after; dots in a row are one ellipsis.
  void TakeSegment(size_t start, size_t end) {
    size_t position = start;
    CodePoint first = Describe(table_, DecodeFast(text_, &position));
    while (first.Is(CodePoint::kWhiteSpace)) {
      Flush();
      if (position == end) return;
      start = position;
      first = Describe(table_, DecodeFast(text_, &position));
    }
    const bool invisible = first.Is(CodePoint::kInvisible) && IsInvisible(position, end);
    const bool dots = first.fold[0] == '.' && IsDots(text_.substr(start, end - start));
    const bool joined = open_ != kNone && (invisible || open_invisible_ || (open_dots_ && dots));
    if (!joined) {
      Flush();
      open_ = start;
    }
    open_dots_ = dots || (joined && invisible && open_dots_);
    open_invisible_ = invisible && (!joined || open_invisible_);
    open_end_ = end;
  }

  static bool IsDots(std::string_view segment) { return segment == "." || segment == "\u2026"; }

  bool IsInvisible(size_t start, size_t end) const {
    for (size_t position = start; position < end;) {
      if (!Describe(table_, DecodeFast(text_, &position)).Is(CodePoint::kInvisible)) return false;
    }
    return true;
  }

  void Flush() {
    if (open_ == kNone) return;
    Token token;
    token.start = static_cast<uint32_t>(open_);
    token.end = static_cast<uint32_t>(open_end_);
    token.key_start = static_cast<uint32_t>(out_->keys.size());
    SetKey(&token);
    token.key_end = static_cast<uint32_t>(out_->keys.size());
    token.key = Hash64(out_->Key(token));
    out_->tokens.push_back(token);
    open_ = kNone;
  }

  // Kind, first letter and the key's bytes: code point by code point where the table suffices.
  void SetKey(Token* token) {
    const std::string_view bytes = text_.substr(token->start, token->end - token->start);
    int flags = 0, first = 0;
    bool contextual = false, ascii = true;
    for (size_t position = 0; position < bytes.size();) {
      const CodePoint point = Describe(table_, DecodeFast(bytes, &position));
      flags |= point.flags;
      if (first == 0) first = point.flags & ~CodePoint::kInvisible & ~CodePoint::kContextual;
      contextual |= point.Is(CodePoint::kContextual);
      if (contextual) continue;
      if (point.fold_size == 1) {
        out_->keys.push_back(point.fold[0]);
      } else {
        out_->keys.append(point.fold, point.fold_size);
        ascii = false;
      }
    }
    token->capitalised = (first & CodePoint::kUpper) != 0;
    constexpr int kNumber = CodePoint::kDigit | CodePoint::kOtherNumber;
    token->kind = (flags & CodePoint::kLetter) != 0 ? Token::Kind::kWord
                  : (flags & kNumber) != 0          ? Token::Kind::kNumber
                                                    : Token::Kind::kPunctuation;
    if (contextual || open_dots_) {
      out_->keys.resize(token->key_start);
      AppendSlowKey(bytes);
    } else if (!ascii) {
      UnifyTonePlacement(&out_->keys, token->key_start);
    }
  }

  // Decomposed text would run each word through ICU at every occurrence, so the text's own are remembered.
  void AppendSlowKey(std::string_view bytes) {
    const auto [entry, is_new] = memo_.try_emplace(Hash64(bytes));
    if (is_new) {
      entry->second.bytes = bytes;
      entry->second.key = NormalizeKey(bytes);
    }
    // Other bytes of the same hash are possible, if never seen.
    out_->keys += entry->second.bytes == bytes ? entry->second.key : NormalizeKey(bytes);
  }

  struct Memo {
    std::string_view bytes;
    std::string key;
  };

  const CodePointTable& table_ = Table();
  std::string_view text_;
  TokenizedText* out_;
  std::vector<size_t> boundaries_;
  absl::flat_hash_map<uint64_t, Memo> memo_;  // looked up only
  size_t open_ = kNone, open_end_ = 0;        // the token that the next segment may still join
  bool open_dots_ = false, open_invisible_ = false;
};

}  // namespace

void Tokenize(std::string_view text, TokenizedText* out) { Tokenizer(text, out).Run(); }

}  // namespace samestory
