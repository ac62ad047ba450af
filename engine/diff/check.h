// What Collate() asks of its inputs.
#pragma once

#include <span>

#include "engine/base/status.h"
#include "engine/diff/collation.h"

namespace samestory {

// kInvalidArgument with the document's number and what is wrong with it. O(tokens).
absl::Status CheckInputs(std::span<const DiffDocument> documents, const CollateOptions& options);

}  // namespace samestory
