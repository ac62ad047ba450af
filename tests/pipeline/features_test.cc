#include "engine/pipeline/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "engine/text/shingle.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

std::vector<Term> TermsOf(const std::string& text, const std::string& title = "") {
  Article article;
  article.title = title;
  article.text = text;
  Background::Language language;
  return EventTerms(article, *Background::None(), &language);
}

uint64_t KeyOf(std::string_view word) {
  TokenizedText text;
  Tokenize(word, &text);
  return text.tokens.at(0).key;
}

std::optional<Term> Find(const std::vector<Term>& terms, uint32_t key) {
  for (const Term& term : terms) {
    if (term.key == key) return term;
  }
  return std::nullopt;
}
std::optional<Term> Word(const std::vector<Term>& terms, std::string_view word) {
  return Find(terms, WordTermKey(KeyOf(word)));
}
std::optional<Term> Pair(const std::vector<Term>& terms, std::string_view first, std::string_view second) {
  return Find(terms, PairTermKey(KeyOf(first), KeyOf(second)));
}

const std::string kBody =
    "Cầu Vàm Sậy ngừng lưu thông từ chiều 14/5 vì trụ cầu lún 17 cm. "
    "Sở Giao thông Long Hậu lập chốt chặn ở hai đầu cầu.\n\n"
    "Người dân hai bờ đi phà Bến Mía cho đến khi sửa xong.";

TEST(EventTerms, TermsAreAscendingAndDistinct) {
  const std::vector<Term> terms = TermsOf(kBody, "Cầu Vàm Sậy đóng");
  ASSERT_FALSE(terms.empty());
  for (size_t i = 1; i < terms.size(); ++i) EXPECT_LT(terms[i - 1].key, terms[i].key);
  const std::vector<uint64_t> shingles = WordShingles(kBody);
  for (size_t i = 1; i < shingles.size(); ++i) EXPECT_LT(shingles[i - 1], shingles[i]);
}

TEST(EventTerms, CountsWordsAndPairsInsideSentences) {
  const std::vector<Term> terms = TermsOf(kBody);
  EXPECT_EQ(Word(terms, "cầu")->count, 3);
  EXPECT_EQ(Word(terms, "cầu")->words, 1);
  EXPECT_EQ(Pair(terms, "trụ", "cầu")->count, 1);
  EXPECT_EQ(Pair(terms, "trụ", "cầu")->words, 2);
  EXPECT_EQ(Pair(terms, "trụ", "cầu")->lead_count, 0) << "lead counts single words only";
  EXPECT_FALSE(Pair(terms, "cm", "Sở")) << "no pair across a full stop";
  EXPECT_FALSE(Word(terms, "Medvedev"));
}

TEST(EventTerms, AWordOfTheTitleCountsThreeTimes) {
  const std::vector<Term> terms = TermsOf(kBody, "Medvedev qua cầu");
  EXPECT_EQ(Word(terms, "Medvedev")->count, kTitleWeight);
  EXPECT_EQ(Word(terms, "Medvedev")->lead_count, 1);
  EXPECT_EQ(Word(terms, "cầu")->count, kTitleWeight + 3);
  EXPECT_EQ(Pair(terms, "qua", "cầu")->count, kTitleWeight);
}

TEST(EventTerms, ATitleThatStandsInTheTextIsCountedOnce) {
  const std::string title = "Medvedev qua cầu Vàm Sậy";
  const std::vector<Term> apart = TermsOf(kBody, title), inside = TermsOf(title + "\n\n" + kBody, title);
  EXPECT_EQ(apart, inside);
  const std::string with_day = "Medvedev qua cầu Vàm Sậy ngày 16/5";
  EXPECT_EQ(TermsOf(kBody, with_day), TermsOf(with_day + "\n\n" + kBody, with_day));
}

TEST(EventTerms, FurnitureDatelinesAndBylinesMakeNoTerms) {
  const std::vector<Term> plain = TermsOf(kBody);
  const std::string dressed = "14/05/2025 19:16 GMT+7\n\n" + kBody + "\n\nChia sẻ bài viết\n\nTheo TTXVN";
  EXPECT_EQ(plain, TermsOf(dressed));
  EXPECT_LT(WordShingles(kBody).size(), WordShingles(dressed).size())
      << "shingles are those of the whole text";
}

TEST(EventTerms, DecomposedTextIsTheSame) {
  // "hoà bình ở Việt Nam" in NFC, then with combining marks.
  const std::string composed = "Hội nghị ho\u00e0 bình t\u1ea1i Vi\u1ec7t Nam kéo dài năm ngày.";
  const std::string decomposed = "Hội nghị hoa\u0300 bình ta\u0323i Vie\u0323\u0302t Nam kéo dài năm ngày.";
  EXPECT_EQ(TermsOf(composed), TermsOf(decomposed));
  EXPECT_EQ(WordShingles(composed), WordShingles(decomposed));
}

TEST(EventTerms, TonePlacementMakesNoDifferenceForEvents) {
  const std::string old_style = "Ban tổ chức cuộc thi ở Khánh Hoà nói thuỷ thủ vẫn khoẻ mạnh.";
  const std::string new_style = "Ban tổ chức cuộc thi ở Khánh Hòa nói thủy thủ vẫn khỏe mạnh.";
  EXPECT_EQ(TermsOf(old_style), TermsOf(new_style));
  EXPECT_NE(WordShingles(old_style), WordShingles(new_style)) << "for copies no spelling is unified";
}

TEST(EventTerms, AStubHasNoShinglesAndNothingHasNoTerms) {
  std::vector<uint64_t> shingles;
  EXPECT_EQ(ShingleHasher().Hash("Theo báo Sao Khuê", &shingles), 4u);
  EXPECT_TRUE(shingles.empty());
  EXPECT_EQ(ShingleHasher().Hash("Theo báo Sao Khuê mới", &shingles), 5u);
  EXPECT_EQ(shingles.size(), 1u);
  EXPECT_TRUE(TermsOf("").empty());
  EXPECT_TRUE(TermsOf("… !!! —").empty());
}

TEST(EventTerms, TheLeadEnds) {
  std::string text;
  for (int i = 0; i < kLeadWords + 20; ++i)
    text += "tu" + std::string(1, static_cast<char>('a' + i / 26)) +
            std::string(1, static_cast<char>('a' + i % 26)) + " ";
  const std::vector<Term> terms = TermsOf(text + "hết.");
  int lead = 0;
  for (const Term& term : terms) lead += term.lead_count;
  EXPECT_EQ(lead, kLeadWords);
  EXPECT_EQ(Word(terms, "hết")->lead_count, 0);
}

TEST(EventTerms, CountsSaturate) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "phà ";
  const std::vector<Term> terms = TermsOf(text, text);
  EXPECT_EQ(Word(terms, "phà")->count, 255);
  EXPECT_EQ(Pair(terms, "phà", "phà")->count, 255);
}

std::vector<Term> DaysOf(const std::vector<Term>& terms) {
  std::vector<Term> days;
  std::copy_if(terms.begin(), terms.end(), std::back_inserter(days),
               [](const Term& term) { return term.words == 0; });
  return days;
}

TEST(EventTerms, NamedDaysAreTermsOfNoWords) {
  const std::vector<Term> terms =
      TermsOf("Cầu đóng từ ngày 14/5. Phà chạy từ 15 tháng 5, và ngày 14-5 có họp, ngày 16/5 nghỉ.");
  const auto day = [&](int number, int month) {
    return Find(terms, DayTermKey(static_cast<NamedDay>(month * 32 + number)));
  };
  EXPECT_EQ(DaysOf(terms).size(), 3u);
  for (const int number : {14, 15, 16}) {
    ASSERT_TRUE(day(number, 5)) << number;
    EXPECT_EQ(day(number, 5)->words, 0);
    EXPECT_EQ(day(number, 5)->lead_count, number == 14 ? 1 : 0) << "the first alone, and once";
    EXPECT_EQ(day(number, 5)->count, number == 14 ? 2 : 1);
    EXPECT_GT(day(number, 5)->rarity, 0);
  }
}

TEST(EventTerms, TheTitleNamesItsDaysFirst) {
  const std::vector<Term> terms = TermsOf("Phà chạy từ ngày 15/5.", "Đóng cầu từ ngày 16/5");
  EXPECT_EQ(Find(terms, DayTermKey(5 * 32 + 16))->lead_count, 1);
  EXPECT_EQ(Find(terms, DayTermKey(5 * 32 + 15))->lead_count, 0);
}

TEST(EventTerms, ADayIsTheSameHoweverItIsWritten) {
  const std::vector<Term> day = DaysOf(TermsOf("Hội nghị họp ngày 13/6."));
  ASSERT_EQ(day.size(), 1u);
  for (const char* text :
       {"The council met on June 13.", "A reunião foi em 13 de junho.", "Họp sáng nay (13.6)."}) {
    EXPECT_EQ(DaysOf(TermsOf(text)), day) << text;
  }
  EXPECT_TRUE(DaysOf(TermsOf("Đại biểu thông qua với hơn 2/3 số phiếu.")).empty());
}

TEST(EventTerms, DaysSaturateAsWordsDo) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "ngày 13/6, ";
  const std::vector<Term> days = DaysOf(TermsOf(text));
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days[0].count, 255);
  EXPECT_EQ(days[0].lead_count, 1);
}

TEST(Frequencies, NumbersAreRarerTheLongerAndAYearIsNoRarerThanTwoDigits) {
  const auto none = Background::None();
  const auto of = [&](std::string_view number) {
    TokenizedText text;
    Tokenize(number, &text);
    return WordFrequency(*none, Background::kUnknown, text.tokens.at(0), text.Key(text.tokens.at(0)));
  };
  EXPECT_GT(of("7"), of("17"));
  EXPECT_GT(of("17"), of("173"));
  EXPECT_EQ(of("2025"), of("17"));
  EXPECT_LT(of("90417"), of("904"));
  EXPECT_GT(of("12345678901234567890"), 0);
}

TEST(Frequencies, APairIsRarerThanItsWords) {
  const auto none = Background::None();
  const auto of = [&](double x, double y) { return none->PairFrequency(Background::kUnknown, 1, 2, x, y); };
  for (const double x : {.05, 1e-3, 1e-6}) {
    for (const double y : {.05, 1e-3, 1e-6}) {
      EXPECT_LT(of(x, y), std::min(x, y));
      EXPECT_DOUBLE_EQ(of(x, y), of(y, x));
    }
  }
}

TEST(TermKeys, APairIsNotItsReverseNorAWord) {
  EXPECT_NE(PairTermKey(1, 2), PairTermKey(2, 1));
  EXPECT_NE(PairTermKey(1, 1), WordTermKey(1));
}

TEST(TermKeys, DaysAreApartFromEachOther) {
  std::set<uint32_t> keys;
  for (int day = 32 + 1; day <= 12 * 32 + 31; ++day) keys.insert(DayTermKey(static_cast<NamedDay>(day)));
  EXPECT_EQ(keys.size(), 12u * 32 - 1);
}

}  // namespace
}  // namespace samestory
