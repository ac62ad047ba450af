#include "engine/pipeline/outlet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/pipeline/corpus.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

TEST(OutletKey, IsOneForAllNamesOfAnOutlet) {
  for (const char* name :
       {"Meridian Wire", "meridian-wire", "MERIDIAN_WIRE", "meridianwire", "www.meridianwire.co.uk",
        "meridianwire.co.uk", "meridianwire.com", "Meridian-Wire.com.vn", "WWW.MeridianWire.VN",
        "meridianwire.info.pl", "  Meridian   Wire!  ", "\"Meridian Wire\""}) {
    EXPECT_EQ(OutletKey(name), "meridianwire") << name;
  }
  EXPECT_EQ(OutletKey("Meridian Wire, Inc."), "meridianwireinc") << "a name of its own";
}

TEST(OutletKey, OnlyAHostsEndingGoes) {
  EXPECT_EQ(OutletKey("ledger.example"), "ledger");
  EXPECT_EQ(OutletKey("ledger.org.example"), "ledger") << "a generic label before a country's";
  EXPECT_EQ(OutletKey("sport.ledger.example"), "sportledger") << "other labels are part of the name";
  EXPECT_EQ(OutletKey("com.vn"), "com") << "nothing is left but that";
  EXPECT_EQ(OutletKey("www.vn"), "vn");
  EXPECT_EQ(OutletKey("wwwledger.example"), "wwwledger");
  EXPECT_EQ(OutletKey("Ledger vol. 2"), "ledgervol2") << "a space: no host";
  EXPECT_EQ(OutletKey("Ledger."), "ledger");
  EXPECT_EQ(OutletKey(".ledger"), "ledger");
  EXPECT_EQ(OutletKey("ledger"), "ledger");
  EXPECT_EQ(OutletKey("24h.example"), "24h");
}

TEST(OutletKey, LettersBeyondAsciiStay) {
  EXPECT_EQ(OutletKey("Báo Lam Khê"), "báolamkhê");
  EXPECT_NE(OutletKey("Báo Lam Khê"), OutletKey("Bao Lam Khe"));
  EXPECT_EQ(OutletKey("Báo.vn"), "báovn") << "no host name as DNS has it";
  EXPECT_EQ(OutletKey("新潮 日報"), "新潮日報");
}

TEST(OutletKey, NamesWithoutLettersStayApart) {
  EXPECT_EQ(OutletKey(""), "");
  for (const char* name : {".", "-", "...", "?!", " ", "-.-"}) EXPECT_EQ(OutletKey(name), name);
}

TEST(OutletKey, OfAnyBytesIsTheSameForBothCasesAndNeverEmpty) {
  std::mt19937 random(81);
  const std::string_view letters =
      "aZ09.-_ w\xc3\xa1\xff\0"
      "co";
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string name;
    for (uint32_t i = random() % 12 + 1; i > 0; --i) name += letters[random() % letters.size()];
    const std::string key = OutletKey(name);
    ASSERT_FALSE(key.empty()) << testing::PrintToString(name);
    ASSERT_LE(key.size(), name.size());
    std::string upper = name;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    ASSERT_EQ(OutletKey(upper), key) << testing::PrintToString(name);
  }
}

TEST(Corpus, ArticlesOfOneOutletHaveOneNumberByWhateverName) {
  TemporaryFolder folder;
  std::string lines;
  for (const char* source :
       {"Meridian Wire", "meridianwire.example", "www.meridianwire.example", "Ledger", "", ""}) {
    lines += R"({"id":"a)" + std::to_string(lines.size()) + R"(","text":"Rice exports rose.","source":")" +
             source + "\"}\n";
  }
  Config config;
  config.threads = 1;
  const absl::StatusOr<Corpus> corpus = Corpus::Open({folder.Write("a.jsonl", lines)}, config);
  ASSERT_TRUE(corpus.ok()) << corpus.status();
  const MatchInput input = corpus->match_input();
  std::vector<uint32_t> numbers;
  for (uint32_t i = 0; i < corpus->size(); ++i) numbers.push_back(input.contexts[i].outlet);
  std::sort(numbers.begin(), numbers.end());
  ASSERT_EQ(numbers.size(), 6u);
  EXPECT_EQ(std::count(numbers.begin(), numbers.end(), 0u), 2) << "not known: of no outlet";
  EXPECT_EQ(std::set<uint32_t>(numbers.begin(), numbers.end()).size(), 3u);
}

}  // namespace
}  // namespace samestory
