#include "engine/match/term_buckets.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/base/radix_sort.h"
#include "engine/match/candidates.h"

namespace samestory {
namespace {

static_assert(kBucketLimit <= UINT16_MAX);

// The line in which articles stand at a term of too many: the dated by time, then the others, shuffled by the term.
uint64_t Shuffled(uint32_t key, uint32_t article) { return Mix64(uint64_t{key} << 32 | article); }

auto InLine(const MatchInput& input, uint32_t key, uint32_t article) {
  const ArticleContext& context = input.contexts[article];
  return std::tuple(!context.dated, context.dated ? context.first_second : 0,
                    context.dated ? 0 : Shuffled(key, article), article);
}

}  // namespace

TermBuckets::TermBuckets(const MatchInput& input, std::vector<uint64_t> postings, int threads)
    : input_(input) {
  RadixSort(&postings, 32);
  articles_.reserve(postings.size());
  for (size_t begin = 0, end = 0; begin < postings.size(); begin = end) {
    const auto key = static_cast<uint32_t>(postings[begin] >> 32);
    while (end < postings.size() && postings[end] >> 32 == key) ++end;
    const size_t size = end - begin;
    if (size > kBucketCap) ++capped_;
    // Buckets of one and buckets over the limit go: what is left is what brings articles together.
    if (size == 1 || size > kBucketLimit) continue;
    buckets_.push_back({key, static_cast<uint16_t>(size), 0, articles_.size()});
    for (size_t i = begin; i < end; ++i) articles_.push_back(static_cast<uint32_t>(postings[i]));
  }
  ParallelFor(buckets_.size(), threads, 4096, [&](size_t begin, size_t end) {
    using Place = decltype(InLine(input, 0, 0));
    std::vector<Place> line;
    for (size_t b = begin; b < end; ++b) {
      Bucket& bucket = buckets_[b];
      if (bucket.size <= kBucketCap) continue;
      const std::span<uint32_t> articles = std::span(articles_).subspan(bucket.first, bucket.size);
      line.clear();
      for (const uint32_t article : articles) line.push_back(InLine(input, bucket.key, article));
      std::sort(line.begin(), line.end());
      for (size_t i = 0; i < articles.size(); ++i) {
        articles[i] = std::get<3>(line[i]);
        bucket.dated += input.contexts[articles[i]].dated;
      }
    }
  });
  const int log_directory = std::clamp(static_cast<int>(std::bit_width(buckets_.size())), 1, 28);
  shift_ = 32 - log_directory;
  directory_.assign((size_t{1} << log_directory) + 1, 0);
  for (const Bucket& bucket : buckets_) ++directory_[(bucket.key >> shift_) + 1];
  for (size_t i = 1; i < directory_.size(); ++i) directory_[i] += directory_[i - 1];
}

size_t TermBuckets::PlaceInLine(const Bucket& bucket, std::span<const uint32_t> line,
                                uint32_t article) const {
  const ArticleContext& context = input_.contexts[article];
  if (context.dated) {
    const auto own = std::pair(context.first_second, article);
    const auto place = std::lower_bound(
        line.begin(), line.begin() + bucket.dated, own, [&](uint32_t other, const auto& wanted) {
          return std::pair(input_.contexts[other].first_second, other) < wanted;
        });
    return static_cast<size_t>(place - line.begin());
  }
  // A hash says about where among the hashes of others it stands: from there outwards.
  const size_t undated = line.size() - bucket.dated;
  const uint64_t fraction = Shuffled(bucket.key, article) >> 32;
  size_t before = bucket.dated + ((fraction * undated) >> 32), after = before;
  for (;;) {
    if (line[after] == article) return after;
    if (line[before] == article) return before;
    if (after + 1 < line.size()) ++after;
    if (before > 0) --before;
  }
}

std::span<const uint32_t> TermBuckets::NearInLine(const Bucket& bucket, uint32_t article) const {
  const std::span<const uint32_t> line = std::span(articles_).subspan(bucket.first, bucket.size);
  if (line.size() <= kBucketCap) return line;
  const size_t before = PlaceInLine(bucket, line, article);
  const size_t first = std::min(before - std::min(before, kBucketCap / 2), line.size() - kBucketCap);
  return line.subspan(first, kBucketCap);
}

void TermBuckets::Near(uint32_t article, std::span<const uint32_t> keys,
                       std::vector<std::span<const uint32_t>>* near) const {
  near->assign(keys.size(), {});
  for (const uint32_t key : keys) __builtin_prefetch(&directory_[key >> shift_]);
  for (const uint32_t key : keys) __builtin_prefetch(buckets_.data() + directory_[key >> shift_]);
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto begin = buckets_.begin() + directory_[keys[i] >> shift_];
    const auto end = buckets_.begin() + directory_[(keys[i] >> shift_) + 1];
    const auto bucket =
        std::lower_bound(begin, end, keys[i], [](const Bucket& b, uint32_t key) { return b.key < key; });
    if (bucket == end || bucket->key != keys[i]) continue;
    __builtin_prefetch(articles_.data() + bucket->first);
    (*near)[i] = NearInLine(*bucket, article);
  }
}

}  // namespace samestory
