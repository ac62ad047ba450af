// The contract's JSON lines. Each function appends one line with its newline; keys in the contract's order.
#pragma once

#include <string>

#include "engine/report/model.h"

namespace samestory {

void AppendStoryLine(const ReportModel& model, const ReportStory& story, std::string* out);
void AppendArticleLine(const ReportArticle& article, std::string* out);
void AppendSkipLine(const ReportSkip& skip, std::string* out);
void AppendDiffLine(const DiffView& view, std::string* out);

}  // namespace samestory
