// The articles that `diff` is given.
#pragma once

#include <string>

#include "engine/base/status.h"
#include "engine/report/model.h"

namespace samestory {

// The article an operand of `diff` names: FILE with one article, or FILE#ID. kInvalidArgument for a file with
// several and no id, kNotFound for an id or a file that is not there.
absl::StatusOr<ReportArticle> ReadOperand(const std::string& operand);

}  // namespace samestory
