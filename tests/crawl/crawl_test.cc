#include "corpus/crawl/crawl.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>

#include "corpus/crawl/truth.h"
#include "engine/base/hash.h"
#include "tests/oracle/slow_shingle.h"

namespace samestory::crawl {
namespace {

constexpr const char* kBackground = SAMESTORY_SOURCE_DIR "/corpus/background";

Crawl OpenCrawl(const Settings& settings) {
  absl::StatusOr<Crawl> crawl = Crawl::Open(settings, kBackground);
  EXPECT_TRUE(crawl.ok()) << crawl.status();
  return *std::move(crawl);
}

Settings Small(uint64_t articles) {
  Settings settings;
  settings.articles = articles;
  settings.seed = 2026;
  return settings;
}

std::vector<Article> MakeAll(const Settings& settings) {
  const Crawl crawl = OpenCrawl(settings);
  std::vector<Article> articles(settings.articles);
  for (uint64_t i = 0; i < articles.size(); ++i) crawl.Make(i, true, &articles[i]);
  return articles;
}

// What a crawl is made of is stored results' ground: a change that moves these bytes makes old figures another
// crawl's, and must say so where the figures stand.
TEST(Crawl, IsTheSameBytesEverywhere) {
  std::string lines, truth;
  for (const Article& article : MakeAll(Small(500))) {
    AppendJsonLine(article, &lines);
    AppendTruthLine(article, &truth);
  }
  EXPECT_EQ(ContentHash(lines), "ae9f56d58cf69a05e42692351f56add9");
  EXPECT_EQ(ContentHash(truth), "5256ff0f77c752bc5a65773b0a59d253");
}

TEST(Crawl, AnArticleIsTheSameMadeAloneAndAfterOthers) {
  const std::vector<Article> all = MakeAll(Small(300));
  const Crawl crawl = OpenCrawl(Small(300));
  Article used;
  crawl.Make(7, true, &used);
  for (const uint64_t i : {299u, 0u, 150u, 7u}) {
    Article fresh;
    crawl.Make(i, false, &fresh);
    crawl.Make(i, true, &used);
    std::string a, b, c;
    AppendJsonLine(all[i], &a), AppendJsonLine(fresh, &b), AppendJsonLine(used, &c);
    EXPECT_EQ(a, b);
    EXPECT_EQ(a, c);
  }
}

TEST(Crawl, AnotherSeedIsAnotherCrawl) {
  Settings other = Small(50);
  other.seed = 2027;
  std::set<std::string> texts;
  for (const Settings& settings : {Small(50), other}) {
    for (const Article& article : MakeAll(settings)) {
      if (article.kind == Kind::kSingle) {
        EXPECT_TRUE(texts.insert(article.text).second);
      }
    }
  }
}

TEST(Crawl, LinesAreJsonWithTheFieldsOfAnArticle) {
  simdjson::dom::parser parser;
  std::set<std::string> ids;
  for (const Article& article : MakeAll(Small(400))) {
    std::string line;
    AppendJsonLine(article, &line);
    ASSERT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    simdjson::dom::element json = parser.parse(line);
    const auto field = [&](const char* name) { return std::string(std::string_view(json[name])); };
    EXPECT_EQ(field("text"), article.text);
    EXPECT_EQ(field("title"), article.title);
    EXPECT_EQ(field("date").size(), 25u);
    EXPECT_TRUE(field("source").ends_with(".example"));
    EXPECT_TRUE(field("url").starts_with("https://" + field("source") + "/"));
    EXPECT_TRUE(ids.insert(field("id")).second);
  }
}

// By the oracle's shingles, and by what the kinds promise.
TEST(Crawl, TruthAgreesWithTheTexts) {
  Settings settings = Small(1500);
  settings.stubs = 0.05;
  const std::vector<Article> all = MakeAll(settings);
  std::map<std::string, const Article*> by_id;
  for (const Article& article : all) by_id[article.id] = &article;
  std::map<Kind, int> met;
  for (const Article& article : all) {
    ++met[article.kind];
    const size_t words = oracle::SlowWords(article.text).size();
    EXPECT_EQ(words < 5, article.kind == Kind::kStub) << article.text;
    if (article.origin_id.empty()) continue;
    const Article& origin = *by_id.at(article.origin_id);
    EXPECT_EQ(origin.event, article.event);
    EXPECT_EQ(origin.text, article.origin_text);
    EXPECT_LT(origin.date, article.date);
    const std::vector<uint64_t> a = oracle::SlowWordShingles(article.text),
                                b = oracle::SlowWordShingles(origin.text);
    std::vector<uint64_t> shared;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
    const Overlap overlap = PlainOverlap(article.text, origin.text);
    ASSERT_EQ(overlap.shared, shared.size()) << article.id;
    ASSERT_EQ(overlap.united, a.size() + b.size() - shared.size()) << article.id;
    switch (article.kind) {
      case Kind::kCopy:
        EXPECT_EQ(article.text, origin.text);
        break;
      case Kind::kFurniture:
        EXPECT_NE(article.text.find(origin.text), std::string::npos);
        EXPECT_GT(article.text.size(), origin.text.size());
        break;
      case Kind::kCut:
        EXPECT_LT(article.text.size(), origin.text.size());
        break;
      case Kind::kEdit:
        EXPECT_NE(article.text, origin.text);
        EXPECT_GT(overlap.shared * 3, overlap.united);
        break;
      default:
        EXPECT_LT(overlap.shared * 2, overlap.united);
    }
  }
  for (const Kind kind : {Kind::kSingle, Kind::kStub, Kind::kOriginal, Kind::kCopy, Kind::kEdit, Kind::kCut,
                          Kind::kFurniture, Kind::kRewrite}) {
    EXPECT_GT(met[kind], 10) << kKindNames[static_cast<size_t>(kind)];
  }
}

TEST(Crawl, ReportsOfAnEventAreHoursApartAndInOneLanguage) {
  std::map<std::string, std::vector<Article>> events;
  for (Article& article : MakeAll(Small(2000))) events[article.event].push_back(std::move(article));
  for (auto& [event, articles] : events) {
    std::sort(articles.begin(), articles.end(),
              [](const Article& a, const Article& b) { return a.date < b.date; });
    if (articles.front().kind == Kind::kOriginal || articles.size() == 1) {
      // Dates of one month compare by their day.
      const std::string &first = articles.front().date, &last = articles.back().date;
      if (first.substr(0, 7) == last.substr(0, 7)) {
        EXPECT_LE(std::stoi(last.substr(8, 2)) - std::stoi(first.substr(8, 2)), 4) << event;
      }
    } else {
      ADD_FAILURE() << event << " does not begin with its original";
    }
  }
}

TEST(Crawl, LengthsAndOutletsAreAsTheSettingsSay) {
  Settings settings = Small(4000);
  settings.stubs = 0;
  std::vector<size_t> words;
  std::map<std::string, int> outlets;
  for (const Article& article : MakeAll(settings)) {
    words.push_back(oracle::SlowWords(article.text).size());
    ++outlets[article.source];
  }
  std::sort(words.begin(), words.end());
  EXPECT_NEAR(static_cast<double>(words[words.size() / 2]), 430, 30);
  EXPECT_NEAR(static_cast<double>(words[words.size() * 5 / 6]), 860, 100);  // one deviation above
  int most = 0;
  for (const auto& [outlet, count] : outlets) most = std::max(most, count);
  EXPECT_GT(most, 150);
  EXPECT_GT(outlets.size(), 150u);
  EXPECT_LE(outlets.size(), 202u);  // at least three for each language
}

TEST(Crawl, SaysWhatItCannotDo) {
  Settings settings = Small(10);
  settings.languages = {{"xx", 1}};
  EXPECT_FALSE(Crawl::Open(settings, kBackground).ok());
  settings = Small(0);
  EXPECT_FALSE(Crawl::Open(settings, kBackground).ok());
  settings = Small(10);
  settings.rewrites = 0.9;
  EXPECT_FALSE(Crawl::Open(settings, kBackground).ok());
}

}  // namespace
}  // namespace samestory::crawl
