// Whom an article names as its source: "Theo TTXVN", "(Reuters) –", "according to Reuters".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/token.h"

namespace samestory {

// The name alone, as the article writes it: "TTXVN" of "Theo TTXVN, …". Positions in TokenizedText::tokens,
// inside one sentence.
struct Attribution {
  uint32_t first_token = 0, token_count = 0;

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

// By position, disjoint; a name is listed as often as it is credited. Requires that `tokenized` was made from
// `text`, with its sentences. Linear; thread-safe.
//
// Credited are media: agencies, papers, broadcasters and sites. Those of a list count wherever a phrase of
// attribution stands before them ("theo", "dẫn lời", "according to", "told", "segundo") or brackets around
// them; a name that is not listed counts only where the phrase itself says that it is a medium ("theo Hãng
// tin …", "theo báo …", "news agency …") or where it looks like an address ("theo vnexpress.net"). So
// "Theo Bộ Y tế" and "according to Smith" are none. Credits of pictures ("Ảnh: TTXVN") and sentences marked
// as captions are none of the text.
std::vector<Attribution> FindAttributions(std::string_view text, const TokenizedText& tokenized);

}  // namespace samestory
