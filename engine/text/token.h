// An article's text as tokens and sentences, each knowing its bytes in the original.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samestory {

// Words follow UAX #29 (in Vietnamese a word is a syllable); Thai, Chinese, Japanese, Khmer, Lao and Burmese
// go by ICU's dictionaries. White space is never a token.
struct Token {
  enum class Kind : uint8_t { kWord, kNumber, kPunctuation };

  uint32_t start = 0, end = 0;          // bytes of the original text
  uint32_t key_start = 0, key_end = 0;  // bytes of TokenizedText::keys
  uint64_t key = 0;                     // Hash64 of the key's bytes: equal keys, equal hashes
  Kind kind = Kind::kWord;
  bool capitalised = false;  // begins with an upper-case letter in the original
};

struct Sentence {
  enum class Kind : uint8_t {
    kBody,
    kTitle,      // the headline at the text's head, where one stands there
    kCaption,    // "Ảnh: TTXVN", "Tổng Bí thư … Ảnh: TTXVN", "- Ảnh 1.", "(Photo: …)"
    kDateline,   // "15/01/2025 19:16 GMT+7", "(Bến Sông) –" alone on its line
    kByline,     // "Như Tâm", "By Ruth Okafor", "Theo TTXVN"
    kFurniture,  // "Top", "Chia sẻ bài viết", "Bạn không thể gửi bình luận liên tục…"
  };
  uint32_t start = 0, end = 0;  // bytes of the original text, white space around left out
  uint32_t first_token = 0, token_count = 0;
  Kind kind = Kind::kBody;
};

struct TokenizedText {
  std::string keys;  // the normalised keys, one after the other
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;  // in order; together they hold every token once

  std::string_view Key(const Token& token) const {
    return std::string_view(keys).substr(token.key_start, token.key_end - token.key_start);
  }
};

}  // namespace samestory
