#include "engine/text/tokenize.h"

#include <absl/container/flat_hash_map.h>

#include "engine/base/hash.h"
#include "engine/text/code_points.h"
#include "engine/text/vietnamese.h"
#include "engine/text/word_break.h"

namespace samestory {
namespace {

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

  // UAX #29 breaks on both sides of a run of ASCII space, and no dictionary reaches across one, so the text is
  // taken piece by piece: the rules for most, ICU's dictionaries for a piece that needs them.
  void Run() {
    for (size_t position = 0; position < text_.size();) {
      if (IsAsciiSpace(text_[position])) {
        ++position;
        adjacent_ = false;
        continue;
      }
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
  struct Memo {
    uint32_t start, end;          // bytes of the text
    uint32_t key_start, key_end;  // bytes of the keys
  };

  void TakePiece(size_t start, size_t end, bool dictionary) {
    held_ = kNone;
    if (!dictionary) {
      const std::string_view before_end = text_.substr(0, end);
      for (size_t from = start; from < end;) {
        const size_t to = NextWordBoundary(before_end, from);
        TakeSegment(from, to);
        from = to;
      }
    } else {
      boundaries_.clear();
      AppendDictionaryBoundaries(text_.substr(start, end - start), &boundaries_);
      size_t from = start;
      for (size_t boundary : boundaries_) {
        TakeSegment(from, start + boundary);
        from = start + boundary;
      }
    }
    if (held_ != kNone) Emit(held_, end);
  }

  // What lies between two boundaries. White space is left out; invisible characters on their own go with the
  // token they touch, else with the one that follows; dots in a row are one ellipsis.
  void TakeSegment(size_t start, size_t end) {
    while (start < end) {
      size_t position = start;
      if (!At(&position).Is(CodePoint::kWhiteSpace)) break;
      if (held_ != kNone) Emit(held_, start);
      held_ = kNone;
      adjacent_ = false;
      start = position;
    }
    if (start == end) return;
    if (IsInvisible(start, end)) {
      if (adjacent_) {
        Extend(end);
      } else if (held_ == kNone) {
        held_ = start;
      }
      return;
    }
    if (held_ == kNone && adjacent_ && end == start + 1 && text_[start] == '.' && LastIsDots()) {
      Extend(end);
      return;
    }
    Emit(held_ == kNone ? start : held_, end);
    held_ = kNone;
  }

  CodePoint At(size_t* position) const { return Describe(table_, DecodeFast(text_, position)); }

  bool IsInvisible(size_t start, size_t end) const {
    for (size_t position = start; position < end;) {
      if (!At(&position).Is(CodePoint::kInvisible)) return false;
    }
    return true;
  }

  bool LastIsDots() const {
    const Token& last = out_->tokens.back();
    return out_->keys[last.key_start] == '.' && text_[last.start] == '.' && last.key_end > last.key_start;
  }

  // Lengthens the last token; its key is made again from all of its bytes.
  void Extend(size_t end) {
    const size_t start = out_->tokens.back().start;
    if (extended_ == kNone) extended_ = start;
    out_->tokens.back().end = static_cast<uint32_t>(end);
    pending_key_ = true;
  }
