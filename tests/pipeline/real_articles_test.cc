// The laws of comparing on real articles: every linked pair of three sets, and their stories in many orders. The
// program itself reads them, so that what text/ says of words, sentences and facts is held to the laws too.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "engine/base/machine.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/compare.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/jsonl.h"
#include "engine/text/normalize.h"
#include "tests/diff/texts.h"
#include "tests/support/shared_data.h"

namespace samestory {
namespace {

// Text without white space, in NFC: what a step of no change has alike on both sides.
std::string Visible(std::string_view text) {
  static constexpr std::string_view kSpaces[] = {
      " ",      "\t",     "\n",     "\r",     "\v",     "\f",     "\u0085", "\u00a0", "\u1680",
      "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
      "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const auto space = std::find_if(std::begin(kSpaces), std::end(kSpaces),
                                    [&](std::string_view s) { return text.substr(at, s.size()) == s; });
    if (space != std::end(kSpaces)) {
      at += space->size();
    } else {
      out += text[at++];
    }
  }
  std::vector<size_t> origins;
  return IsNfc(out) ? out : ToNfc(out, &origins);
}

// The first law a comparison breaks, in words; empty where none.
class Laws {
 public:
  explicit Laws(const DiffView& view) : view_(view), cells_(view.articles.size()) {}

  std::string Broken() {
    for (const Row& row : view_.collation.rows) {
      Cells(row);
      for (const CellEdits& edits : row.edits) Steps(row, edits);
      for (const Disagreement& fact : row.disagreements) Fact(row, fact);
    }
    for (size_t article = 0; article < cells_.size(); ++article) Cover(article);
    for (const CellEdits& headline : view_.headlines) Headline(headline);
    Passages();
    return broken_;
  }

 private:
  void Expect(bool holds, const std::string& law) {
    if (!holds && broken_.empty()) broken_ = law;
  }

  std::string_view Text(uint32_t article, uint32_t start, uint32_t end) const {
    return std::string_view(view_.articles[article].text).substr(start, end - start);
  }

  void Cells(const Row& row) {
    std::map<uint32_t, int> mains;
    std::set<uint32_t> articles;
    for (const Cell& cell : row.cells) {
      mains[cell.article] += cell.main;
      articles.insert(cell.article);
      cells_[cell.article].push_back(&cell);
      Expect(cell.moved == (cell.block > 0), "a cell has a block exactly where it moved");
      Expect(!(cell.aside && cell.moved), "asides do not move");
    }
    for (const auto& [article, count] : mains) Expect(count == 1, "an article has one main cell in a row");
    Expect((row.kind == RowKind::kOnly) == (articles.size() == 1), "only: of one article");
    size_t pairs = 0;
    for (size_t i = 0; i < row.cells.size(); ++i) {
      for (size_t j = i + 1; j < row.cells.size(); ++j) pairs += row.cells[i].article != row.cells[j].article;
    }
    Expect(row.edits.size() == pairs, "a script for each two cells of different articles");
  }

  void Cover(size_t article) {
    auto& cells = cells_[article];
    std::sort(cells.begin(), cells.end(), [](const Cell* a, const Cell* b) { return a->start < b->start; });
    uint32_t at = 0;
    for (const Cell* cell : cells) {
      Expect(cell->start >= at && cell->start < cell->end, "cells do not overlap");
      if (cell->start < at) return;
      Expect(Visible(Text(cell->article, at, cell->start)).empty(), "nothing visible between cells");
      at = cell->end;
    }
    const auto end = static_cast<uint32_t>(view_.articles[article].text.size());
    Expect(at <= end && Visible(Text(static_cast<uint32_t>(article), at, end)).empty(),
           "nothing visible after the last cell");
  }

  void Steps(const Row& row, const CellEdits& edits) {
    const Cell &a = row.cells[edits.a], &b = row.cells[edits.b];
    uint32_t at_a = a.start, at_b = b.start;
    for (const EditOp& op : edits.ops) {
      Expect(op.a_start == at_a && op.b_start == at_b, "steps join");
      at_a = op.a_end, at_b = op.b_end;
      Expect(op.a_end <= a.end && op.b_end <= b.end, "steps stay inside the cells");
      if (!broken_.empty()) return;
      if (op.op == '=') {
        const bool alike =
            Visible(Text(a.article, op.a_start, op.a_end)) == Visible(Text(b.article, op.b_start, op.b_end));
        Expect((op.change == Change::kNone) == alike,
               "a kept step is of no change exactly where both sides look alike: " +
                   std::string(Text(a.article, op.a_start, op.a_end)) + "|" +
                   std::string(Text(b.article, op.b_start, op.b_end)));
      } else {
        Expect(op.op == '-' ? op.b_start == op.b_end : op.op == '+' && op.a_start == op.a_end, "one side");
        Expect(op.change != Change::kNone, "what goes or comes is a change");
      }
    }
    Expect(at_a == a.end && at_b == b.end, "steps rebuild both cells");
  }

  void Fact(const Row& row, const Disagreement& fact) {
    std::set<uint32_t> versions, articles;
    for (const Disagreement::Side& side : fact.sides) {
      const Cell& cell = row.cells[side.cell];
      Expect(cell.start <= side.start && side.start < side.end && side.end <= cell.end,
             "a fact lies in its cell");
      versions.insert(side.version);
      articles.insert(cell.article);
    }
    Expect(versions.size() >= 2 && articles.size() >= 2, "two versions, two articles");
    Expect(!versions.empty() && *versions.rbegin() == versions.size() - 1, "versions are numbered from 0");
  }

  void Headline(const CellEdits& edits) {
    uint32_t at_a = 0, at_b = 0;
    for (const EditOp& op : edits.ops) {
      Expect(op.a_start == at_a && op.b_start == at_b, "steps of headlines join");
      at_a = op.a_end, at_b = op.b_end;
    }
    Expect(at_a == view_.articles[edits.a].title.size() && at_b == view_.articles[edits.b].title.size(),
           "steps rebuild both headlines");
  }

  void Passages() {
    const auto inside = [&](uint32_t article, uint32_t start, uint32_t end) {
      return std::any_of(cells_[article].begin(), cells_[article].end(),
                         [&](const Cell* cell) { return cell->start <= start && end <= cell->end; });
    };
    const std::vector<Passage>& all = view_.collation.passages;
    for (size_t k = 0; k < all.size(); ++k) {
      const Passage& p = all[k];
      Expect(inside(p.a_article, p.a_start, p.a_end) && inside(p.b_article, p.b_start, p.b_end),
             "a passage lies in one sentence on either side");
      for (size_t j = 0; j < k; ++j) {
        const Passage& q = all[j];
        if (q.a_article != p.a_article || q.b_article != p.b_article) continue;
        Expect(
            (q.a_end <= p.a_start || p.a_end <= q.a_start) && (q.b_end <= p.b_start || p.b_end <= q.b_start),
            "passages of two articles are disjoint");
      }
    }
  }

  const DiffView& view_;
  std::vector<std::vector<const Cell*>> cells_;
  std::string broken_;
};

std::string Json(const DiffView& view) {
  std::string out;
  AppendDiffLine(view, &out);
  return out;
}

class RealArticles : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::string path = SharedData(SAMESTORY_SOURCE_DIR, std::string(GetParam()) + "/articles.jsonl");
    SAMESTORY_NEEDS(path);
    Config config;
    config.background = SAMESTORY_SOURCE_DIR "/corpus/background";
    const auto corpus = Corpus::Open({path}, config);
    ASSERT_TRUE(corpus.ok()) << corpus.status();
    const auto stories = FindStories(*corpus, config);
    ASSERT_TRUE(stories.ok()) << stories.status();
    ShowOptions options;
    options.texts = true;
    auto model = ShowStories(*corpus, *stories, config, options);
    ASSERT_TRUE(model.ok()) << model.status();
    model_ = *std::move(model);
    background_ = *Background::Open(config.background);
  }

  DiffView Compare(const std::vector<size_t>& articles, uint32_t base = 0) const {
    std::vector<ReportArticle> chosen;
    for (const size_t article : articles) chosen.push_back(model_.articles[article]);
    return *CompareArticles(std::move(chosen), base, *background_);
  }

  // Calls check(k) for each k below count on every core; it names what is broken. Reports the first few.
  static void All(size_t count, const std::function<std::string(size_t)>& check) {
    std::vector<std::string> broken(count);
    ParallelFor(count, HardwareThreads(), 1, [&](size_t begin, size_t end) {
      for (size_t k = begin; k < end; ++k) broken[k] = check(k);
    });
    size_t bad = 0;
    for (const std::string& what : broken) {
      if (!what.empty() && ++bad <= 5) ADD_FAILURE() << what;
    }
    EXPECT_EQ(bad, 0u) << "of " << count;
  }

  ReportModel model_;
  std::unique_ptr<Background> background_;
};
INSTANTIATE_TEST_SUITE_P(Sets, RealArticles, testing::Values("ktlab", "basil", "cstnews"),
                         [](const auto& set) { return std::string(set.param); });

TEST_P(RealArticles, EveryLinkedPairKeepsTheLaws) {
  std::set<std::pair<size_t, size_t>> links;
  for (const ReportStory& story : model_.stories) {
    for (const ReportLink& link : story.links) links.emplace(link.a, link.b);
  }
  const std::vector<std::pair<size_t, size_t>> pairs(links.begin(), links.end());
  ASSERT_GT(pairs.size(), 100u);
  RecordProperty("pairs", static_cast<int>(pairs.size()));
  std::atomic<size_t> facts = 0, passages = 0, moved = 0;
  All(pairs.size(), [&](size_t k) -> std::string {
    const auto& [a, b] = pairs[k];
    const std::string names = model_.articles[a].id + " and " + model_.articles[b].id + ": ";
    const DiffView there = Compare({a, b}), back = Compare({b, a});
    const std::string broken = Laws(there).Broken() + Laws(back).Broken();
    if (!broken.empty()) return names + broken;
    if (there.collation.degraded) return names + "degraded";
    if (Canonical(there.collation, {0, 1}) != Canonical(back.collation, {1, 0})) return names + "no mirror";
    if (Json(there) != Json(Compare({a, b}))) return names + "other bytes the second time";
    passages += there.collation.passages.size();
    for (const Row& row : there.collation.rows) {
      facts += row.disagreements.size();
      for (const Cell& cell : row.cells) moved += cell.moved;
    }
    return "";
  });
  EXPECT_GT(facts, 0u);
  EXPECT_GT(passages, 0u);
  EXPECT_GT(moved, 0u);
}

// Rows, kinds, facts, passages and moves of a story do not depend on the order of its articles, nor on the base.
TEST_P(RealArticles, StoriesAreTheSameInAnyOrder) {
  std::vector<const ReportStory*> stories;
  for (const ReportStory& story : model_.stories) {
    if (story.members.size() >= 3 && story.members.size() <= 8) stories.push_back(&story);
  }
  ASSERT_GE(stories.size(), 20u);
  All(stories.size(), [&](size_t k) -> std::string {
    const ReportStory& story = *stories[k];
    std::vector<size_t> members;
    for (const ReportMember& member : story.members) members.push_back(member.article);
    std::vector<uint32_t> names(members.size());
    std::iota(names.begin(), names.end(), 0u);
    const DiffView view = Compare(members);
    const std::string broken = Laws(view).Broken();
    if (!broken.empty()) return story.id + ": " + broken;
    const std::string expected = Canonical(view.collation, names);
    std::mt19937 random(static_cast<uint32_t>(k));
    for (int round = 0; round < 20; ++round) {
      std::shuffle(names.begin(), names.end(), random);
      std::vector<size_t> order;
      for (const uint32_t name : names) order.push_back(members[name]);
      const DiffView again = Compare(order, static_cast<uint32_t>(random() % order.size()));
      if (Canonical(again.collation, names) != expected) return story.id + ": other rows in another order";
    }
    return "";
  });
}

}  // namespace
}  // namespace samestory
