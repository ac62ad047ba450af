#include "engine/pipeline/dedup.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/base/file.h"
#include "engine/base/json_writer.h"
#include "engine/match/copies.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/jsonl.h"
#include "engine/story/survivors.h"

namespace samestory {
namespace {

constexpr std::pair<std::string_view, Keep> kKeepNames[] = {
    {"earliest", Keep::kEarliest}, {"longest", Keep::kLongest}, {"first", Keep::kFirst}};

std::vector<uint32_t> PreferenceOrder(const MatchInput& input, Keep keep) {
  std::vector<uint32_t> order(input.sketches.size());
  std::iota(order.begin(), order.end(), 0);
  // Articles are numbered by id, so a stable sort breaks ties by id.
  if (keep == Keep::kEarliest) {
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      const ArticleContext &x = input.contexts[a], &y = input.contexts[b];
      return std::tuple(!x.dated, x.first_second) < std::tuple(!y.dated, y.first_second);
    });
  } else if (keep == Keep::kLongest) {
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return input.sketches[a].words > input.sketches[b].words;
    });
  }
  return order;
}

}  // namespace

std::optional<Keep> ParseKeep(std::string_view name) {
  for (const auto& [known, keep] : kKeepNames) {
    if (known == name) return keep;
  }
  return std::nullopt;
}

std::string_view Name(Keep keep) {
  for (const auto& [name, known] : kKeepNames) {
    if (known == keep) return name;
  }
  return "";
}

std::optional<Level> ParseLevel(std::string_view name) {
  if (name == "copy") return Level::kCopy;
  if (name == "event") return Level::kEvent;
  return std::nullopt;
}

DedupResult Dedup(const Corpus& corpus, const Config& config, Level level, Keep keep) {
  const MatchInput input = corpus.match_input();
  const std::vector<uint32_t> order = PreferenceOrder(input, keep);
  DedupResult result;
  std::vector<bool> gone(corpus.size(), false);
  if (level == Level::kCopy) {
    const std::vector<CopyOf> copies = FindCopies(input, order, 0, config.threads);
    for (uint32_t i = 0; i < corpus.size(); ++i) {
      if (copies[i].survivor == CopyOf::kNone) continue;
      result.dropped.push_back({i, copies[i].survivor, LinkKind::kCopy, copies[i].overlap});
      gone[i] = true;
    }
  } else {
    const std::vector<Link> links = FindLinks(corpus, config, order);
    std::vector<ScoredPair> pairs;
    for (const Link& link : links)
      pairs.push_back({link.a, link.b, std::max(link.score, link.overlap.jaccard)});
    const std::vector<uint32_t> survivors = ChooseSurvivors(order, pairs);
    for (uint32_t i = 0; i < corpus.size(); ++i) {
      if (survivors[i] == UINT32_MAX) continue;
      const Overlap overlap =
          CompareShingles(input.sketches[i].shingles, input.sketches[survivors[i]].shingles);
      result.dropped.push_back({i, survivors[i], KindOf(overlap, config), overlap});
      gone[i] = true;
    }
  }
  for (uint32_t i = 0; i < corpus.size(); ++i) {
    if (!gone[i]) result.kept.push_back(i);
  }
  return result;
}

absl::Status WriteDedup(const Corpus& corpus, const DedupResult& result, Keep keep,
                        const std::string& kept_path, const std::string& dropped_path) {
  ASSIGN_OR_RETURN(AtomicFile kept, AtomicFile::Create(kept_path));
  std::string line;
  for (const uint32_t article : result.kept) {
    ASSIGN_OR_RETURN(const ReportArticle shown, ShowArticle(corpus, article));
    line.clear();
    AppendArticleLine(shown, &line);
    RETURN_IF_ERROR(kept.Append(line));
  }
  if (!dropped_path.empty()) {
    ASSIGN_OR_RETURN(AtomicFile dropped, AtomicFile::Create(dropped_path));
    for (const Dropped& d : result.dropped) {
      line.clear();
      JsonWriter json(&line);
      json.BeginObject();
      json.Member("id", corpus.entry(d.article).id);
      json.Member("survivor", corpus.entry(d.survivor).id);
      json.Member("kind", Name(d.kind));
      json.Member("jaccard", d.overlap.jaccard);
      json.Member("containment_a", d.overlap.containment_a);
      json.Member("containment_b", d.overlap.containment_b);
      json.Member("reason", Name(keep));
      json.EndObject();
      line.push_back('\n');
      RETURN_IF_ERROR(dropped.Append(line));
    }
    RETURN_IF_ERROR(dropped.Commit());
  }
  return kept.Commit();
}

}  // namespace samestory
