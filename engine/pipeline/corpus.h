// The articles of a run as every verb takes them: catalog, signatures, terms, and a way to read a text again. It comes
// from folders and files, from sketch files, or from both.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/stage_folder.h"
#include "engine/match/context.h"
#include "engine/pipeline/article_order.h"
#include "engine/pipeline/catalog.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/ingest.h"

namespace samestory {

// What a run wants of its articles: signatures always, terms only for reports of one event.
enum class CorpusUse { kCopies, kEvents };

class Corpus {
 public:
  // The segments of one source, with what their views look into.
  struct Part {
    std::vector<CatalogFile> files;
    std::vector<Incident> incidents;  // of scanning
    std::vector<StoredSegment> segments;
    MappedFile sketch, kept_file;  // of a part from a sketch file
  };

  // Reads all `inputs`; a sketch file is told by its content. The order of the inputs does not matter. With
  // config.resumable what an earlier run of the same inputs and settings left in config.work_folder is used.
  // Errors: an input that cannot be read, a damaged sketch, an input that changed since it was sketched, no
  // article.
  static absl::StatusOr<Corpus> Open(const std::vector<std::string>& inputs, const Config& config,
                                     CorpusUse use = CorpusUse::kEvents);

  size_t size() const { return order_.articles.size(); }
  const Catalog& catalog() const { return catalog_; }
  CatalogEntry entry(uint32_t article) const;
  std::string_view id(uint32_t article) const { return order_.id(segments_, order_.articles[article]); }
  std::span<const uint32_t, kPermutations> signature(uint32_t article) const {
    return signature(order_.articles[article]);
  }
  std::span<const uint32_t, kPermutations> signature(ArticleRef at) const {
    return segments_[at.segment].segment.signature(at.row);
  }
  uint64_t text_hash(uint32_t article) const { return Row(order_.articles[article]).text_hash; }
  uint32_t words(uint32_t article) const { return words(order_.articles[article]); }
  uint32_t words(ArticleRef at) const { return Row(at).words; }
  // Bytes of the record it is read from again, or of its text where that is kept: about what it takes written out.
  uint64_t record_bytes(uint32_t article) const {
    const SegmentRow& row = Row(order_.articles[article]);
    return row.kept.frame == KeptPlace::kNowhere ? row.size_bytes : row.kept.size_bytes;
  }
  ArticleContext context(uint32_t article) const;
  std::string_view language(uint32_t article) const;
  // Terms and contexts of all articles; only where they were opened for events.
  MatchInput match_input() const;

  // The article with its text. kDataLoss where its input has changed since. Thread-safe; for many articles an
  // ArticleReader is quicker.
  absl::StatusOr<Article> Read(uint32_t article) const;

  // Of the text, which is read again: ascending, distinct. Errors as of Read.
  absl::StatusOr<std::vector<uint64_t>> Shingles(uint32_t article) const;

  // The first article with this id, or kNotFound.
  absl::StatusOr<uint32_t> Find(std::string_view id) const;

  // The rows of all segments by number, in the order read, which is the quickest to read them in again; not each is an
  // article.
  uint32_t places() const { return first_place_.back(); }
  uint32_t PlaceOf(uint32_t article) const {
    const ArticleRef at = order_.articles[article];
    return first_place_[at.segment] + at.row;
  }
  ArticleRef RefAt(uint32_t place) const {
    uint32_t segment = segment_near_[place / kPlacesNear];
    while (place >= first_place_[segment + 1]) ++segment;
    return {segment, place - first_place_[segment]};
  }

  // Whether some texts come from frames, of which each costs its whole frame where they are read in another order
  // (engine/pipeline/kept_text.h).
  bool keeps_texts() const {
    return std::ranges::any_of(segments_, [](const StoredSegment& stored) { return !stored.kept.empty(); });
  }

  StageFolder* stages() const { return stages_.get(); }

 private:
  friend class ArticleReader;
  friend absl::StatusOr<Corpus> MergeParts(std::vector<Part> parts);

  void PrefetchRow(uint32_t article) const {
    const char* row = reinterpret_cast<const char*>(&Row(order_.articles[article]));
    __builtin_prefetch(row);
    __builtin_prefetch(row + sizeof(SegmentRow) - 1);
  }
  const SegmentRow& Row(ArticleRef at) const { return segments_[at.segment].segment.rows[at.row]; }
  const InputFile& FileOf(ArticleRef at) const {
    return catalog_.files[first_file_[at.segment] + Row(at).file].input;
  }
  absl::Status MakeTerms(const Config& config);

  std::unique_ptr<StageFolder> stages_;
  std::vector<Part> parts_;  // what segments_ look into
  std::vector<StoredSegment> segments_;
  std::vector<uint32_t> first_file_;  // of each segment, in catalog_.files
  // Of each segment and beyond the last: the number of its first row; and the segments of every so many rows' first.
  static constexpr uint32_t kPlacesNear = 256;
  std::vector<uint32_t> first_place_{0}, segment_near_;
  std::vector<std::vector<uint32_t>> outlets_;  // of each segment, by its names: equal numbers, equal outlets
  Catalog catalog_;
  ArticleOrder order_;
};

// Parts in any order → one corpus: names that two INPUTs share are told apart, ids made unique.
absl::StatusOr<Corpus> MergeParts(std::vector<Corpus::Part> parts);

// `sketch`: reads the inputs and writes the sketch file, with `path`.text beside it where texts had to be
// kept (a stale one is removed). Returns the catalog written.
absl::StatusOr<Catalog> WriteSketch(const std::vector<std::string>& inputs, const std::string& path,
                                    const Config& config);

// `path`.text
std::string KeptPath(const std::string& sketch_path);

}  // namespace samestory
