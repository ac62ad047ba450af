// The laws of a collation, on generated articles and their rewritings.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/diff/collation.h"
#include "tests/diff/texts.h"

namespace samestory {
namespace {

std::vector<TestText> Articles(uint32_t seed) {
  std::mt19937 random(seed);
  const std::vector<std::string> source = RandomSentences(random, static_cast<int>(random() % 16));
  std::vector<TestText> texts = {Join(source)};
  const size_t others = random() % 5;
  for (size_t k = 0; k < others; ++k) {
    texts.push_back(random() % 8 == 0 ? Join(RandomSentences(random, static_cast<int>(random() % 10)))
                                      : Join(Rewrite(random, source)));
  }
  return texts;
}

std::vector<uint64_t> Keys(const DiffDocument& document, uint32_t sentence, uint32_t start, uint32_t end) {
  std::vector<uint64_t> keys;
  const DiffSentence& held = document.sentences[sentence];
  for (uint32_t k = 0; k < held.token_count; ++k) {
    const DiffToken& token = document.tokens[held.first_token + k];
    if (token.start >= start && token.end <= end) keys.push_back(token.key);
  }
  return keys;
}

void ExpectCover(const std::vector<DiffDocument>& documents, const Collation& collation) {
  std::set<std::pair<uint32_t, uint32_t>> seen;
  for (const Row& row : collation.rows) {
    ASSERT_FALSE(row.cells.empty());
    for (size_t k = 0; k < row.cells.size(); ++k) {
      const Cell& cell = row.cells[k];
      EXPECT_TRUE(seen.emplace(cell.article, cell.sentence).second) << "a sentence stands in two rows";
      EXPECT_EQ(cell.start, documents[cell.article].sentences[cell.sentence].start);
      EXPECT_EQ(cell.end, documents[cell.article].sentences[cell.sentence].end);
      if (k > 0) {
        EXPECT_LT(std::pair(row.cells[k - 1].article, row.cells[k - 1].sentence),
                  std::pair(cell.article, cell.sentence));
      }
    }
  }
  size_t sentences = 0;
  for (const DiffDocument& document : documents) sentences += document.sentences.size();
  EXPECT_EQ(seen.size(), sentences);
}

void ExpectScript(const std::vector<DiffDocument>& documents, const Cell& a, const Cell& b,
                  const std::vector<EditOp>& ops) {
  uint32_t at_a = a.start, at_b = b.start;
  for (const EditOp& op : ops) {
    EXPECT_EQ(op.a_start, at_a);
    EXPECT_EQ(op.b_start, at_b);
    EXPECT_LE(op.a_start, op.a_end);
    EXPECT_LE(op.b_start, op.b_end);
    at_a = op.a_end;
    at_b = op.b_end;
    if (op.op == '-') {
      EXPECT_TRUE(op.b_start == op.b_end && op.a_start < op.a_end);
    }
    if (op.op == '+') {
      EXPECT_TRUE(op.a_start == op.a_end && op.b_start < op.b_end);
    }
    if (op.op != '=') continue;
    EXPECT_EQ(Keys(documents[a.article], a.sentence, op.a_start, op.a_end),
              Keys(documents[b.article], b.sentence, op.b_start, op.b_end));
  }
  EXPECT_EQ(at_a, a.end);
  EXPECT_EQ(at_b, b.end);
}

void ExpectEdits(const std::vector<DiffDocument>& documents, const Row& row) {
  size_t pairs = 0;
  bool all_same = true;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    for (size_t j = i + 1; j < row.cells.size(); ++j) {
      if (row.cells[i].article == row.cells[j].article) continue;
      ASSERT_LT(pairs, row.edits.size());
      const CellEdits& edits = row.edits[pairs++];
      EXPECT_EQ(edits.a, i);
      EXPECT_EQ(edits.b, j);
      ExpectScript(documents, row.cells[i], row.cells[j], edits.ops);
      all_same = all_same && std::all_of(edits.ops.begin(), edits.ops.end(),
                                         [](const EditOp& op) { return op.op == '='; });
    }
  }
  EXPECT_EQ(pairs, row.edits.size());
  EXPECT_EQ(row.kind == RowKind::kOnly, pairs == 0);
  EXPECT_EQ(row.kind == RowKind::kSame, pairs > 0 && all_same);
  if (pairs == 0) {
    EXPECT_EQ(row.cells.size(), 1u);
  }
}

std::vector<uint32_t> Numbers(size_t count) {
  std::vector<uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0u);
  return numbers;
}

class Laws : public testing::TestWithParam<uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Laws, testing::Range(0u, 150u));

TEST_P(Laws, EverySentenceOnceEveryScriptWhole) {
  const std::vector<DiffDocument> documents = Documents(Articles(GetParam()));
  const auto collation = Collate(documents, {});
  ASSERT_TRUE(collation.ok()) << collation.status();
  ExpectCover(documents, *collation);
  for (const Row& row : collation->rows) ExpectEdits(documents, row);
  EXPECT_FALSE(collation->degraded);
}

// With two documents this is the mirror law.
TEST_P(Laws, RowsDoNotDependOnTheOrderOfTheInputs) {
  const std::vector<DiffDocument> documents = Documents(Articles(GetParam()));
  const std::string expected = Canonical(*Collate(documents, {}), Numbers(documents.size()));
  std::mt19937 random(GetParam());
  for (int round = 0; round < 4; ++round) {
    std::vector<uint32_t> names = Numbers(documents.size());
    std::shuffle(names.begin(), names.end(), random);
    std::vector<DiffDocument> shuffled;
    for (const uint32_t name : names) shuffled.push_back(documents[name]);
    CollateOptions options;
    options.base = static_cast<uint32_t>(random() % documents.size());
    EXPECT_EQ(Canonical(*Collate(shuffled, options), names), expected);
  }
}

TEST_P(Laws, TheBasesOrderLeads) {
  const std::vector<DiffDocument> documents = Documents(Articles(GetParam()));
  for (uint32_t base = 0; base < documents.size(); ++base) {
    CollateOptions options;
    options.base = base;
    const Collation collation = *Collate(documents, options);
    int64_t last = -1;
    for (const Row& row : collation.rows) {
      const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                     [&](const Cell& held) { return held.article == base; });
      if (cell == row.cells.end()) continue;
      EXPECT_GT(static_cast<int64_t>(cell->sentence), last);
      last = cell->sentence;
    }
  }
}

TEST_P(Laws, SentencesOfOneArticleOnlyFollowTheirPredecessor) {
  const std::vector<DiffDocument> documents = Documents(Articles(GetParam()));
  const Collation collation = *Collate(documents, {});
  std::map<std::pair<uint32_t, uint32_t>, size_t> row_of;
  std::set<std::pair<uint32_t, uint32_t>> moved;
  for (size_t r = 0; r < collation.rows.size(); ++r) {
    for (const Cell& cell : collation.rows[r].cells) {
      row_of[{cell.article, cell.sentence}] = r;
      if (cell.moved) moved.emplace(cell.article, cell.sentence);
    }
  }
  for (size_t r = 0; r < collation.rows.size(); ++r) {
    if (collation.rows[r].kind != RowKind::kOnly) continue;
    const Cell& cell = collation.rows[r].cells[0];
    if (cell.sentence > 0 && !moved.contains({cell.article, cell.sentence - 1})) {
      EXPECT_LT((row_of[{cell.article, cell.sentence - 1}]), r);
    }
  }
}

TEST_P(Laws, AnArticleAgainstItselfIsAllSameAndNothingMoved) {
  const std::vector<TestText> texts = Articles(GetParam());
  const Collation collation = *Collate(std::vector<DiffDocument>(3, texts[0].document), {});
  EXPECT_EQ(collation.rows.size(), texts[0].document.sentences.size());
  for (const Row& row : collation.rows) {
    EXPECT_EQ(row.kind, RowKind::kSame);
    for (const Cell& cell : row.cells) EXPECT_FALSE(cell.moved);
  }
}

TEST_P(Laws, TightBoundsStillGiveValidScriptsAndSaySo) {
  const std::vector<DiffDocument> documents = Documents(Articles(GetParam()));
  CollateOptions options;
  options.max_edit_points = 4;
  const Collation collation = *Collate(documents, options);
  bool edited = false;
  for (const Row& row : collation.rows) {
    ExpectEdits(documents, row);
    edited = edited || row.kind == RowKind::kNear;
  }
  if (edited) {
    EXPECT_TRUE(collation.degraded);
  }
}

}  // namespace
}  // namespace samestory
