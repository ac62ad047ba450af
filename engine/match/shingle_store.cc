#include "engine/match/shingle_store.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <tuple>

#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"
#include "engine/match/copies.h"

namespace samestory {
namespace {

// Where each chunk begins, and the end of all. A chunk is one thread's: of few articles there are still some for each, and
// of long ones a chunk holds no more than fit here, but one. The same for any number of threads, so that another resumes.
std::vector<size_t> ChunkBegins(const CopyInput& input, std::span<const uint32_t> articles) {
  constexpr uint64_t kWords = 1 << 20;
  const size_t most = std::clamp<size_t>(articles.size() / 64, 64, 4096);
  std::vector<size_t> begins;
  size_t size = 0;
  uint64_t words = 0;
  for (size_t i = 0; i < articles.size(); ++i) {
    words += input.Words(articles[i]);
    if (i == 0 || ++size == most || words > kWords) {
      begins.push_back(i);
      size = 0;
      words = input.Words(articles[i]);
    }
  }
  begins.push_back(articles.size());
  return begins;
}

// Whether the ends are in order and the sets are all there.
bool IsChunk(std::string_view bytes, size_t articles) {
  const auto* ends = reinterpret_cast<const uint64_t*>(bytes.data());
  const size_t numbers = bytes.size() / sizeof(uint64_t);
  return numbers >= articles && std::is_sorted(ends, ends + articles) &&
         ends[articles - 1] == numbers - articles;
}

absl::StatusOr<Stage> ReadChunk(const CopyInput& input, std::span<const uint32_t> articles,
                                const std::string& name, StageFolder* stages) {
  std::vector<std::vector<uint64_t>> sets(articles.size());
  RETURN_IF_ERROR(input.ReadShingles(articles, [&](size_t i, std::span<const uint64_t> shingles) {
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
  store.begins_ = ChunkBegins(input, articles);
  const size_t chunks = store.begins_.size() - 1;
  store.chunks_.resize(chunks);
  std::vector<absl::Status> outcomes(chunks);
  std::atomic<bool> failed = false;
  ParallelFor(chunks, threads, 1, [&](size_t i, size_t) {
    if (failed) return;
    const auto chunk = std::span<const uint32_t>(articles).subspan(store.begins_[i],
                                                                   store.begins_[i + 1] - store.begins_[i]);
    const std::string name = absl::StrFormat("shingles-%07d", i);
    std::optional<Stage> found = stages->Find(name);
    if (found && IsChunk(found->bytes(), chunk.size())) {
      store.chunks_[i] = *std::move(found);
    } else {
      absl::StatusOr<Stage> made = ReadChunk(input, chunk, name, stages);
      failed = failed || !made.ok();
      outcomes[i] = made.status();
      if (made.ok()) store.chunks_[i] = *std::move(made);
    }
    AddDone(monitor, chunk.size(), 0);
  });
  RETURN_IF_ERROR(FirstError(outcomes));
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
