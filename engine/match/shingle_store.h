// Exact shingle sets of the articles that may have a copy, on disk while copies are told.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/monitor.h"
#include "engine/base/stage_folder.h"
#include "engine/base/status.h"

namespace samestory {

class CopyInput;

class ShingleStore {
 public:
  // Reads the texts of `articles`, in the order they lie and each once: also what several have word for word. 20 bytes of
  // memory an article; the sets themselves go through `stages`.
  static absl::StatusOr<ShingleStore> Read(const CopyInput& input, std::vector<uint32_t> articles,
                                           int threads, StageFolder* stages, Monitor* monitor = nullptr);

  // Ascending, distinct; of an article that was read.
  std::span<const uint64_t> of(uint32_t article) const;

 private:
  struct Place {
    uint32_t article, position;  // position: in the order read, of the set
  };
  // Leaves of `articles` those whose texts are read; places of them all.
  static std::vector<Place> PlacesOfSets(const CopyInput& input, std::vector<uint32_t>* articles);

  std::vector<Place> places_;   // ascending by article
  std::vector<Stage> chunks_;   // u64 ends[], then the sets
  std::vector<size_t> begins_;  // of each chunk, its first position; then the end of all
};

}  // namespace samestory
