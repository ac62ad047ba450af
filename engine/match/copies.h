// Copies: articles whose 5-word shingle sets have a Jaccard of .7 or more, by LSH bands and exact
// verification.
//
// Articles are taken in the caller's order of preference. One that is a copy of an article kept before it is
// a copy, any other is kept: so every copy has a direct, exact link to a kept article, ten thousand copies of
// one text cost ten thousand comparisons, and no chain welds strangers together (a union of links would).
//
// Shingle sets are not kept of every article: those of articles that may have a copy, by their signatures, are read once
// and laid on disk.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/stage_folder.h"
#include "engine/base/status.h"
#include "engine/match/context.h"
#include "engine/match/options.h"
#include "engine/match/score.h"
#include "engine/sketch/minhash.h"

namespace samestory {

inline constexpr double kCopyJaccard = 0.7;

// What is asked of the articles of a run.
class CopyInput {
 public:
  virtual ~CopyInput() = default;
  virtual uint32_t size() const = 0;
  virtual std::span<const uint32_t, kPermutations> Signature(uint32_t article) const = 0;
  virtual ArticleContext Context(uint32_t article) const = 0;
  // Equal for equal texts, and as good as never for others but by intent.
  virtual uint64_t TextHash(uint32_t article) const = 0;
  // Words of the text: it has no more shingles than that.
  virtual uint32_t Words(uint32_t article) const = 0;

  // Articles lie at places, in which order they are quickest to read; not every place holds one. What lies there: the
  // signature, or null for a stub, which has no shingles and is nobody's copy.
  virtual uint32_t places() const = 0;
  virtual uint32_t PlaceOf(uint32_t article) const = 0;
  virtual const uint32_t* SignatureAt(uint32_t place) const = 0;

  // Of each of `articles`, distinct and best in the order they lie: calls take(i, shingles) once for each position i. Called
  // from several threads.
  using TakeShingles = std::function<void(size_t, std::span<const uint64_t>)>;
  virtual absl::Status ReadShingles(std::span<const uint32_t> articles, const TakeShingles& take) const = 0;
};

struct Copy {
  uint32_t article = 0, survivor = 0;
  Overlap overlap;  // a is the copy, b the survivor
};

// Ascending by article; a copy lies within the window of its survivor. `order` holds every article once, the most preferred first. Stubs are kept. Of several
// survivors the most alike is named, then the most preferred. The same for any threads and memory. What an earlier
// run left in `stages` is not made again. Errors are those of reading and of the disk.
absl::StatusOr<std::vector<Copy>> FindCopies(const CopyInput& input, std::span<const uint32_t> order,
                                             const MatchOptions& options, StageFolder* stages);

// The same by article.
struct CopyOf {
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t survivor = kNone;  // kNone: kept
  Overlap overlap;
};
std::vector<CopyOf> ByArticle(std::span<const Copy> copies, size_t articles);

}  // namespace samestory
