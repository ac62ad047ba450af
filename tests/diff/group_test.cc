#include "engine/diff/group.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/diff/texts.h"

namespace samestory {
namespace {

class Groups : public testing::TestWithParam<uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Groups, testing::Range(0u, 100u));

// Whatever joined in which order: no sentence stands in a row without a link to every other article of it, and
// the row's pairs together are as like as aligned ones have to be.
TEST_P(Groups, CompleteLinkageAndLikeOnTheWhole) {
  std::mt19937 random(GetParam());
  const std::vector<std::string> source = RandomSentences(random, 12);
  std::vector<DiffDocument> documents = {Join(source).document};
  for (int k = 0; k < 4; ++k) documents.push_back(Join(Rewrite(random, source)).document);
  std::vector<const DiffDocument*> pointers;
  for (const DiffDocument& document : documents) pointers.push_back(&document);
  const TermSpace space = BuildTermSpace(pointers);
  const CollateOptions options;
  bool degraded = false;
  std::vector<Alignment> alignments;
  for (uint32_t a = 0; a < documents.size(); ++a) {
    for (uint32_t b = a + 1; b < documents.size(); ++b) {
      alignments.push_back({a, b, AlignSentences(space, a, b, options, &degraded)});
    }
  }
  const Links links(space, alignments, options.near_likeness);
  size_t sentences = 0, joined = 0;
  for (const SentenceGroup& group : GroupSentences(space, alignments, links, &degraded)) {
    sentences += group.size();
    joined += group.size() > 1;
    double surplus = 0;
    for (const SentenceRef& a : group) {
      std::map<uint32_t, bool> linked;  // by article
      for (const SentenceRef& b : group) {
        if (a.document == b.document) continue;
        surplus += links.Surplus(a, b);
        linked[b.document] = linked[b.document] || links.Linked(a, b);
      }
      for (const auto& [document, any] : linked) EXPECT_TRUE(any) << document;
    }
    EXPECT_GE(surplus, -1e-9);
  }
  size_t expected = 0;
  for (const DiffDocument& document : documents) expected += document.sentences.size();
  EXPECT_EQ(sentences, expected);
  if (source.size() > 3) {
    EXPECT_GT(joined, 0u);
  }
}

}  // namespace
}  // namespace samestory
