#include "engine/diff/changes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/hash.h"

namespace samestory {
namespace {

// A token as spelled; keys fold ASCII case and read ' behind a vowel as a tone mark that a second form,
// ` before it, places elsewhere: "hoa'" and "ho`a" have one key, "hoa" has another.
DiffToken Spelled(const std::string& word, uint32_t* at) {
  std::string uncased = word, key, toneless;
  for (char& c : uncased) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  bool tone = false;
  for (const char c : uncased) {
    if (c == '\'' || c == '`') {
      tone = true;
    } else {
      toneless.push_back(c);
    }
  }
  key = toneless + (tone ? "+" : "");
  DiffToken token;
  token.punctuation = word == "," || word == "-" || word == "/" || word == ";";
  token.start = *at;
  token.end = *at + static_cast<uint32_t>(word.size());
  token.key = Hash64(token.punctuation ? word : key);
  token.written = Hash64(word), token.uncased = Hash64(uncased), token.toneless = Hash64(toneless);
  *at = token.end + 1;
  return token;
}

struct Side {
  std::vector<DiffToken> tokens;
  std::vector<std::string> words;
  std::vector<DiffFact> facts;
  uint32_t end = 0;

  explicit Side(const std::string& text) {
    uint32_t at = 0;
    for (size_t from = 0; from < text.size();) {
      const size_t to = std::min(text.find(' ', from), text.size());
      words.push_back(text.substr(from, to - from));
      tokens.push_back(Spelled(words.back(), &at));
      from = to + 1;
    }
    end = tokens.back().end;
  }
  SentenceTokens View() const { return {tokens, 0, end, 0, facts}; }
};

const char* const kNames[] = {"", "case", "tone", "number", "punctuation", "words"};

// "same | case: A/b | words: x y/" by runs, from the plain longest common subsequence of keys.
std::string Told(const Side& a, const Side& b) {
  std::vector<uint64_t> keys;
  const auto terms = [&](const Side& side) {
    std::vector<uint32_t> out;
    for (const DiffToken& token : side.tokens) {
      const auto known = std::find(keys.begin(), keys.end(), token.key);
      out.push_back(static_cast<uint32_t>(known - keys.begin()));
      if (known == keys.end()) keys.push_back(token.key);
    }
    return out;
  };
  const std::vector<uint32_t> left = terms(a), right = terms(b);
  bool degraded = false;
  const std::vector<double> weights(keys.size(), 1);
  std::vector<EditRun> runs =
      RunsOfMatches({left, right, weights, 1}, MatchTokens(left, right, 1'000'000, &degraded));
  TellChanges(a.View(), b.View(), &runs);
  std::string out;
  for (const EditRun& run : runs) {
    out += out.empty() ? "" : " | ";
    if (run.change != Change::kNone) out += std::string(kNames[static_cast<size_t>(run.change)]) + ": ";
    for (uint32_t k = run.a_begin; k < run.a_end; ++k) out += (k > run.a_begin ? " " : "") + a.words[k];
    if (run.kept && run.change == Change::kNone) continue;
    out += "/";
    for (uint32_t k = run.b_begin; k < run.b_end; ++k) out += (k > run.b_begin ? " " : "") + b.words[k];
  }
  return out;
}

std::string Told(const std::string& a, const std::string& b) { return Told(Side(a), Side(b)); }

TEST(Changes, NothingWhereTheBytesAreThose) { EXPECT_EQ(Told("a b , c", "a b , c"), "a b , c"); }

TEST(Changes, CaseAloneStaysKeptAndIsTold) {
  EXPECT_EQ(Told("the Union met today", "the union met Today"),
            "the | case: Union/union | met | case: today/Today");
}

TEST(Changes, TheSameToneElsewhereStaysKeptAndIsTold) {
  EXPECT_EQ(Told("ky hoa' uoc", "ky ho`a uoc"), "ky | tone: hoa'/ho`a | uoc");
  EXPECT_EQ(Told("ky HOA' uoc", "ky ho`a uoc"), "ky | tone: HOA'/ho`a | uoc");
}

TEST(Changes, AnotherToneIsAChangeOfTone) {
  EXPECT_EQ(Told("ong Ly' den", "ong Ly den"), "ong | tone: Ly'/Ly | den");
  EXPECT_EQ(Told("ong Ly' Cuo'ng den", "ong Ly Cuong den"), "ong | tone: Ly' Cuo'ng/Ly Cuong | den");
}

TEST(Changes, ToneInsideAnotherPhraseIsChance) {
  EXPECT_EQ(Told("x ba' moi nam qua y", "x hai ba lan y"), "x | words: ba' moi nam qua/hai ba lan | y");
}

TEST(Changes, HalfOfARunIsEnough) {
  EXPECT_EQ(Told("x Ly' noi y", "x Ly bao y"), "x | tone: Ly'/Ly | words: noi/bao | y");
}

TEST(Changes, PunctuationAloneIsPunctuation) {
  EXPECT_EQ(Told("a , b", "a ; b"), "a | punctuation: ,/; | b");
  EXPECT_EQ(Told("a , b", "a b"), "a | punctuation: ,/ | b");
  EXPECT_EQ(Told("a , b", "a x b"), "a | words: ,/x | b");
}

TEST(Changes, TheSameDigitsInOtherGroupsAreFormat) {
  Side a("about 3200 men"), b("about 3,200 men");
  a.tokens[1].figure = b.tokens[1].figure = 7;
  EXPECT_EQ(Told(a, b), "about | number: 3200/3,200 | men");
  // Both read, and not alike: 3,5 and 35.
  a.facts = {{FactKind::kNumber, 1, 1, 35, 0}}, b.facts = {{FactKind::kNumber, 1, 1, 3, 0}};
  EXPECT_EQ(Told(a, b), "about | words: 3200/3,200 | men");
}

TEST(Changes, OneValueWrittenOtherwiseIsFormat) {
  Side a("ngay 9 / 10 qua"), b("ngay 9 - 10 qua");
  EXPECT_EQ(Told(a, b), "ngay 9 | punctuation: //- | 10 qua");
  a.facts = b.facts = {{FactKind::kDate, 1, 3, 910, 0}};
  EXPECT_EQ(Told(a, b), "ngay 9 | number: //- | 10 qua");
  b.facts[0].value = 1009;
  EXPECT_EQ(Told(a, b), "ngay 9 | punctuation: //- | 10 qua");
  Side c("co 3 nguoi"), d("co ba nguoi");
  c.facts = d.facts = {{FactKind::kNumber, 1, 1, 3, 0}};
  EXPECT_EQ(Told(c, d), "co | number: 3/ba | nguoi");
  // A word put into a date that stays the same belongs to the way it is written.
  Side e("toi 9 10 nay"), f("toi 9 thang 10 nay");
  e.facts = {{FactKind::kDate, 1, 2, 910, 0}}, f.facts = {{FactKind::kDate, 1, 3, 910, 0}};
  EXPECT_EQ(Told(e, f), "toi 9 | number: /thang | 10 nay");
}

}  // namespace
}  // namespace samestory
