#include "engine/pipeline/article_lines.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/external_permutation.h"
#include "engine/base/machine.h"
#include "engine/base/monitor.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/jsonl.h"

namespace samestory {
namespace {

// Lines of some articles, one after the other.
struct Lines {
  std::string bytes;
  std::vector<size_t> ends;
  absl::Status outcome;
};

absl::Status AppendLines(const Corpus& corpus, std::span<const uint32_t> articles, Lines* lines) {
  lines->bytes.clear();
  lines->ends.clear();
  ArticleReader reader(corpus);
  for (const uint32_t article : articles) {
    ASSIGN_OR_RETURN(Article read, reader.Read(article));
    ReportArticle shown = ShowEntry(corpus, article);
    shown.text = std::move(read.text);
    AppendArticleLine(shown, &lines->bytes);
    lines->ends.push_back(lines->bytes.size());
  }
  return absl::OkStatus();
}

uint64_t CountBytes(const Corpus& corpus, std::span<const uint32_t> articles) {
  uint64_t bytes = 0;
  for (const uint32_t article : articles) bytes += corpus.record_bytes(article);
  return bytes;
}

// Reads `articles` in the order given and calls take(lines) with the lines of one stretch after the other. Threads make
// lines while one of them takes those of the round before.
template <typename Take>
absl::Status MakeLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                       const Take& take) {
  constexpr size_t kArticles = 256;      // of a stretch at most
  constexpr uint64_t kBytes = 16 << 20;  // of a round, but for one article a stretch
  const auto stretches = static_cast<size_t>(config.threads > 1 ? 2 * config.threads : 1);
  std::vector<Lines> made(stretches), to_take(stretches);
  size_t count_to_take = 0;
  while (!articles.empty() || count_to_take > 0) {
    size_t size = kArticles;
    std::span<const uint32_t> some = articles.first(std::min(articles.size(), size * stretches));
    while (size > 1 && CountBytes(corpus, some) > kBytes) {
      size /= 2;
      some = some.first(std::min(some.size(), size * stretches));
    }
    articles = articles.subspan(some.size());
    const size_t count = (some.size() + size - 1) / size;
    absl::Status taken;
    ParallelFor(1 + count, config.threads, 1, [&](size_t task, size_t) {
      if (task > 0) {
        const size_t begin = (task - 1) * size;
        Lines& lines = made[task - 1];
        lines.outcome = AppendLines(corpus, some.subspan(begin, std::min(size, some.size() - begin)), &lines);
        return;
      }
      for (size_t i = 0; i < count_to_take && taken.ok(); ++i) {
        taken = to_take[i].outcome;
        if (taken.ok()) taken = take(to_take[i]);
      }
    });
    RETURN_IF_ERROR(taken);
    std::swap(made, to_take);
    count_to_take = count;
  }
  return absl::OkStatus();
}

// Positions in `articles`, in the order the articles lie.
std::vector<uint32_t> InOrderOfPlaces(const Corpus& corpus, std::span<const uint32_t> articles) {
  constexpr uint32_t kNone = UINT32_MAX;
  std::vector<uint32_t> position_at(corpus.places(), kNone);
  for (uint32_t i = 0; i < articles.size(); ++i) position_at[corpus.PlaceOf(articles[i])] = i;
  std::erase(position_at, kNone);
  return position_at;
}

// Whether reading them in the order given costs much more than in the order they lie.
bool DearInThisOrder(const Corpus& corpus, std::span<const uint32_t> articles) {
  if (std::ranges::is_sorted(articles, {}, [&](uint32_t article) { return corpus.PlaceOf(article); })) {
    return false;
  }
  uint64_t input_bytes = 0;
  for (const CatalogFile& input : corpus.catalog().files) input_bytes += input.size_bytes;
  return corpus.keeps_texts() || OutgrowsPageCache(input_bytes);
}

// Makes lines in the order articles lie, and puts them into the order given.
absl::Status WriteByWayOfPlaces(const Corpus& corpus, std::span<const uint32_t> articles,
                                const Config& config, AtomicFile* file) {
  const std::vector<uint32_t> positions = InOrderOfPlaces(corpus, articles);
  std::vector<uint32_t> as_they_lie;
  as_they_lie.reserve(positions.size());
  for (const uint32_t position : positions) as_they_lie.push_back(articles[position]);
  constexpr uint64_t kOtherBytes = 400;  // of a line beside its text
  const uint64_t bytes = CountBytes(corpus, as_they_lie) + kOtherBytes * articles.size();
  ExternalPermutation in_order(corpus.stages()->folder(), static_cast<uint32_t>(articles.size()), bytes,
                               config.memory_bytes / 4);
  // An article is half done when its line is made, and done when it is written.
  uint64_t halves = 0;
  const auto count_halves = [&](size_t some, uint64_t written_bytes) {
    AddDone(config.monitor, (halves + some) / 2 - halves / 2, written_bytes);
    halves += some;
  };
  size_t next = 0;
  const absl::Status made = MakeLines(corpus, as_they_lie, config, [&](const Lines& lines) {
    size_t begin = 0;
    for (const size_t end : lines.ends) {
      const std::string_view line = std::string_view(lines.bytes).substr(begin, end - begin);
      RETURN_IF_ERROR(in_order.Add(positions[next++], line));
      begin = end;
    }
    count_halves(lines.ends.size(), 0);
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(made);
  return in_order.Deliver(config.threads, [&](std::span<const std::string_view> lines) {
    const uint64_t before = file->size_bytes();
    for (const std::string_view line : lines) RETURN_IF_ERROR(file->Append(line));
    count_halves(lines.size(), file->size_bytes() - before);
    return absl::OkStatus();
  });
}

}  // namespace

absl::Status WriteArticleLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                               AtomicFile* file) {
  if (DearInThisOrder(corpus, articles)) return WriteByWayOfPlaces(corpus, articles, config, file);
  return MakeLines(corpus, articles, config, [&](const Lines& lines) {
    AddDone(config.monitor, lines.ends.size(), lines.bytes.size());
    return file->Append(lines.bytes);
  });
}

}  // namespace samestory
