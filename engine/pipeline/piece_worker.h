// A piece of input → its segment, kept texts and terms: all that happens to an article while its text is at hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/article/parse.h"
#include "engine/pipeline/kept_text.h"
#include "engine/pipeline/lanes.h"
#include "engine/pipeline/segment.h"
#include "engine/pipeline/term_block.h"
#include "engine/text/background.h"
#include "engine/text/shingle.h"

namespace samestory {

struct PieceResult {
  std::string segment, kept, terms;
};

// One a thread; buffers are used again.
class PieceWorker {
 public:
  // `background` null: no terms.
  PieceWorker(const std::vector<InputFile>& files, const Background* background)
      : files_(files), background_(background) {}

  absl::StatusOr<PieceResult> Process(const Piece& piece);

 private:
  absl::Status Take(uint32_t file, const Location& location);

  const std::vector<InputFile>& files_;
  const Background* background_;
  JsonLineParser json_;
  ParsedRecord parsed_;
  ShingleHasher hasher_;
  std::vector<uint64_t> shingles_;
  SegmentBuilder segment_;
  KeptTextWriter kept_;
  TermBlockBuilder terms_;
};

}  // namespace samestory
