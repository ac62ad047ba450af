// What a text states that can be held against another text: numbers, dates, names, quotations.
//
// What is doubtful is left out: a fact that is none costs the reader more than one that is missing. The text's
// language (Vietnamese, English, Portuguese, Spanish, French, German, Indonesian, or none of these) is told by
// its function words; number words and small words are that language's alone.
//
// Numbers  in digits with marks of thousands and decimals by either convention, in words, with multipliers and
//          percent: "1.240", "1,240", "3,5 triệu", "hai mươi mốt", "$1.5m". Of one mark before three digits, the
//          language's mark of thousands parts thousands; the other mark does so unless a multiplier or percent
//          follows. None: "một" and "one" alone, ordinals, scores, fractions, what is a name's part or label
//          ("Covid-19", "lớp 5", "No. 7"), telephone numbers, numbers of more than 18 digits, "hai bên".
// Dates    days, whose value leaves the year out; months with their year; years that are announced ("năm 2013",
//          "in 2013", "2021-2025"); times of day. No weekdays, no months alone.
// Names    runs of capitalised words with the particles, initials and hyphens inside. Titles ("Thủ tướng",
//          "Mr.") stand outside. The first word of a clause counts where it goes on as a run or stands as a name
//          elsewhere. A Vietnamese syllable alone counts after "ông", "bà" and the like, as an acronym, or where
//          its spelling is foreign; names of countries part a run ("Trung Quốc | Lý Cường"). None in headlines
//          all of capitals, in German but runs and acronyms, in scripts without capitals. Tone marks, case and a
//          possessive do not change the value; a last name alone has the value of the one full name in the text.
// Quotations of three words or more between “…”, "…", «…», „…“, 「…」, the marks left out. Their value leaves out
//          punctuation.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/token.h"

namespace samestory {

struct TextFact {
  enum class Kind : uint8_t { kNumber, kDate, kName, kQuotation };

  Kind kind = Kind::kNumber;
  uint32_t first_token = 0, token_count = 0;  // inside one sentence, positions in TokenizedText::tokens
  uint64_t value = 0;                         // equal values state the same, however written
  // What a number counts or measures: "người" of "17 người", one value for "$" and "USD"; 0 unknown, and for
  // every other kind.
  uint64_t subject = 0;
};

// By first token, longest first. Facts of one kind never overlap; those of different kinds nest or are
// disjoint (a number in a quotation). Datelines, by-lines and page furniture state nothing. Requires that
// `tokenized` was made from `text`, with its sentences. Linear in the text, about as costly as tokenising it;
// deterministic; thread-safe.
std::vector<TextFact> FindFacts(std::string_view text, const TokenizedText& tokenized);

}  // namespace samestory
