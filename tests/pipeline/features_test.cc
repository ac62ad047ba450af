#include "engine/pipeline/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "engine/text/tokenize.h"

namespace samestory {
namespace {

Sketch SketchOf(const std::string& text, const std::string& title = "") {
  Article article;
  article.title = title;
  article.text = text;
  Background::Language language;
  return MakeSketch(article, *Background::None(), &language);
}

uint64_t KeyOf(std::string_view word) {
  TokenizedText text;
  Tokenize(word, &text);
  return text.tokens.at(0).key;
}

std::optional<Term> Find(const Sketch& sketch, uint32_t key) {
  for (const Term& term : sketch.terms) {
    if (term.key == key) return term;
  }
  return std::nullopt;
}
std::optional<Term> Word(const Sketch& sketch, std::string_view word) {
  return Find(sketch, WordTermKey(KeyOf(word)));
}
std::optional<Term> Pair(const Sketch& sketch, std::string_view first, std::string_view second) {
  return Find(sketch, PairTermKey(KeyOf(first), KeyOf(second)));
}

const std::string kBody =
    "Cầu Vàm Sậy ngừng lưu thông từ chiều 14/5 vì trụ cầu lún 17 cm. "
    "Sở Giao thông Long Hậu lập chốt chặn ở hai đầu cầu.\n\n"
    "Người dân hai bờ đi phà Bến Mía cho đến khi sửa xong.";

TEST(MakeSketch, TermsAreAscendingAndDistinct) {
  const Sketch sketch = SketchOf(kBody, "Cầu Vàm Sậy đóng");
  ASSERT_FALSE(sketch.terms.empty());
  for (size_t i = 1; i < sketch.terms.size(); ++i) EXPECT_LT(sketch.terms[i - 1].key, sketch.terms[i].key);
  for (size_t i = 1; i < sketch.shingles.size(); ++i) EXPECT_LT(sketch.shingles[i - 1], sketch.shingles[i]);
}

TEST(MakeSketch, CountsWordsAndPairsInsideSentences) {
  const Sketch sketch = SketchOf(kBody);
  EXPECT_EQ(Word(sketch, "cầu")->count, 3);
  EXPECT_EQ(Word(sketch, "cầu")->words, 1);
  EXPECT_EQ(Pair(sketch, "trụ", "cầu")->count, 1);
  EXPECT_EQ(Pair(sketch, "trụ", "cầu")->words, 2);
  EXPECT_EQ(Pair(sketch, "trụ", "cầu")->lead_count, 0) << "lead counts single words only";
  EXPECT_FALSE(Pair(sketch, "cm", "Sở")) << "no pair across a full stop";
  EXPECT_FALSE(Word(sketch, "Medvedev"));
}

TEST(MakeSketch, AWordOfTheTitleCountsThreeTimes) {
  const Sketch sketch = SketchOf(kBody, "Medvedev qua cầu");
  EXPECT_EQ(Word(sketch, "Medvedev")->count, kTitleWeight);
  EXPECT_EQ(Word(sketch, "Medvedev")->lead_count, 1);
  EXPECT_EQ(Word(sketch, "cầu")->count, kTitleWeight + 3);
  EXPECT_EQ(Pair(sketch, "qua", "cầu")->count, kTitleWeight);
}

TEST(MakeSketch, ATitleThatStandsInTheTextIsCountedOnce) {
  const std::string title = "Medvedev qua cầu Vàm Sậy";
  const Sketch apart = SketchOf(kBody, title), inside = SketchOf(title + "\n\n" + kBody, title);
  EXPECT_EQ(apart.terms, inside.terms);
  const std::string with_day = "Medvedev qua cầu Vàm Sậy ngày 16/5";
  EXPECT_EQ(SketchOf(kBody, with_day).terms, SketchOf(with_day + "\n\n" + kBody, with_day).terms);
}

TEST(MakeSketch, FurnitureDatelinesAndBylinesMakeNoTerms) {
  const Sketch plain = SketchOf(kBody);
  const Sketch dressed =
      SketchOf("14/05/2025 19:16 GMT+7\n\n" + kBody + "\n\nChia sẻ bài viết\n\nTheo TTXVN");
  EXPECT_EQ(plain.terms, dressed.terms);
  EXPECT_LT(plain.shingles.size(), dressed.shingles.size()) << "shingles are those of the whole text";
}

TEST(MakeSketch, DecomposedTextIsTheSame) {
  // "hoà bình ở Việt Nam" in NFC, then with combining marks.
  const std::string composed = "Hội nghị ho\u00e0 bình t\u1ea1i Vi\u1ec7t Nam kéo dài năm ngày.";
  const std::string decomposed = "Hội nghị hoa\u0300 bình ta\u0323i Vie\u0323\u0302t Nam kéo dài năm ngày.";
  EXPECT_EQ(SketchOf(composed).terms, SketchOf(decomposed).terms);
  EXPECT_EQ(SketchOf(composed).shingles, SketchOf(decomposed).shingles);
}

TEST(MakeSketch, TonePlacementMakesNoDifferenceForEvents) {
  const Sketch old_style = SketchOf("Ban tổ chức cuộc thi ở Khánh Hoà nói thuỷ thủ vẫn khoẻ mạnh.");
  const Sketch new_style = SketchOf("Ban tổ chức cuộc thi ở Khánh Hòa nói thủy thủ vẫn khỏe mạnh.");
  EXPECT_EQ(old_style.terms, new_style.terms);
  EXPECT_NE(old_style.shingles, new_style.shingles) << "for copies no spelling is unified";
}

TEST(MakeSketch, AStubHasNoShingles) {
  EXPECT_TRUE(SketchOf("Theo báo Sao Khuê").shingles.empty());
  EXPECT_EQ(SketchOf("Theo báo Sao Khuê").words, 4u);
  EXPECT_EQ(SketchOf("Theo báo Sao Khuê mới").shingles.size(), 1u);
  const Sketch nothing = SketchOf("");
  EXPECT_EQ(nothing.words, 0u);
  EXPECT_TRUE(nothing.terms.empty());
  EXPECT_TRUE(SketchOf("… !!! —").terms.empty());
}

TEST(MakeSketch, TheLeadEnds) {
  std::string text;
  for (int i = 0; i < kLeadWords + 20; ++i)
    text += "tu" + std::string(1, static_cast<char>('a' + i / 26)) +
            std::string(1, static_cast<char>('a' + i % 26)) + " ";
  const Sketch sketch = SketchOf(text + "hết.");
  int lead = 0;
  for (const Term& term : sketch.terms) lead += term.lead_count;
  EXPECT_EQ(lead, kLeadWords);
  EXPECT_EQ(Word(sketch, "hết")->lead_count, 0);
}

TEST(MakeSketch, CountsSaturate) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "phà ";
  const Sketch sketch = SketchOf(text, text);
  EXPECT_EQ(Word(sketch, "phà")->count, 255);
  EXPECT_EQ(Pair(sketch, "phà", "phà")->count, 255);
}

std::vector<Term> DaysOf(const Sketch& sketch) {
  std::vector<Term> days;
  std::copy_if(sketch.terms.begin(), sketch.terms.end(), std::back_inserter(days),
               [](const Term& term) { return term.words == 0; });
  return days;
}

TEST(MakeSketch, NamedDaysAreTermsOfNoWords) {
  const Sketch sketch =
      SketchOf("Cầu đóng từ ngày 14/5. Phà chạy từ 15 tháng 5, và ngày 14-5 có họp, ngày 16/5 nghỉ.");
  const auto day = [&](int number, int month) {
    return Find(sketch, DayTermKey(static_cast<NamedDay>(month * 32 + number)));
  };
  EXPECT_EQ(DaysOf(sketch).size(), 3u);
  for (const int number : {14, 15, 16}) {
    ASSERT_TRUE(day(number, 5)) << number;
    EXPECT_EQ(day(number, 5)->words, 0);
    EXPECT_EQ(day(number, 5)->lead_count, number == 14 ? 1 : 0) << "the first alone, and once";
    EXPECT_EQ(day(number, 5)->count, number == 14 ? 2 : 1);
    EXPECT_GT(day(number, 5)->rarity, 0);
  }
}

TEST(MakeSketch, TheTitleNamesItsDaysFirst) {
  const Sketch sketch = SketchOf("Phà chạy từ ngày 15/5.", "Đóng cầu từ ngày 16/5");
  EXPECT_EQ(Find(sketch, DayTermKey(5 * 32 + 16))->lead_count, 1);
  EXPECT_EQ(Find(sketch, DayTermKey(5 * 32 + 15))->lead_count, 0);
}

TEST(MakeSketch, ADayIsTheSameHoweverItIsWritten) {
  const std::vector<Term> day = DaysOf(SketchOf("Hội nghị họp ngày 13/6."));
  ASSERT_EQ(day.size(), 1u);
  for (const char* text :
       {"The council met on June 13.", "A reunião foi em 13 de junho.", "Họp sáng nay (13.6)."}) {
    EXPECT_EQ(DaysOf(SketchOf(text)), day) << text;
  }
  EXPECT_TRUE(DaysOf(SketchOf("Đại biểu thông qua với hơn 2/3 số phiếu.")).empty());
}

TEST(MakeSketch, DaysSaturateAsWordsDo) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "ngày 13/6, ";
  const std::vector<Term> days = DaysOf(SketchOf(text));
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
