#include "engine/match/shingle_store.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "absl/strings/str_format.h"
#include "engine/match/copies.h"

namespace samestory {
namespace {

// A chunk has so many articles at most, and holds no more of long ones than fit here, but one.
constexpr size_t kChunkArticles = 4096;
constexpr uint64_t kChunkWords = 8 << 20;

size_t ChunkSize(const CopyInput& input, std::span<const uint32_t> articles) {
  size_t size = 1;
  uint64_t words = input.Words(articles[0]);
  while (size < std::min(kChunkArticles, articles.size())) {
    words += input.Words(articles[size]);
    if (words > kChunkWords) break;
    ++size;
  }
  return size;
}

// Whether the ends are in order and the sets are all there.
bool IsChunk(std::string_view bytes, size_t articles) {
  const auto* ends = reinterpret_cast<const uint64_t*>(bytes.data());
  const size_t numbers = bytes.size() / sizeof(uint64_t);
  return numbers >= articles && std::is_sorted(ends, ends + articles) &&
         ends[articles - 1] == numbers - articles;
}

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

// Whether one shingle set is both articles': a text would have to be made for it to agree in these 64 + 4,096 bits with
// another.
bool SameText(const CopyInput& input, uint32_t a, uint32_t b) {
  const auto x = input.Signature(a), y = input.Signature(b);
  return input.TextHash(a) == input.TextHash(b) && std::equal(x.begin(), x.end(), y.begin());
}

}  // namespace

absl::StatusOr<ShingleStore> ShingleStore::Read(const CopyInput& input, std::vector<uint32_t> articles,
                                                int threads, StageFolder* stages, Monitor* monitor) {
  ShingleStore store;
  std::sort(articles.begin(), articles.end(),
            [&](uint32_t a, uint32_t b) { return input.PlaceOf(a) < input.PlaceOf(b); });
  const size_t all = articles.size();
  store.places_ = PlacesOfSets(input, &articles);
  AddDone(monitor, all - articles.size(), 0);
  for (size_t begin = 0; begin < articles.size();) {
    std::span<const uint32_t> chunk = std::span<const uint32_t>(articles).subspan(begin);
    chunk = chunk.first(ChunkSize(input, chunk));
    const std::string name = absl::StrFormat("shingles-%07d", store.chunks_.size());
    std::optional<Stage> found = stages->Find(name);
    if (!found || !IsChunk(found->bytes(), chunk.size())) {
      ASSIGN_OR_RETURN(found, ReadChunk(input, chunk, threads, name, stages));
    }
    store.chunks_.push_back(*std::move(found));
    store.begins_.push_back(begin);
    begin += chunk.size();
    AddDone(monitor, chunk.size(), 0);
  }
  store.begins_.push_back(articles.size());
  return store;
}

std::vector<ShingleStore::Place> ShingleStore::PlacesOfSets(const CopyInput& input,
                                                            std::vector<uint32_t>* articles) {
  struct Text {
    uint64_t hash;
    uint32_t index;
  };
  std::vector<Text> texts;
  texts.reserve(articles->size());
  for (uint32_t i = 0; i < articles->size(); ++i) texts.push_back({input.TextHash((*articles)[i]), i});
  std::sort(texts.begin(), texts.end(), [](const Text& a, const Text& b) {
    return std::tie(a.hash, a.index) < std::tie(b.hash, b.index);
  });
  // First the index of whoever is read for an article, then its position among those that are.
  std::vector<uint32_t> read(articles->size());
  for (size_t i = 0; i < texts.size(); ++i) {
    const uint32_t index = texts[i].index;
    const uint32_t before = i == 0 ? index : read[texts[i - 1].index];
    read[index] = SameText(input, (*articles)[before], (*articles)[index]) ? before : index;
  }
  texts = {};
  std::vector<Place> places;
  places.reserve(articles->size());
  uint32_t sets = 0;
  for (uint32_t i = 0; i < articles->size(); ++i) {
    const uint32_t article = (*articles)[i];
    if (read[i] == i) (*articles)[sets] = article;
    read[i] = read[i] == i ? sets++ : read[read[i]];
    places.push_back({article, read[i]});
  }
  articles->resize(sets);
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.article < b.article; });
  return places;
}

std::span<const uint64_t> ShingleStore::of(uint32_t article) const {
  const auto place = std::lower_bound(places_.begin(), places_.end(), article,
                                      [](const Place& p, uint32_t wanted) { return p.article < wanted; });
  const auto next = std::upper_bound(begins_.begin(), begins_.end(), size_t{place->position});
  const size_t chunk = static_cast<size_t>(next - begins_.begin()) - 1, i = place->position - begins_[chunk];
  const auto* values = reinterpret_cast<const uint64_t*>(chunks_[chunk].bytes().data());
  const size_t articles = *next - begins_[chunk];
  const uint64_t begin = i == 0 ? 0 : values[i - 1];
  return {values + articles + begin, values[i] - begin};
}

}  // namespace samestory
