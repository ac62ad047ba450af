#include "engine/match/shingle_store.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_format.h"
#include "engine/match/copies.h"

namespace samestory {
namespace {

constexpr size_t kChunkArticles = 4096;

absl::StatusOr<Stage> ReadChunk(const CopyInput& input, std::span<const uint32_t> articles, int threads,
                                const std::string& name, StageFolder* stages) {
  std::vector<std::vector<uint64_t>> sets(articles.size());
  RETURN_IF_ERROR(input.ReadShingles(articles, threads, [&](size_t i, std::span<const uint64_t> shingles) {
    sets[i].assign(shingles.begin(), shingles.end());
  }));
  ASSIGN_OR_RETURN(StageWriter writer, stages->Create(name));
  const auto append = [&](const std::vector<uint64_t>& values) {
    return writer.Append({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(uint64_t)});
  };
  std::vector<uint64_t> ends;
  uint64_t end = 0;
  for (const std::vector<uint64_t>& set : sets) ends.push_back(end += set.size());
  RETURN_IF_ERROR(append(ends));
  for (const std::vector<uint64_t>& set : sets) RETURN_IF_ERROR(append(set));
  return writer.Commit();
}

}  // namespace

absl::StatusOr<ShingleStore> ShingleStore::Read(const CopyInput& input, std::vector<uint32_t> articles,
                                                int threads, StageFolder* stages, Monitor* monitor) {
  ShingleStore store;
  input.SortByPlace(&articles);
  for (size_t begin = 0; begin < articles.size(); begin += kChunkArticles) {
    const auto chunk = std::span<const uint32_t>(articles).subspan(begin).first(
        std::min(kChunkArticles, articles.size() - begin));
    const std::string name = absl::StrFormat("shingles-%07d", begin / kChunkArticles);
    std::optional<Stage> found = stages->Find(name);
    if (!found) {
      ASSIGN_OR_RETURN(found, ReadChunk(input, chunk, threads, name, stages));
    }
    store.chunks_.push_back(*std::move(found));
    AddDone(monitor, chunk.size(), 0);
  }
  store.places_.reserve(articles.size());
  for (uint32_t i = 0; i < articles.size(); ++i) store.places_.push_back({articles[i], i});
  std::sort(store.places_.begin(), store.places_.end(),
            [](const Place& a, const Place& b) { return a.article < b.article; });
  return store;
}

std::span<const uint64_t> ShingleStore::of(uint32_t article) const {
  const auto place = std::lower_bound(places_.begin(), places_.end(), article,
                                      [](const Place& p, uint32_t wanted) { return p.article < wanted; });
  const size_t chunk = place->position / kChunkArticles, i = place->position % kChunkArticles;
  const auto* values = reinterpret_cast<const uint64_t*>(chunks_[chunk].bytes().data());
  const size_t articles = std::min(kChunkArticles, places_.size() - chunk * kChunkArticles);
  const uint64_t begin = i == 0 ? 0 : values[i - 1];
  return {values + articles + begin, values[i] - begin};
}

}  // namespace samestory
