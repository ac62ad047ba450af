#include "engine/diff/edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

namespace samestory {
namespace {

// Scripts as readers see them: "a [-b c-] {+x+} d". Commas weigh .05, "and" and "of" 3, other words 8.
class Script {
 public:
  std::string operator()(const std::string& a, const std::string& b) {
    const std::vector<uint32_t> left = Terms(a), right = Terms(b);
    const EditSides sides{left, right, weights_, 8};
    bool degraded = false;
    std::vector<EditRun> runs = RunsOfMatches(sides, MatchTokens(left, right, 2'000'000, &degraded));
    CleanUp(sides, &runs);
    std::string out;
    for (const EditRun& run : runs) {
      if (run.kept) out += Words(left, run.a_begin, run.a_end) + " ";
      if (run.kept) continue;
      if (run.a_begin < run.a_end) out += "[-" + Words(left, run.a_begin, run.a_end) + "-] ";
      if (run.b_begin < run.b_end) out += "{+" + Words(right, run.b_begin, run.b_end) + "+} ";
    }
    if (!out.empty()) out.pop_back();
    return out;
  }

 private:
  std::vector<uint32_t> Terms(const std::string& text) {
    std::istringstream stream(text);
    std::vector<uint32_t> terms;
    for (std::string word; stream >> word;) {
      const auto [entry, is_new] = numbers_.emplace(word, static_cast<uint32_t>(words_.size()));
      terms.push_back(entry->second);
      if (!is_new) continue;
      words_.push_back(word);
      weights_.push_back(word == "," || word == "." ? 0.05 : word == "and" || word == "of" ? 3 : 8);
    }
    return terms;
  }

  std::string Words(const std::vector<uint32_t>& side, uint32_t begin, uint32_t end) const {
    std::string out;
    for (uint32_t k = begin; k < end; ++k) out += (k == begin ? "" : " ") + words_[side[k]];
    return out;
  }

  std::map<std::string, uint32_t> numbers_;
  std::vector<std::string> words_;
  std::vector<double> weights_;
};

TEST(CleanUp, ALoneCommaDoesNotSplitAChange) {
  EXPECT_EQ(Script()("the red , tall tower fell", "the blue , low tower fell"),
            "the [-red , tall-] {+blue , low+} tower fell");
}

TEST(CleanUp, ALoneFunctionWordDoesNotSplitAChange) {
  EXPECT_EQ(Script()("they signed papers and maps at noon", "they signed books and bonds at noon"),
            "they signed [-papers and maps-] {+books and bonds+} at noon");
}

TEST(CleanUp, AContentWordDoesSplitAChange) {
  EXPECT_EQ(Script()("old Minh paid", "young Minh won"), "[-old-] {+young+} Minh [-paid-] {+won+}");
}

TEST(CleanUp, LightTokensBesideOneChangeOnlyStay) {
  EXPECT_EQ(Script()("first , second and third .", "first , other and third ."),
            "first , [-second-] {+other+} and third .");
}

TEST(CleanUp, InsertionsStandAtPhraseBoundaries) {
  // Plain scripts may as well say "rice {+, fish+} , salt" or "ri... ce".
  EXPECT_EQ(Script()("rice , salt", "rice , fish , salt"), "rice , {+fish ,+} salt");
  EXPECT_EQ(Script()("rice and salt", "rice and fish and salt"), "rice {+and fish+} and salt");
  EXPECT_EQ(Script()("rice", "rice rice"), "{+rice+} rice");
}

TEST(CleanUp, AnOpenEndIsSeen) {
  EXPECT_EQ(Script()("", ""), "");
  EXPECT_EQ(Script()("", "a b"), "{+a b+}");
  EXPECT_EQ(Script()("a b", ""), "[-a b-]");
  EXPECT_EQ(Script()("a b", "a b"), "a b");
}

TEST(CleanUp, RunsStayAValidScript) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<uint32_t> a, b;
    for (size_t k = random() % 20; k > 0; --k) a.push_back(static_cast<uint32_t>(random() % 5));
    for (size_t k = random() % 20; k > 0; --k) b.push_back(static_cast<uint32_t>(random() % 5));
    const std::vector<double> weights = {0, 0.05, 3, 8, 8};
    const EditSides sides{a, b, weights, 7};
    bool degraded = false;
    std::vector<EditRun> runs = RunsOfMatches(sides, MatchTokens(a, b, 2'000'000, &degraded));
    CleanUp(sides, &runs);
    uint32_t at_a = 0, at_b = 0;
    for (size_t k = 0; k < runs.size(); ++k) {
      const EditRun& run = runs[k];
      ASSERT_TRUE(run.a_begin == at_a && run.b_begin == at_b && run.a_end >= at_a && run.b_end >= at_b);
      if (k > 0) {
        ASSERT_NE(run.kept, runs[k - 1].kept);
      }
      if (run.kept) {
        ASSERT_EQ(run.a_end - at_a, run.b_end - at_b);
        for (uint32_t t = 0; t < run.a_end - at_a; ++t) ASSERT_EQ(a[at_a + t], b[at_b + t]);
      }
      at_a = run.a_end;
      at_b = run.b_end;
    }
    ASSERT_EQ(at_a, a.size());
    ASSERT_EQ(at_b, b.size());
  }
}

}  // namespace
}  // namespace samestory
