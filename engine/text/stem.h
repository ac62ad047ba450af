// What a word keeps whatever its ending: for likeness of sentences, where died and dies say much the same.
#pragma once

#include <cstdint>
#include <string_view>

namespace samestory {

// The hash of the first five letters of a key of five letters or more, vowel signs counting as letters; of the
// first two syllables of a Hangul key of two or more. 0 for shorter keys and those that hold anything else or
// letters of a script written without spaces (Han, kana, Thai, Khmer ...), which has no endings to cut off.
// Cutting at a fixed length does for most inflected languages what a stemmer would (McNamee and Mayfield,
// "Character n-gram tokenization for European language text retrieval", 2004), and needs no language. Not for
// Vietnamese, whose words do not inflect: "nghiêm" and "nghiên" have nothing in common.
// Requires a key as NormalizeKey() makes them. Thread-safe.
uint64_t StemKey(std::string_view key);

}  // namespace samestory
