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

// Reads `articles` in the order given and calls take(lines) with the lines of one stretch after the other.
template <typename Take>
absl::Status MakeLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                       const Take& take) {
  constexpr size_t kBatch = 256;         // articles at most, by one thread
  constexpr uint64_t kBytes = 32 << 20;  // of all that is in memory at once, but of one article a thread
  const auto batches = static_cast<size_t>(std::max(config.threads, 1));
  std::vector<Lines> lines(batches);
  while (!articles.empty()) {
    size_t batch_size = kBatch;
    std::span<const uint32_t> some = articles.first(std::min(articles.size(), batch_size * batches));
    while (batch_size > 1 && CountBytes(corpus, some) > kBytes) {
      batch_size /= 2;
      some = some.first(std::min(some.size(), batch_size * batches));
    }
    articles = articles.subspan(some.size());
    ParallelFor(some.size(), config.threads, batch_size, [&](size_t begin, size_t end) {
      Lines& batch = lines[begin / batch_size];
      batch.outcome = AppendLines(corpus, some.subspan(begin, end - begin), &batch);
    });
    for (size_t batch = 0; batch * batch_size < some.size(); ++batch) {
      RETURN_IF_ERROR(lines[batch].outcome);
      RETURN_IF_ERROR(take(lines[batch]));
    }
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
absl::Status WriteByWayOfPlaces(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                                AtomicFile* file) {
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
  return in_order.Deliver([&](std::span<const std::string_view> lines) {
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
