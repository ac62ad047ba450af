#include "engine/text/background.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/atomic_file.h"
#include "engine/base/hash.h"
#include "engine/text/tokenize.h"
#include "simdjson.h"
#include "tests/text/language_samples.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<Token> Tokens(std::string_view text) {
  TokenizedText tokenized;
  Tokenize(text, &tokenized);
  return tokenized.tokens;
}

uint64_t KeyOf(std::string_view word) { return Hash64(NormalizeKey(word)); }

std::string TablesFolder() { return std::string(SAMESTORY_SOURCE_DIR) + "/corpus/background"; }

const Background& Shipped() {
  static const std::unique_ptr<Background> background = [] {
    auto opened = Background::Open(TablesFolder());
    return opened.ok() ? *std::move(opened) : Background::None();
  }();
  return *background;
}

std::string_view DetectShipped(std::string_view text) {
  return Shipped().Code(Shipped().Detect(Tokens(text)));
}

class BackgroundFiles : public testing::Test {
 protected:
  BackgroundFiles()
      : folder_(fs::path(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~BackgroundFiles() override { fs::remove_all(folder_); }
  std::string Write(const std::string& name, std::string_view bytes) {
    EXPECT_TRUE(WriteFile(folder_ / name, bytes).ok());
    return folder_ / name;
  }
  std::unique_ptr<Background> Open() {
    auto opened = Background::Open(folder_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened.ok() ? *std::move(opened) : nullptr;
  }

  fs::path folder_;
};

constexpr std::string_view kUpText = "uno dos tres uno dos tres uno dos tres casa casa";

TEST_F(BackgroundFiles, FrequenciesComeFromTheTableAndTheFloorIsHalfItsSmallest) {
  Write("xx.tsv", "# of nobody\nuno\t50000000\ndos\t2000000\ntres\t4000\n");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_EQ(background->Code(0), "xx");
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("uno")), 0.05);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("UNO")), 0.05);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("tres")), 4e-6);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("cuatro")), 2e-6);
}

TEST_F(BackgroundFiles, WordsOfOneKeyAreAddedUp) {
  // Composed, decomposed and in capitals: one word.
  Write("vi.tsv", "h\u00F2a\t1000\nho\u0300a\t200\nH\u00D2A\t30\nbình\t500\n");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("h\u00F2a")), 1230e-9);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("none")), 250e-9);
}

TEST_F(BackgroundFiles, MalformedLinesArePassedOver) {
  Write("xx.tsv",
        "\xEF\xBB\xBFuno\t50000000\r\n\n\t7\nno tab\ndos\t\ndos\t-5\ndos\t1.5\ndos\t0\ndos\t1000000001\n"
        "dos\t99999999999999999999\ndos\t3\t4\nd\xFFs\t5\n#dos\t6\ntres\t8000");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("uno")), 0.05);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("tres")), 8e-6);
  for (const std::string_view word : {"dos", "d\xFFs", "no tab", "#dos"}) {
    EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf(word)), 4e-6) << word;
  }
}

TEST_F(BackgroundFiles, AFrequencyStaysBelowOne) {
  Write("xx.tsv", "uno\t1000000000\nUNO\t1000000000\n");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_LT(background->Frequency(0, KeyOf("uno")), 1);
  EXPECT_GT(background->Frequency(0, KeyOf("dos")), 0);
}

TEST_F(BackgroundFiles, SaysWhatIsWrongWithAFolderOrATable) {
  EXPECT_EQ(Background::Open(folder_).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Background::Open(folder_ / "none").status().code(), absl::StatusCode::kNotFound);
  Write("README.md", "uno\t5\n");
  fs::create_directory(folder_ / "aa.tsv");
  fs::create_symlink("nothing", folder_ / "bb.tsv");
  EXPECT_EQ(Background::Open(folder_).status().code(), absl::StatusCode::kNotFound);
  Write("good.tsv", "uno\t5\n");
  EXPECT_TRUE(Background::Open(folder_).ok());
  fs::create_symlink("round.tsv", folder_ / "round.tsv");  // cannot be looked at, and may be a table
  EXPECT_THAT(std::string(Background::Open(folder_).status().message()), HasSubstr("round.tsv: cannot read"));
  fs::remove(folder_ / "round.tsv");
  for (const std::string_view bytes :
       {std::string_view(""), std::string_view("# only\n"), std::string_view("\0\t\n", 3)}) {
    const std::string path = Write("worse.tsv", bytes);
    for (const auto& opened : {Background::Open(folder_).status(), Background::OpenTable(path).status()}) {
      EXPECT_EQ(opened.code(), absl::StatusCode::kInvalidArgument);
      EXPECT_THAT(std::string(opened.message()), HasSubstr("worse.tsv"));
    }
  }
}

TEST_F(BackgroundFiles, OneTableIsTheLanguageOfEverything) {
  const std::string path = Write("tlh.words.tsv", "nuq\t7000\n");
  const auto background = Background::OpenTable(path);
  ASSERT_TRUE(background.ok());
  EXPECT_EQ((*background)->Detect(Tokens(kUpText)), 0);
  EXPECT_EQ((*background)->Code(0), "tlh");
  EXPECT_EQ((*background)->Code(1), "und");
  EXPECT_EQ((*background)->Detect(Tokens("a b c d e f g h i")), Background::kUnknown);
  EXPECT_EQ((*background)->Detect(Tokens("1 2 3 4 5 6 7 8 9 10 11 a")), Background::kUnknown);
  EXPECT_DOUBLE_EQ((*background)->Frequency(0, KeyOf("nuq")), 7e-6);
  EXPECT_DOUBLE_EQ((*background)->Frequency(Background::kUnknown, KeyOf("nuq")), 1e-5);
  EXPECT_EQ(Background::OpenTable(folder_ / "none.tsv").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(BackgroundFiles, EqualEvidenceGoesToTheFirstCode) {
  const std::string_view table = "uno\t50000000\ndos\t20000000\ntres\t4000000\n";
  for (const char* name : {"pt-BR.tsv", "zz.tsv", "pt.tsv", "xx.tsv"}) Write(name, table);
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_EQ(background->Code(0), "pt");
  EXPECT_EQ(background->Code(1), "pt-BR");
  EXPECT_EQ(background->Detect(Tokens(kUpText)), 0);
  Write("zz.tsv", "uno\t50000000\ndos\t20000000\ntres\t4000000\ncasa\t3000000\n");
  const auto better = Open();
  EXPECT_EQ(better->Code(better->Detect(Tokens(kUpText))), "zz");
}

TEST_F(BackgroundFiles, FewOrRepeatedWordsAreNoLanguage) {
  Write("xx.tsv", "uno\t50000000\ndos\t20000000\ntres\t4000000\n");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_EQ(background->Detect(Tokens("uno dos tres uno dos tres uno dos tres")), Background::kUnknown);
  EXPECT_EQ(background->Detect(Tokens("uno dos tres uno dos tres uno dos tres uno")), 0);
  EXPECT_EQ(background->Detect(Tokens("uno dos uno dos uno dos uno dos uno dos uno dos")),
            Background::kUnknown);
  EXPECT_EQ(background->Detect({}), Background::kUnknown);
}

TEST_F(BackgroundFiles, ATableThatIsRemovedAfterOpeningIsStillRead) {
  const std::string path = Write("xx.tsv", "uno\t50000000\n");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  fs::remove(path);
  EXPECT_DOUBLE_EQ(background->Frequency(0, KeyOf("uno")), 0.05);
}

TEST_F(BackgroundFiles, ThreadsMayBeTheFirstTogether) {
  Write("xx.tsv", "uno\t50000000\ndos\t20000000\n");
  for (int round = 0; round < 20; ++round) {
    const auto background = Open();
    ASSERT_NE(background, nullptr);
    std::atomic<int> right = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { right += background->Frequency(0, KeyOf("dos")) == 0.02; });
      }
    }
    EXPECT_EQ(right, 4);
  }
}

constexpr double kUno = .05, kDos = .002, kTres = 4e-6;
constexpr std::string_view kThreeWords = "uno\t50000000\ndos\t2000000\ntres\t4000\n";

double PairOf(const Background& background, Background::Language language, std::string_view first,
              std::string_view second, double first_frequency, double second_frequency) {
  return background.PairFrequency(language, KeyOf(first), KeyOf(second), first_frequency, second_frequency);
}

TEST_F(BackgroundFiles, ACountedPairWinsAndAnyOtherIsNoCommonerThanTheRarest) {
  Write("xx.tsv", kThreeWords);
  Write("xx.pairs.tsv", "# of nobody\nuno dos\t3000\nUNO Tres\t40\n");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "uno", "dos", kUno, kDos), 3e-6);
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "UNO", "dos", 1e-9, 1e-9), 3e-6) << "whatever would be expected";
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "uno", "tres", kUno, kTres), 4e-8);
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "dos", "uno", kDos, kUno), 4e-8)
      << "the other way about is not counted";
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "dos", "tres", 1e-6, 1e-6), 2e-11)
      << "the estimate, where it is less";
}

TEST_F(BackgroundFiles, WithoutATableOfPairsTheyAreEstimated) {
  Write("xx.tsv", kThreeWords);
  Write("xx.pairs.tsv", "uno dos\t3000\n");
  const std::string other = Write("yy.tsv", kThreeWords);
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  ASSERT_EQ(background->Code(1), "yy");
  const auto none = Background::None();
  const auto one = Background::OpenTable(other);
  ASSERT_TRUE(one.ok());
  struct Where {
    const Background& background;
    Background::Language language;
  };
  for (const Where& where : {Where{*background, 1},
                             {*background, Background::kUnknown},
                             {*background, 2},
                             {*none, Background::kUnknown},
                             {**one, 0}}) {
    const auto estimate = [&](double first, double second) {
      return PairOf(where.background, where.language, "uno", "dos", first, second);
    };
    EXPECT_DOUBLE_EQ(estimate(kUno, kDos), kDos / 5) << "a fifth of the rarer";
    EXPECT_DOUBLE_EQ(estimate(kDos, kUno), kDos / 5);
    EXPECT_DOUBLE_EQ(estimate(1e-4, 1e-5), 2e-8) << "twenty times the product";
  }
}

TEST_F(BackgroundFiles, ATableOfPairsIsNoLanguage) {
  Write("xx.pairs.tsv", "uno dos\t3000\n");
  EXPECT_EQ(Background::Open(folder_).status().code(), absl::StatusCode::kNotFound);
  Write("xx.tsv", kThreeWords);
  Write("zz.pairs.tsv", "uno dos\t3000\n");  // of a language without a table
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_EQ(background->Code(0), "xx");
  EXPECT_EQ(background->Code(1), "und");
}

TEST_F(BackgroundFiles, MalformedPairsArePassedOver) {
  Write("xx.tsv", kThreeWords);
  Write("xx.pairs.tsv",
        "\xEF\xBB\xBFuno dos\t3000\r\n\n\t5\nuno tres\nuno tres\t\nuno tres\t0\nuno tres\t-7\nuno tres\t1.5\n"
        "uno tres\t1000000001\ntres\t2\nuno\t1\nuno\ttres\t6\nuno tr\xFFs\t7\n#uno tres\t8\ndos tres\t900");
  const auto background = Open();
  ASSERT_NE(background, nullptr);
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "uno", "dos", kUno, kDos), 3e-6);
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "dos", "tres", kDos, kTres), 9e-7);
  EXPECT_DOUBLE_EQ(PairOf(*background, 0, "uno", "tres", kUno, kDos), 9e-7) << "the rarest is dos tres";
}

TEST_F(BackgroundFiles, SaysWhichTableOfPairsHoldsNone) {
  Write("xx.tsv", kThreeWords);
  for (const std::string_view bytes : {"", "# only\n", "uno dos\n", "uno dos\t0\n"}) {
    Write("xx.pairs.tsv", bytes);
    const auto opened = Background::Open(folder_);
    EXPECT_EQ(opened.status().code(), absl::StatusCode::kInvalidArgument) << bytes;
    EXPECT_THAT(std::string(opened.status().message()), HasSubstr("xx.pairs.tsv"));
  }
}

TEST(Background, NoneKnowsNothing) {
  const auto none = Background::None();
  EXPECT_EQ(none->Detect(Tokens(kUpText)), Background::kUnknown);
  EXPECT_EQ(none->Code(Background::kUnknown), "und");
  EXPECT_DOUBLE_EQ(none->Frequency(Background::kUnknown, 1), 1e-5);
}

TEST(ShippedTables, TellTheSamplesApart) {
  ASSERT_TRUE(Background::Open(TablesFolder()).ok());
  std::set<std::string_view> codes;
  for (const LanguageSample& sample : LanguageSamples()) {
    EXPECT_EQ(DetectShipped(sample.text), sample.code);
    codes.insert(sample.code);
  }
  for (Background::Language language = 0; Shipped().Code(language) != "und"; ++language) {
    EXPECT_EQ(codes.count(Shipped().Code(language)), 1u) << "no sample for " << Shipped().Code(language);
  }
}

TEST(ShippedTables, HalfASampleIsEnough) {
  int right = 0;
  for (const LanguageSample& sample : LanguageSamples()) {
    std::vector<Token> tokens = Tokens(sample.text);
    tokens.resize(tokens.size() / 2);
    right += Shipped().Code(Shipped().Detect(tokens)) == sample.code;
  }
  EXPECT_GE(right, static_cast<int>(LanguageSamples().size()) - 2);
}

TEST(ShippedTables, NoiseAndLanguagesWithoutATableAreUnknown) {
  for (
      const std::string_view text : {
          "xqz wvrt plm nbgh tyuj kkls qwer zxcv poiu mnbv lkjh gfds asdf trew yuio hjkl",
          "Nguyen Smith Garcia Müller Rossi Tanaka Ivanov Kowalski Andersson Hansen Nielsen Dubois "
          "Papadopoulos",
          "2025 01 15 19 16 3 4 5 6 7 8 9 10 11 12 13 14",
          // Swahili, Thai, Georgian and Armenian
          "Kivuko kati ya visiwa viwili kilisimama Jumanne asubuhi kwa sababu ya upepo mkali. Abiria wapatao "
          "arobaini walisubiri kwa zaidi ya saa tatu bandarini. Hakuna aliyejeruhiwa, alisema nahodha.",
          "เรือข้ามฟากระหว่างสองเกาะหยุดให้บริการในเช้าวันอังคารเพราะลมแรง ผู้โดยสารประมาณสี่สิบคนรออยู่ที่ท่าเรือนานกว่าสามชั่วโมง",
          "ორ კუნძულს შორის მოძრავი ბორანი სამშაბათს დილით ძლიერი ქარის გამო გაჩერდა და დაახლოებით ორმოცი "
          "მგზავრი იცდიდა",
          "Երկու կղզիների միջև լաստանավը երեքշաբթի առավոտյան կանգ առավ ուժեղ քամու պատճառով և ուղևորները "
          "սպասեցին ժամեր",
      }) {
    EXPECT_EQ(DetectShipped(text), "und") << text;
  }
}

TEST(ShippedTables, FrequenciesAreThoseOfRunningText) {
  const auto language_of = [](std::string_view code) {
    Background::Language language = 0;
    while (Shipped().Code(language) != code && Shipped().Code(language) != "und") ++language;
    return language;
  };
  const Background::Language vi = language_of("vi"), en = language_of("en");
  EXPECT_GT(Shipped().Frequency(vi, KeyOf("của")), 0.005);
  EXPECT_GT(Shipped().Frequency(vi, KeyOf("Của")), 0.005);
  EXPECT_GT(Shipped().Frequency(en, KeyOf("The")), 0.03);
  EXPECT_GT(Shipped().Frequency(en, KeyOf("minister")), 1e-5);
  EXPECT_LT(Shipped().Frequency(en, KeyOf("minister")), 1e-3);
  // Numbers are in the tables too: a year is far more common than another number of four digits.
  EXPECT_GT(Shipped().Frequency(vi, KeyOf("2019")), 10 * Shipped().Frequency(vi, KeyOf("8347")));
  for (Background::Language language = 0; Shipped().Code(language) != "und"; ++language) {
    const double floor = Shipped().Frequency(language, KeyOf("qxzzyqw"));
    EXPECT_GT(floor, 1e-7) << Shipped().Code(language);
    EXPECT_LT(floor, 1e-5) << Shipped().Code(language);
  }
}

// Share of a data set's articles told right; the data is not part of the project.
void ExpectShareTold(const std::string& set, std::string_view code) {
  const char* const shared = std::getenv("SAMESTORY_SHARED_DATA");
  const fs::path folder = shared != nullptr ? shared : fs::path(SAMESTORY_SOURCE_DIR) / "../shared/data";
  const fs::path path = folder / set / "articles.jsonl";
  if (!fs::exists(path)) {
    const char* const ci = std::getenv("CI");
    if (ci != nullptr && std::string_view(ci) == "true") FAIL() << path << " is missing";
    GTEST_SKIP() << path << " is not here";
  }
  simdjson::ondemand::parser parser;
  const auto bytes = simdjson::padded_string::load(path.string());
  ASSERT_EQ(bytes.error(), simdjson::SUCCESS);
  simdjson::ondemand::document_stream articles;
  ASSERT_EQ(parser.iterate_many(bytes.value_unsafe(), 1 << 24).get(articles), simdjson::SUCCESS);
  int total = 0, right = 0;
  for (auto article : articles) {
    std::string_view text;
    ASSERT_EQ(article["text"].get(text), simdjson::SUCCESS);
    ++total;
    right += DetectShipped(text) == code;
  }
  testing::Test::RecordProperty("articles", total);
  testing::Test::RecordProperty("right", right);
  EXPECT_GT(total, 100);
  EXPECT_GE(right, 0.995 * total) << right << " of " << total;
}

TEST(ShippedTables, TellVietnameseNews) { ExpectShareTold("ktlab", "vi"); }
TEST(ShippedTables, TellEnglishNews) { ExpectShareTold("basil", "en"); }
TEST(ShippedTables, TellPortugueseNews) { ExpectShareTold("cstnews", "pt"); }

}  // namespace
}  // namespace samestory
