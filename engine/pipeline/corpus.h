// The articles of a run as every verb takes them: catalog, sketches, and a way to read a text again. It comes
// from folders and files, from sketch files, or from both.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/context.h"
#include "engine/pipeline/catalog.h"
#include "engine/pipeline/config.h"
#include "engine/sketch/sketch_file.h"
#include "engine/sketch/sketch_store.h"

namespace samestory {

// Title and address travel with the sketch, so that memory holds neither.
std::string EncodeAttachment(const Article& article);

class Corpus {
 public:
  // Rows, kept texts and catalog of one source, finished.
  struct Part {
    Catalog catalog;
    SketchStore sketches{""};
    SketchStore kept_blocks{""};
    MappedFile sketch, kept_file;  // what the stores look into, for a part from a sketch file
  };

  // Reads all `inputs`; a sketch file is told by its content. The order of the inputs does not matter.
  // Errors: an input that cannot be read, a damaged sketch, an input that changed since it was sketched, no
  // article.
  static absl::StatusOr<Corpus> Open(const std::vector<std::string>& inputs, const Config& config);

  size_t size() const { return catalog_.entries.size(); }
  const Catalog& catalog() const { return catalog_; }
  const CatalogEntry& entry(uint32_t article) const { return catalog_.entries[article]; }
  SketchView sketch(uint32_t article) const;
  std::string_view title(uint32_t article) const;
  std::string_view url(uint32_t article) const;
  MatchInput match_input() const;

  // The article with its text. kDataLoss where its input has changed since. Thread-safe.
  absl::StatusOr<Article> Read(uint32_t article) const;

  // The first article with this id, or kNotFound.
  absl::StatusOr<uint32_t> Find(std::string_view id) const;

 private:
  friend absl::StatusOr<Corpus> MergeParts(std::vector<Part> parts);
  const Part& PartOf(uint32_t sketch, uint32_t* local_sketch) const;

  std::vector<Part> parts_;
  std::vector<uint32_t> first_sketch_;  // of each part
  Catalog catalog_;
  struct BlockCache;
  std::shared_ptr<BlockCache> cache_;
};

// Parts in any order → one corpus: names that two INPUTs share are told apart, ids made unique.
absl::StatusOr<Corpus> MergeParts(std::vector<Corpus::Part> parts);

// `sketch`: reads the inputs and writes the sketch file, with `path`.text beside it where texts had to be
// kept (a stale one is removed). Returns the catalog written.
absl::StatusOr<Catalog> WriteSketch(const std::vector<std::string>& inputs, const std::string& path,
                                    const Config& config);

}  // namespace samestory
