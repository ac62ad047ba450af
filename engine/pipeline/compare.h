// Articles side by side: `diff`, and the pages of a story.
#pragma once

#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/report/model.h"
#include "engine/text/background.h"

namespace samestory {

// Two articles or more, texts included; words weigh by `background`. `base` is a position in them.
absl::StatusOr<DiffView> CompareArticles(std::vector<ReportArticle> articles, uint32_t base,
                                         const Background& background);

// Whether they say the same, sentence by sentence and in the same order, spelling aside.
bool SaysTheSame(const DiffView& view);

}  // namespace samestory
