// Inputs → sketches and catalog, in one pass over the bytes: bodies are read, turned into numbers and
// dropped.
#pragma once

#include <functional>
#include <string_view>

#include "engine/article/input.h"
#include "engine/pipeline/catalog.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/kept_text.h"
#include "engine/text/background.h"

namespace samestory {

// Takes encoded sketches in the order read.
using SketchSink = std::function<absl::Status(std::string_view)>;

// Memory is bounded by a batch of records, whatever the inputs' size, apart from the catalog. The same for
// any number of threads. The catalog is finished.
absl::StatusOr<Catalog> Ingest(const InputList& inputs, const Config& config, const Background& background,
                               const SketchSink& sketches, KeptTextWriter* kept);

// Names and contents of the tables `config` names, as a hash: articles weighted by different tables do not compare.
absl::StatusOr<std::string> BackgroundFingerprint(const Config& config);

// The tables `config` names, or none where it names none.
absl::StatusOr<std::unique_ptr<Background>> OpenBackground(const Config& config);

}  // namespace samestory
