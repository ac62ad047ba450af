#include "engine/match/term_buckets.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/base/hash.h"
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

// Takes postings in their order, and writes a bucket when its last has come.
class TermBuckets::Writer {
 public:
  Writer(const MatchInput& input, StageArrayWriter<uint32_t> articles, StageArrayWriter<Bucket> buckets)
      : input_(input), articles_writer_(std::move(articles)), buckets_writer_(std::move(buckets)) {}

  absl::Status Add(std::span<const uint64_t> postings) {
    for (const uint64_t posting : postings) {
      const auto key = static_cast<uint32_t>(posting >> 32);
      if (key != key_) RETURN_IF_ERROR(EndBucket());
      key_ = key;
      // One more than the limit tells enough.
      if (bucket_.size() <= kBucketLimit) bucket_.push_back(static_cast<uint32_t>(posting));
    }
    return absl::OkStatus();
  }

  absl::Status Finish(TermBuckets* out) {
    RETURN_IF_ERROR(EndBucket());
    RETURN_IF_ERROR(Flush());
    ASSIGN_OR_RETURN(out->articles_, articles_writer_.Commit());
    ASSIGN_OR_RETURN(out->buckets_, buckets_writer_.Commit());
    out->capped_ = capped_;
    return absl::OkStatus();
  }

 private:
  absl::Status EndBucket() {
    if (bucket_.size() > kBucketCap) ++capped_;
    // Buckets of one and buckets over the limit go: what is left is what brings articles together.
    if (bucket_.size() > 1 && bucket_.size() <= kBucketLimit) {
      uint16_t dated = 0;
      if (bucket_.size() > kBucketCap) dated = StandInLine();
      buckets_.push_back({key_, static_cast<uint16_t>(bucket_.size()), dated, first_ + articles_.size()});
      articles_.insert(articles_.end(), bucket_.begin(), bucket_.end());
      if (articles_.size() >= kTogether) RETURN_IF_ERROR(Flush());
    }
    bucket_.clear();
    return absl::OkStatus();
  }

  // Returns how many are dated.
  uint16_t StandInLine() {
    line_.clear();
    uint16_t dated = 0;
    for (const uint32_t article : bucket_) {
      line_.push_back(InLine(input_, key_, article));
      dated += input_.contexts[article].dated;
    }
    std::sort(line_.begin(), line_.end());
    for (size_t i = 0; i < bucket_.size(); ++i) bucket_[i] = std::get<3>(line_[i]);
    return dated;
  }

  absl::Status Flush() {
    first_ += articles_.size();
    RETURN_IF_ERROR(articles_writer_.Append(articles_));
    RETURN_IF_ERROR(buckets_writer_.Append(buckets_));
    articles_.clear();
    buckets_.clear();
    return absl::OkStatus();
  }

  static constexpr size_t kTogether = 1 << 14;
  const MatchInput& input_;
  StageArrayWriter<uint32_t> articles_writer_;
  StageArrayWriter<Bucket> buckets_writer_;
  std::vector<uint32_t> articles_;
  std::vector<Bucket> buckets_;
  uint64_t first_ = 0;  // of articles_
  uint32_t key_ = 0;
  std::vector<uint32_t> bucket_;
  std::vector<decltype(InLine(std::declval<const MatchInput&>(), 0, 0))> line_;
  size_t capped_ = 0;
};

absl::StatusOr<TermBuckets> TermBuckets::Build(const MatchInput& input, ExternalSorter postings,
                                               StageFolder* stages) {
  constexpr std::string_view kArticles = "events-bucket-articles", kBuckets = "events-buckets";
  ASSIGN_OR_RETURN(auto articles, StageArrayWriter<uint32_t>::Create(stages, kArticles));
  ASSIGN_OR_RETURN(auto buckets, StageArrayWriter<Bucket>::Create(stages, kBuckets));
  Writer writer(input, std::move(articles), std::move(buckets));
  RETURN_IF_ERROR(postings.Merge([&](std::span<const uint64_t> some) { return writer.Add(some); }));
  TermBuckets result(input);
  RETURN_IF_ERROR(writer.Finish(&result));
  // Of no use to a resumed run, which has the pairs or begins anew.
  stages->Remove(kArticles);
  stages->Remove(kBuckets);
  result.MakeDirectory();
  return result;
}

void TermBuckets::MakeDirectory() {
  const std::span<const Bucket> buckets = buckets_.values();
  const int log_directory = std::clamp(static_cast<int>(std::bit_width(buckets.size())), 1, 24);
  shift_ = 32 - log_directory;
  directory_.assign((size_t{1} << log_directory) + 1, 0);
  for (const Bucket& bucket : buckets) ++directory_[(bucket.key >> shift_) + 1];
  for (size_t i = 1; i < directory_.size(); ++i) directory_[i] += directory_[i - 1];
}

size_t TermBuckets::PlaceInLine(const Bucket& bucket, std::span<const uint32_t> line,
                                uint32_t article) const {
  const ArticleContext& context = input_->contexts[article];
  if (context.dated) {
    const auto own = std::pair(context.first_second, article);
    const auto place = std::lower_bound(
        line.begin(), line.begin() + bucket.dated, own, [&](uint32_t other, const auto& wanted) {
          return std::pair(input_->contexts[other].first_second, other) < wanted;
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
  const std::span<const uint32_t> line = articles_.values().subspan(bucket.first, bucket.size);
  if (line.size() <= kBucketCap) return line;
  const size_t before = PlaceInLine(bucket, line, article);
  const size_t first = std::min(before - std::min(before, kBucketCap / 2), line.size() - kBucketCap);
  return line.subspan(first, kBucketCap);
}

void TermBuckets::Near(uint32_t article, std::span<const uint32_t> keys,
                       std::vector<std::span<const uint32_t>>* near) const {
  const std::span<const Bucket> buckets = buckets_.values();
  const std::span<const uint32_t> articles = articles_.values();
  near->assign(keys.size(), {});
  for (const uint32_t key : keys) __builtin_prefetch(&directory_[key >> shift_]);
  for (const uint32_t key : keys) __builtin_prefetch(buckets.data() + directory_[key >> shift_]);
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto begin = buckets.begin() + directory_[keys[i] >> shift_];
    const auto end = buckets.begin() + directory_[(keys[i] >> shift_) + 1];
    const auto bucket =
        std::lower_bound(begin, end, keys[i], [](const Bucket& b, uint32_t key) { return b.key < key; });
    if (bucket == end || bucket->key != keys[i]) continue;
    __builtin_prefetch(articles.data() + bucket->first);
    (*near)[i] = NearInLine(*bucket, article);
  }
}

}  // namespace samestory
