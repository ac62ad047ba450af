// Documents for tests of engine/diff: from plain text by a crude splitter, and generated ones whose history
// (equal, edited, moved, split, inserted sentences) is known by the seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

struct TestText {
  std::string text;
  DiffDocument document;
};

// Tokens are runs of bytes between spaces, with , . ; ? ! split off; keys ignore ASCII case. Sentences end at
// a line break and after ". ". Punctuation weighs .05, words of up to three bytes 2, others 6. Runs of digits
// are numbers whose subject is the next token of their sentence; words in capitals are names.
TestText Split(std::string_view text);

// An article of up to `sentences` sentences over a vocabulary of 400 invented words.
std::vector<std::string> RandomSentences(std::mt19937& random, int sentences);
// Another outlet's version: sentences dropped, edited, split, merged, repeated, moved and put in.
std::vector<std::string> Rewrite(std::mt19937& random, const std::vector<std::string>& sentences);
TestText Join(const std::vector<std::string>& sentences);

std::vector<DiffDocument> Documents(const std::vector<TestText>& texts);

// Everything a collation says, rows sorted, with articles renamed: name[article].
std::string Canonical(const Collation& collation, const std::vector<uint32_t>& names);

}  // namespace samestory
