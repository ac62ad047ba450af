#include "engine/pipeline/dedup.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/base/atomic_file.h"
#include "engine/base/json_writer.h"
#include "engine/base/monitor.h"
#include "engine/match/copies.h"
#include "engine/pipeline/article_lines.h"
#include "engine/pipeline/copy_input.h"
#include "engine/story/survivors.h"

namespace samestory {
namespace {

constexpr std::pair<std::string_view, Keep> kKeepNames[] = {
    {"earliest", Keep::kEarliest}, {"longest", Keep::kLongest}, {"first", Keep::kFirst}};

std::vector<uint32_t> PreferenceOrder(const Corpus& corpus, Keep keep) {
  std::vector<uint32_t> order(corpus.size());
  std::iota(order.begin(), order.end(), 0);
  // Articles are numbered by id, so a stable sort breaks ties by id.
  if (keep == Keep::kEarliest) {
    std::vector<int64_t> seconds(corpus.size());
    for (uint32_t i = 0; i < corpus.size(); ++i) {
      const ArticleContext context = corpus.context(i);
      seconds[i] = context.dated ? context.first_second : INT64_MAX;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return seconds[a] < seconds[b]; });
  } else if (keep == Keep::kLongest) {
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return corpus.words(a) > corpus.words(b); });
  }
  return order;
}

// The articles that were not dropped, in their order.
std::vector<uint32_t> Kept(const Corpus& corpus, const DedupResult& result) {
  std::vector<uint32_t> kept;
  kept.reserve(corpus.size() - result.dropped.size());
  auto dropped = result.dropped.begin();
  for (uint32_t article = 0; article < corpus.size(); ++article) {
    if (dropped != result.dropped.end() && dropped->article == article) {
      ++dropped;
    } else {
      kept.push_back(article);
    }
  }
  return kept;
}

void AppendDroppedLine(const Corpus& corpus, const Dropped& dropped, Keep keep, std::string* out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Member("id", corpus.id(dropped.article));
  json.Member("survivor", corpus.id(dropped.survivor));
  json.Member("kind", Name(dropped.kind));
  json.Member("jaccard", dropped.overlap.jaccard);
  json.Member("containment_a", dropped.overlap.containment_a);
  json.Member("containment_b", dropped.overlap.containment_b);
  json.Member("reason", Name(keep));
  json.EndObject();
  out->push_back('\n');
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

absl::StatusOr<DedupResult> Dedup(const Corpus& corpus, const Config& config, Level level, Keep keep) {
  const std::vector<uint32_t> order = PreferenceOrder(corpus, keep);
  DedupResult result;
  if (level == Level::kCopy) {
    ASSIGN_OR_RETURN(const std::vector<Copy> copies, FindCopies(corpus, order, 0, config));
    for (const Copy& copy : copies) {
      result.dropped.push_back({copy.article, copy.survivor, LinkKind::kCopy, copy.overlap});
    }
    return result;
  }
  ASSIGN_OR_RETURN(const std::vector<Link> links, FindLinks(corpus, config, order));
  std::vector<ScoredPair> pairs;
  for (const Link& link : links) {
    pairs.push_back({link.a, link.b, std::max(link.score, link.overlap.jaccard)});
  }
  const std::vector<uint32_t> survivors = ChooseSurvivors(order, pairs);
  for (uint32_t i = 0; i < corpus.size(); ++i) {
    if (survivors[i] == UINT32_MAX) continue;
    ASSIGN_OR_RETURN(const std::vector<uint64_t> own, corpus.Shingles(i));
    ASSIGN_OR_RETURN(const std::vector<uint64_t> survivor, corpus.Shingles(survivors[i]));
    const Overlap overlap = CompareShingles(own, survivor);
    result.dropped.push_back({i, survivors[i], KindOf(overlap, config), overlap});
  }
  return result;
}

absl::Status WriteDedup(const Corpus& corpus, const DedupResult& result, Keep keep,
                        const std::string& kept_path, const std::string& dropped_path, const Config& config) {
  const StageScope scope(config.monitor, "write",
                         {.articles = corpus.size() - result.dropped.size(), .bytes = 0});
  scope.Count("kept", corpus.size() - result.dropped.size());
  scope.Count("dropped", result.dropped.size());
  ASSIGN_OR_RETURN(AtomicFile kept, AtomicFile::Create(kept_path));
  RETURN_IF_ERROR(WriteArticleLines(corpus, Kept(corpus, result), config, &kept));
  if (dropped_path.empty()) return kept.Commit();
  ASSIGN_OR_RETURN(AtomicFile dropped, AtomicFile::Create(dropped_path));
  std::string line;
  for (const Dropped& d : result.dropped) {
    line.clear();
    AppendDroppedLine(corpus, d, keep, &line);
    RETURN_IF_ERROR(dropped.Append(line));
  }
  return CommitTogether({&kept, &dropped});
}

}  // namespace samestory
