#include "engine/pipeline/evaluate.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/pipeline/evaluate_files.h"

namespace samestory {
namespace {

using Group = std::vector<uint32_t>;  // articles by their place among the gold's ids; ascending, distinct

size_t Pairs(size_t n) { return n * (n - 1) / 2; }

double Ratio(size_t part, size_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 1;
}

double HarmonicMean(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; }

// The gold's articles as both group them: gold stories apart from each other, found ones overlapping where they do.
class Groupings {
 public:
  Groupings(const std::map<std::string, std::string>& gold, const FoundStories& found, Evaluation* result);

  void CountPairs(Evaluation* result) const;
  void CountMates(Evaluation* result);
  void AdjustedRand(Evaluation* result) const;
  void ListMerges(const FoundStories& found, Evaluation* result) const;
  void ListMisses(Evaluation* result) const;

 private:
  // How many of the group are of the gold story.
  size_t Cell(size_t group, size_t gold) const {
    const auto cell = cells_.find({group, gold});
    return cell == cells_.end() ? 0 : cell->second;
  }
  // Both in one found story; with `before`, in one of those before it.
  bool Together(uint32_t a, uint32_t b, size_t before = SIZE_MAX) const {
    return std::ranges::any_of(groups_of_[a], [&](size_t group) {
      return group < before && std::ranges::binary_search(groups_of_[b], group);
    });
  }
  // Everybody in a story with the article, itself included.
  Group MatesOf(uint32_t article) const;

  std::vector<std::string> ids_;  // ascending
  std::vector<size_t> gold_of_;   // by article: position in gold_groups_
  std::vector<Group> gold_groups_, groups_;
  std::vector<std::vector<size_t>> groups_of_;  // by article, ascending
  std::map<std::pair<size_t, size_t>, size_t> cells_;
  std::vector<size_t> wrong_,
      missing_;  // by article: mates of other gold stories; mates of its own that are not there
};

Groupings::Groupings(const std::map<std::string, std::string>& gold, const FoundStories& found,
                     Evaluation* result) {
  std::map<std::string, size_t> position_of_story;
  for (const auto& [id, story] : gold) position_of_story.emplace(story, 0);
  size_t position = 0;
  for (auto& [story, place] : position_of_story) place = position++;
  gold_groups_.resize(position);
  for (const auto& [id, story] : gold) {
    gold_of_.push_back(position_of_story[story]);
    gold_groups_[gold_of_.back()].push_back(static_cast<uint32_t>(ids_.size()));
    ids_.push_back(id);
  }
  // Only what the gold names; then every article in no story as one of its own.
  groups_of_.resize(ids_.size());
  for (const std::vector<std::string>& story : found.stories) {
    Group& group = groups_.emplace_back();
    for (const std::string& id : story) {
      const auto known = std::ranges::lower_bound(ids_, id);
      if (known == ids_.end() || *known != id) {
        ++result->unknown_ids;
      } else {
        group.push_back(static_cast<uint32_t>(known - ids_.begin()));
      }
    }
    std::ranges::sort(group);
    group.erase(std::unique(group.begin(), group.end()), group.end());
    for (const uint32_t article : group) groups_of_[article].push_back(groups_.size() - 1);
  }
  for (uint32_t article = 0; article < ids_.size(); ++article) {
    if (!groups_of_[article].empty()) continue;
    groups_of_[article] = {groups_.size()};
    groups_.push_back({article});
  }
  for (size_t group = 0; group < groups_.size(); ++group) {
    for (const uint32_t article : groups_[group]) ++cells_[{group, gold_of_[article]}];
  }
  result->articles = ids_.size();
  result->gold_stories = gold_groups_.size();
}

Group Groupings::MatesOf(uint32_t article) const {
  if (groups_of_[article].size() == 1) return groups_[groups_of_[article][0]];
  Group mates;
  for (const size_t group : groups_of_[article])
    mates.insert(mates.end(), groups_[group].begin(), groups_[group].end());
  std::ranges::sort(mates);
  mates.erase(std::unique(mates.begin(), mates.end()), mates.end());
  return mates;
}

void Groupings::CountPairs(Evaluation* result) const {
  size_t found = 0, right = 0;
  for (const Group& group : groups_) found += Pairs(group.size());
  for (const auto& [cell, count] : cells_) right += Pairs(count);
  // A pair that shares several stories counts in the first of them; both its articles are in several.
  for (size_t number = 0; number < groups_.size(); ++number) {
    Group several;
    for (const uint32_t article : groups_[number]) {
      if (groups_of_[article].size() > 1) several.push_back(article);
    }
    for (size_t i = 0; i < several.size(); ++i) {
      for (size_t j = i + 1; j < several.size(); ++j) {
        if (!Together(several[i], several[j], number)) continue;
        --found;
        right -= gold_of_[several[i]] == gold_of_[several[j]] ? 1 : 0;
      }
    }
  }
  result->pairs_found = found;
  for (const Group& group : gold_groups_) result->pairs_true += Pairs(group.size());
  result->wrong_merges = found - right;
  result->wrong_misses = result->pairs_true - right;
  result->precision = Ratio(right, found);
  result->recall = Ratio(right, result->pairs_true);
  result->f1 = HarmonicMean(result->precision, result->recall);
}

void Groupings::CountMates(Evaluation* result) {
  double precision = 0, recall = 0;
  for (uint32_t article = 0; article < ids_.size(); ++article) {
    const size_t gold = gold_of_[article], own = groups_of_[article][0];
    size_t mates = groups_[own].size(), same = Cell(own, gold);
    if (groups_of_[article].size() > 1) {
      const Group all = MatesOf(article);
      mates = all.size();
      same = static_cast<size_t>(
          std::ranges::count_if(all, [&](uint32_t mate) { return gold_of_[mate] == gold; }));
    }
    wrong_.push_back(mates - same);
    missing_.push_back(gold_groups_[gold].size() - same);
    precision += Ratio(same, mates);
    recall += Ratio(same, gold_groups_[gold].size());
  }
  const double n = static_cast<double>(ids_.size());
  result->b_cubed_f1 = n > 0 ? HarmonicMean(precision / n, recall / n) : 0;
}

void Groupings::AdjustedRand(Evaluation* result) const {
  std::map<std::pair<size_t, size_t>, size_t> cells;
  std::map<size_t, size_t> columns;
  for (uint32_t article = 0; article < ids_.size(); ++article) {
    size_t primary = groups_of_[article].front();
    for (const size_t group : groups_of_[article]) {
      if (groups_[group].size() > groups_[primary].size()) primary = group;
    }
    ++cells[{gold_of_[article], primary}];
    ++columns[primary];
  }
  double index = 0, rows = 0, cols = 0;
  for (const auto& [cell, count] : cells) index += static_cast<double>(Pairs(count));
  for (const Group& group : gold_groups_) rows += static_cast<double>(Pairs(group.size()));
  for (const auto& [column, count] : columns) cols += static_cast<double>(Pairs(count));
  const double expected = ids_.size() > 1 ? rows * cols / static_cast<double>(Pairs(ids_.size())) : 0;
  const double most = (rows + cols) / 2;
  result->adjusted_rand = most != expected ? (index - expected) / (most - expected) : 1;
}

void Groupings::ListMerges(const FoundStories& found, Evaluation* result) const {
  std::vector<WrongPair>& merges = result->merges;
  for (const auto& [pair, score] : found.scores) {
    const auto a = std::ranges::lower_bound(ids_, pair.first),
               b = std::ranges::lower_bound(ids_, pair.second);
    if (score <= 0 || a == ids_.end() || *a != pair.first || b == ids_.end() || *b != pair.second || a == b)
      continue;
    const auto i = static_cast<uint32_t>(a - ids_.begin()), j = static_cast<uint32_t>(b - ids_.begin());
    if (gold_of_[i] != gold_of_[j] && Together(i, j)) merges.push_back({*a, *b, score});
  }
  std::ranges::stable_sort(merges, [](const WrongPair& x, const WrongPair& y) { return x.score > y.score; });
  if (merges.size() > kWorstPairs) merges.resize(kWorstPairs);
  for (uint32_t article = 0; article < ids_.size(); ++article) {
    if (wrong_[article] == 0) continue;
    for (const uint32_t mate : MatesOf(article)) {
      if (merges.size() == kWorstPairs) return;
      if (mate <= article || gold_of_[mate] == gold_of_[article]) continue;
      const auto score = found.scores.find({ids_[article], ids_[mate]});
      if (score == found.scores.end() || score->second <= 0) merges.push_back({ids_[article], ids_[mate], 0});
    }
  }
}

void Groupings::ListMisses(Evaluation* result) const {
  for (const Group& group : gold_groups_) {
    for (size_t i = 0; i < group.size(); ++i) {
      if (missing_[group[i]] == 0) continue;
      for (size_t j = i + 1; j < group.size(); ++j) {
        if (result->misses.size() == kWorstPairs) return;
        if (!Together(group[i], group[j])) result->misses.push_back({ids_[group[i]], ids_[group[j]], 0});
      }
    }
  }
}

}  // namespace

absl::StatusOr<Evaluation> Evaluate(const std::string& gold_path, const std::string& stories_path) {
  ASSIGN_OR_RETURN(const auto gold, ReadGold(gold_path));
  ASSIGN_OR_RETURN(const FoundStories found, ReadStories(stories_path));
  Evaluation result;
  Groupings groupings(gold, found, &result);
  groupings.CountPairs(&result);
  groupings.CountMates(&result);
  groupings.AdjustedRand(&result);
  groupings.ListMerges(found, &result);
  groupings.ListMisses(&result);
  return result;
}

}  // namespace samestory
