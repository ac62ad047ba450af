// The laws of what a collation says beside its rows: spelling, facts, blocks, main cells, passages. On generated
// articles whose words carry a tone (a digit), capitals, numbers and names.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/diff/collation.h"
#include "tests/diff/respelled.h"
#include "tests/diff/texts.h"

namespace samestory {
namespace {

std::string WithoutSpace(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\n'; });
  return out;
}

struct Collated {
  std::vector<TestText> articles;
  Collation collation;

  std::string_view Bytes(uint32_t article, uint32_t start, uint32_t end) const {
    return std::string_view(articles[article].text).substr(start, end - start);
  }

  std::vector<DiffToken> Tokens(uint32_t article, uint32_t start, uint32_t end) const {
    std::vector<DiffToken> tokens;
    for (const DiffToken& token : articles[article].document.tokens) {
      if (token.start >= start && token.end <= end) tokens.push_back(token);
    }
    return tokens;
  }

  std::vector<uint64_t> Words(uint32_t article, uint32_t start, uint32_t end) const {
    std::vector<uint64_t> words;
    for (const DiffToken& token : Tokens(article, start, end)) {
      if (!token.punctuation) words.push_back(token.key);
    }
    return words;
  }
};

class DetailLaws : public testing::TestWithParam<uint32_t> {
 protected:
  void SetUp() override {
    collated_.articles = RespelledArticles(GetParam());
    auto collation = Collate(Documents(collated_.articles), {});
    ASSERT_TRUE(collation.ok()) << collation.status();
    collated_.collation = *std::move(collation);
  }

  const std::vector<Row>& rows() const { return collated_.collation.rows; }

  Collated collated_;
};
INSTANTIATE_TEST_SUITE_P(Seeds, DetailLaws, testing::Range(0u, 150u));

bool AllOf(const std::vector<DiffToken>& a, const std::vector<DiffToken>& b, auto same) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

void ExpectKeptStep(const EditOp& op, const std::vector<DiffToken>& a, const std::vector<DiffToken>& b,
                    bool bytes_equal) {
  EXPECT_EQ(op.change == Change::kNone, bytes_equal);
  const auto uncased = [](const DiffToken& x, const DiffToken& y) { return x.uncased == y.uncased; };
  const auto otherwise = [](const DiffToken& x, const DiffToken& y) { return x.written != y.written; };
  if (op.change == Change::kCase) {
    EXPECT_TRUE(AllOf(a, b, uncased));
  }
  if (op.change != Change::kNone) {
    EXPECT_TRUE(op.change == Change::kCase || op.change == Change::kTone);
    EXPECT_TRUE(AllOf(a, b, otherwise)) << "a step of another spelling holds tokens of the same";
  }
}

TEST_P(DetailLaws, ClassesFitTheBytes) {
  for (const Row& row : rows()) {
    for (const CellEdits& edits : row.edits) {
      const uint32_t a = row.cells[edits.a].article, b = row.cells[edits.b].article;
      for (size_t k = 0; k < edits.ops.size(); ++k) {
        const EditOp& op = edits.ops[k];
        const auto tokens_a = collated_.Tokens(a, op.a_start, op.a_end);
        const auto tokens_b = collated_.Tokens(b, op.b_start, op.b_end);
        if (op.op == '=') {
          ExpectKeptStep(op, tokens_a, tokens_b,
                         WithoutSpace(collated_.Bytes(a, op.a_start, op.a_end)) ==
                             WithoutSpace(collated_.Bytes(b, op.b_start, op.b_end)));
          continue;
        }
        EXPECT_NE(op.change, Change::kNone);
        EXPECT_NE(op.change, Change::kCase) << "case never takes a word away";
        if (op.change == Change::kPunctuation) {
          for (const DiffToken& token : tokens_a) EXPECT_TRUE(token.punctuation);
          for (const DiffToken& token : tokens_b) EXPECT_TRUE(token.punctuation);
        }
        if (op.op == '-' && k + 1 < edits.ops.size() && edits.ops[k + 1].op == '+') {
          const EditOp& put = edits.ops[k + 1];
          EXPECT_EQ(op.change, put.change);
          if (op.change == Change::kTone) {
            EXPECT_TRUE(AllOf(tokens_a, collated_.Tokens(b, put.b_start, put.b_end),
                              [](const DiffToken& x, const DiffToken& y) {
                                return x.toneless == y.toneless && x.key != y.key;
                              }));
          }
        } else if (op.op == '-' || k == 0 || edits.ops[k - 1].op != '-') {
          EXPECT_NE(op.change, Change::kTone) << "nothing on the other side to have another tone";
        }
      }
    }
  }
}

TEST_P(DetailLaws, StepsAreAsLongAsTheyCanBe) {
  for (const Row& row : rows()) {
    for (const CellEdits& edits : row.edits) {
      for (size_t k = 1; k < edits.ops.size(); ++k) {
        const EditOp &before = edits.ops[k - 1], &op = edits.ops[k];
        EXPECT_FALSE(before.op == op.op && before.change == op.change);
        EXPECT_FALSE(before.op == '+' && op.op == '-' && before.change == op.change);
      }
    }
  }
}

TEST_P(DetailLaws, FactsLieInTheirCellsAndTheirVersionsDiffer) {
  for (const Row& row : rows()) {
    for (const Disagreement& found : row.disagreements) {
      std::map<uint32_t, uint64_t> value_of;  // by version
      std::set<uint32_t> articles;
      uint32_t next = 0;
      for (size_t k = 0; k < found.sides.size(); ++k) {
        const Disagreement::Side& side = found.sides[k];
        ASSERT_LT(side.cell, row.cells.size());
        const Cell& cell = row.cells[side.cell];
        EXPECT_GE(side.start, cell.start);
        EXPECT_LE(side.end, cell.end);
        if (k > 0) {
          EXPECT_LT(std::pair(found.sides[k - 1].cell, found.sides[k - 1].start),
                    std::pair(side.cell, side.start));
        }
        const DiffDocument& document = collated_.articles[cell.article].document;
        const auto fact =
            std::find_if(document.facts.begin(), document.facts.end(), [&](const DiffFact& held) {
              return held.kind == found.kind && document.tokens[held.first_token].start == side.start &&
                     document.tokens[held.first_token + held.token_count - 1].end == side.end;
            });
        // A figure that was not read as a fact stands for itself.
        const auto token =
            std::find_if(document.tokens.begin(), document.tokens.end(), [&](const DiffToken& held) {
              return held.figure != 0 && held.start == side.start && held.end == side.end;
            });
        ASSERT_TRUE(fact != document.facts.end() || token != document.tokens.end());
        const uint64_t value = fact != document.facts.end() ? fact->value : token->figure;
        EXPECT_LE(side.version, next) << "versions are numbered in the order of sides";
        next = std::max(next, side.version + 1);
        EXPECT_EQ(value_of.emplace(side.version, value).first->second, value);
        articles.insert(cell.article);
      }
      EXPECT_GE(value_of.size(), 2u);
      EXPECT_GE(articles.size(), 2u);
      std::set<uint64_t> values;
      for (const auto& [version, value] : value_of) EXPECT_TRUE(values.insert(value).second);
    }
  }
}

TEST_P(DetailLaws, OneMainCellAnArticle) {
  for (const Row& row : rows()) {
    std::map<uint32_t, int> mains;
    for (const Cell& cell : row.cells) mains[cell.article] += cell.main;
    for (const auto& [article, count] : mains) EXPECT_EQ(count, 1);
  }
}

TEST_P(DetailLaws, AsidesNeverMoveAndBlocksAreRunsOfMovedSentences) {
  std::vector<std::map<uint32_t, const Cell*>> cells(collated_.articles.size());  // by sentence
  for (const Row& row : rows()) {
    for (const Cell& cell : row.cells) cells[cell.article][cell.sentence] = &cell;
  }
  for (size_t article = 0; article < cells.size(); ++article) {
    uint32_t last = 0;
    bool goes_on = false;
    for (const auto& [sentence, cell] : cells[article]) {
      EXPECT_EQ(cell->aside, collated_.articles[article].document.sentences[sentence].aside);
      EXPECT_EQ(cell->block > 0, cell->moved);
      EXPECT_FALSE(cell->aside && cell->moved);
      if (cell->aside) continue;
      if (cell->moved) {
        EXPECT_TRUE(cell->block == last + 1 || (goes_on && cell->block == last));
        last = cell->block;
      }
      goes_on = cell->moved;
    }
  }
}

TEST_P(DetailLaws, PassagesAreRunsOfEqualWordsInsideSentences) {
  const std::vector<Passage>& passages = collated_.collation.passages;
  const auto inside_one = [&](uint32_t article, uint32_t start, uint32_t end) {
    const auto& sentences = collated_.articles[article].document.sentences;
    return std::any_of(sentences.begin(), sentences.end(), [&](const DiffSentence& sentence) {
      return sentence.start <= start && end <= sentence.end;
    });
  };
  for (size_t k = 0; k < passages.size(); ++k) {
    const Passage& p = passages[k];
    EXPECT_LT(p.a_article, p.b_article);
    EXPECT_TRUE(inside_one(p.a_article, p.a_start, p.a_end));
    EXPECT_TRUE(inside_one(p.b_article, p.b_start, p.b_end));
    const auto words = collated_.Words(p.a_article, p.a_start, p.a_end);
    EXPECT_EQ(words, collated_.Words(p.b_article, p.b_start, p.b_end));
    EXPECT_GE(words.size(), 6u);
    for (size_t j = 0; j < k; ++j) {
      const Passage& q = passages[j];
      EXPECT_LE(std::tie(q.a_article, q.a_start, q.b_article, q.b_start),
                std::tie(p.a_article, p.a_start, p.b_article, p.b_start));
      if (q.a_article != p.a_article || q.b_article != p.b_article) continue;
      EXPECT_TRUE(q.a_end <= p.a_start || p.a_end <= q.a_start);
      EXPECT_TRUE(q.b_end <= p.b_start || p.b_end <= q.b_start);
    }
  }
}

TEST_P(DetailLaws, NoWordOfOneSidesPassageIsKeptAgainstTheOther) {
  for (const Passage& p : collated_.collation.passages) {
    for (const Row& row : rows()) {
      for (const CellEdits& edits : row.edits) {
        if (row.cells[edits.a].article != p.a_article || row.cells[edits.b].article != p.b_article) continue;
        for (const EditOp& op : edits.ops) {
          EXPECT_FALSE(op.op == '=' && op.a_start < p.a_end && p.a_start < op.a_end && op.b_start < p.b_end &&
                       p.b_start < op.b_end);
        }
      }
    }
  }
}

// Everything said, whatever the order of the inputs; with two articles the mirror law.
TEST_P(DetailLaws, NothingDependsOnTheOrderOfTheInputs) {
  const std::vector<DiffDocument> documents = Documents(collated_.articles);
  std::vector<uint32_t> names(documents.size());
  std::iota(names.begin(), names.end(), 0u);
  const std::string expected = Canonical(collated_.collation, names);
  std::mt19937 random(GetParam());
  for (int round = 0; round < 4; ++round) {
    std::shuffle(names.begin(), names.end(), random);
    std::vector<DiffDocument> shuffled;
    for (const uint32_t name : names) shuffled.push_back(documents[name]);
    CollateOptions options;
    options.base = static_cast<uint32_t>(random() % documents.size());
    EXPECT_EQ(Canonical(*Collate(shuffled, options), names), expected);
  }
}

// The generator reaches what the laws speak of.
TEST(DetailLawsReach, EveryKindOfDetail) {
  std::map<Change, size_t> changes;
  size_t facts = 0, blocks = 0, beside = 0, passages = 0;
  for (uint32_t seed = 0; seed < 150; ++seed) {
    const Collation collation = *Collate(Documents(RespelledArticles(seed)), {});
    passages += collation.passages.size();
    for (const Row& row : collation.rows) {
      facts += row.disagreements.size();
      for (const Cell& cell : row.cells) {
        blocks += cell.block > 0;
        beside += !cell.main;
      }
      for (const CellEdits& edits : row.edits) {
        for (const EditOp& op : edits.ops) ++changes[op.change];
      }
    }
  }
  for (const Change change :
       {Change::kNone, Change::kCase, Change::kTone, Change::kPunctuation, Change::kWords}) {
    EXPECT_GT(changes[change], 50u) << static_cast<int>(change);
  }
  EXPECT_GT(facts, 50u);
  EXPECT_GT(blocks, 50u);
  EXPECT_GT(beside, 50u);
  EXPECT_GT(passages, 10u);
}

}  // namespace
}  // namespace samestory
