#include "engine/pipeline/article_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "tests/pipeline/segments.h"

namespace samestory {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using IdAndPlace = std::pair<std::string, uint64_t>;  // the place in the order read

uint64_t TextHash(uint64_t text) { return Hash64("text " + std::to_string(text)); }
std::string Suffix(uint64_t text) { return absl::StrFormat("~%016x", TextHash(text)); }

ArticleOrder Ordered(const SegmentsOf& input, NewIds new_ids = {}) {
  const std::vector<uint32_t> first_file(input.segments().size(), 0);
  std::vector<CatalogFile> files(1);
  files[0].input.name = "f.jsonl";
  return OrderArticles(input.segments(), first_file, files, std::move(new_ids));
}

std::vector<IdAndPlace> IdsAndPlaces(const SegmentsOf& input, const ArticleOrder& order) {
  std::vector<uint64_t> before{0};
  for (const StoredSegment& stored : input.segments())
    before.push_back(before.back() + stored.segment.rows.size());
  std::vector<IdAndPlace> result;
  for (const ArticleRef at : order.articles) {
    result.emplace_back(order.id(input.segments(), at), before[at.segment] + at.row);
  }
  return result;
}

std::vector<IdAndPlace> Ordered(const std::vector<std::pair<std::string, uint64_t>>& ids_and_texts) {
  SegmentsOf input;
  input.Add(ids_and_texts);
  return IdsAndPlaces(input, Ordered(input));
}

size_t Count(const ArticleOrder& order, Incident::Kind kind) {
  return static_cast<size_t>(std::count_if(order.incidents.begin(), order.incidents.end(),
                                           [&](const Incident& i) { return i.kind == kind; }));
}

// Rounds over all articles, with maps: the first read of an id keeps it, an equal text goes, another is renamed.
std::vector<IdAndPlace> SlowOrder(std::vector<std::pair<std::string, uint64_t>> articles) {
  std::map<uint64_t, std::pair<std::string, uint64_t>> left;  // place → id and text
  for (uint64_t i = 0; i < articles.size(); ++i) left[i] = articles[i];
  for (bool renamed = true; renamed;) {
    renamed = false;
    std::map<std::string, std::set<uint64_t>> texts_of;
    std::vector<uint64_t> gone;
    for (auto& [place, article] : left) {
      const std::string id = article.first;
      const bool first = !texts_of.contains(id);
      if (!texts_of[id].insert(article.second).second) {
        gone.push_back(place);
      } else if (!first) {
        article.first += Suffix(article.second);
        renamed = true;
      }
    }
    for (const uint64_t place : gone) left.erase(place);
  }
  std::vector<IdAndPlace> result;
  for (const auto& [place, article] : left) result.emplace_back(article.first, place);
  std::sort(result.begin(), result.end());
  return result;
}

TEST(OrderArticles, TheSameTextCountsOnceAnotherIsRenamed) {
  SegmentsOf input;
  input.Add({{"b", 1}, {"a", 7}, {"b", 2}, {"b", 1}, {"b", 2}});
  const ArticleOrder order = Ordered(input);
  EXPECT_THAT(IdsAndPlaces(input, order),
              ElementsAre(IdAndPlace("a", 1), IdAndPlace("b", 0), IdAndPlace("b" + Suffix(2), 2)));
  EXPECT_EQ(Count(order, Incident::Kind::kRepeated), 2u);
  EXPECT_EQ(Count(order, Incident::Kind::kMended), 1u);
  for (const Incident& incident : order.incidents) {
    EXPECT_THAT(incident.place, testing::MatchesRegex("f\\.jsonl:[345]"));
    EXPECT_THAT(incident.reason, testing::HasSubstr("id \"b\" again"));
  }
}

TEST(OrderArticles, EqualTextsUnderDifferentIdsAreTwoArticles) {
  EXPECT_EQ(Ordered({{"a", 1}, {"b", 1}}).size(), 2u);
}

TEST(OrderArticles, NothingIsNothing) {
  EXPECT_TRUE(Ordered(std::vector<std::pair<std::string, uint64_t>>{}).empty());
  EXPECT_TRUE(IdsAndPlaces(SegmentsOf(), Ordered(SegmentsOf())).empty());
}

TEST(OrderArticles, TheFirstReadKeepsItsIdAcrossSegments) {
  SegmentsOf input;
  input.Add({{"c", 5}, {"a", 2}});
  input.Add({});
  input.Add({{"b", 1}, {"a", 1}});
  EXPECT_THAT(IdsAndPlaces(input, Ordered(input)),
              ElementsAre(IdAndPlace("a", 1), IdAndPlace("a" + Suffix(1), 3), IdAndPlace("b", 2),
                          IdAndPlace("c", 0)));
}

TEST(OrderArticles, ANewIdThatIsTakenIsToldApartToo) {
  const std::string taken = "a" + Suffix(2);
  EXPECT_THAT(Ordered({{"a", 1}, {taken, 2}, {"a", 2}}),
              ElementsAre(IdAndPlace("a", 0), IdAndPlace(taken, 1)));
  EXPECT_THAT(Ordered({{"a", 1}, {taken, 3}, {"a", 2}}),
              ElementsAre(IdAndPlace("a", 0), IdAndPlace(taken, 1), IdAndPlace(taken + Suffix(2), 2)));
  // The renamed one was read first, so it is the other that goes on.
  EXPECT_THAT(Ordered({{"a", 1}, {"a", 2}, {taken, 3}}),
              ElementsAre(IdAndPlace("a", 0), IdAndPlace(taken, 1), IdAndPlace(taken + Suffix(3), 2)));
}

TEST(OrderArticles, OrderedTwiceIsOrdered) {
  const auto once = Ordered({{"a", 1}, {"a", 2}, {"c", 2}, {"a", 3}});
  const std::vector<uint64_t> texts{1, 2, 2, 3};
  SegmentsOf again;
  std::vector<std::pair<std::string, uint64_t>> articles;
  for (const auto& [id, place] : once) articles.emplace_back(id, texts[place]);
  again.Add(articles);
  const ArticleOrder order = Ordered(again);
  EXPECT_TRUE(order.incidents.empty());
  const auto twice = IdsAndPlaces(again, order);
  ASSERT_EQ(twice.size(), once.size());
  for (size_t i = 0; i < once.size(); ++i) EXPECT_EQ(twice[i], IdAndPlace(once[i].first, i));
}

TEST(OrderArticles, NewIdsCountFromTheBeginning) {
  SegmentsOf input;
  input.Add({{"x.txt", 1}, {"b", 2}});
  input.Add({{"x.txt", 3}});
  NewIds new_ids;
  new_ids[ArticleRef{0, 0}.Packed()] = "B/x.txt";
  new_ids[ArticleRef{1, 0}.Packed()] = "A/x.txt";
  const ArticleOrder order = Ordered(input, std::move(new_ids));
  EXPECT_THAT(IdsAndPlaces(input, order),
              ElementsAre(IdAndPlace("A/x.txt", 2), IdAndPlace("B/x.txt", 0), IdAndPlace("b", 1)));
  EXPECT_TRUE(order.incidents.empty());
}

TEST(OrderArticles, TheOrderReadIsThatOfFileNamesWhateverPartTheyCameBy) {
  SegmentsOf input;
  input.Add({{"x", 1}, {"y", 1}});
  input.Add({{"x", 2}});
  input.Add({{"x", 3}, {"y", 4}});
  std::vector<CatalogFile> files(3);
  files[0].input.name = "b.jsonl";
  files[1].input.name = "a.jsonl";
  files[2].input.name = "c.jsonl";
  const ArticleOrder order = OrderArticles(input.segments(), {0, 1, 2}, files, {});
  EXPECT_THAT(
      IdsAndPlaces(input, order),
      UnorderedElementsAre(IdAndPlace("x", 2), IdAndPlace("x" + Suffix(1), 0), IdAndPlace("x" + Suffix(3), 3),
                           IdAndPlace("y", 1), IdAndPlace("y" + Suffix(4), 4)));
}

// Ids by the ways in which the quick comparison of eight bytes could go wrong.
std::string RandomId(std::mt19937_64& random, int way) {
  const std::string number = std::to_string(random() % 60);
  switch (way) {
    case 0:
      return number;
    case 1:  // alike for long
      return "https://www.meridian.example/news/2025/" + std::string(random() % 3, '0') + number;
    case 2:  // one begins another
      return std::string(random() % 40, 'a');
    case 3:  // bytes of all values, but 0
      return std::string(random() % 4, '\xff') + std::string(random() % 4, '\x01') +
             std::string(random() % 3, 'm');
    case 4:  // differ eight bytes and more after what all have in common
      return "id-" + std::string(random() % 2 + 10, 'z') + number + std::string(random() % 2, '\x7f');
    default:  // with a suffix already
      return "a" + (random() % 2 == 0 ? "" : Suffix(random() % 4)) +
             (random() % 2 == 0 ? "" : Suffix(random() % 4));
  }
}

TEST(OrderArticles, IsTheOrderOfTheSlowTwin) {
  std::mt19937_64 random(66);
  size_t repeated = 0, renamed = 0;
  for (int trial = 0; trial < 1500; ++trial) {
    const int way = trial % 7;
    const uint64_t texts = 1 + random() % 4;
    std::vector<std::pair<std::string, uint64_t>> articles;
    for (uint64_t i = random() % 60; i > 0; --i) {
      articles.emplace_back(RandomId(random, way == 6 ? static_cast<int>(random() % 6) : way),
                            random() % texts);
    }
    if (trial % 5 == 0) std::sort(articles.begin(), articles.end());
    SegmentsOf input;
    for (size_t begin = 0; begin < articles.size();) {
      const size_t end = std::min(articles.size(), begin + 1 + random() % 20);
      input.Add(
          {articles.begin() + static_cast<ptrdiff_t>(begin), articles.begin() + static_cast<ptrdiff_t>(end)});
      begin = end;
    }
    const ArticleOrder order = Ordered(input);
    const std::vector<IdAndPlace> fast = IdsAndPlaces(input, order);
    ASSERT_EQ(fast, SlowOrder(articles)) << "trial " << trial;
    ASSERT_EQ(Count(order, Incident::Kind::kRepeated), articles.size() - fast.size());
    repeated += articles.size() - fast.size();
    renamed += order.new_ids.size();
  }
  EXPECT_GT(repeated, 1000u);
  EXPECT_GT(renamed, 1000u);
}

}  // namespace
}  // namespace samestory
