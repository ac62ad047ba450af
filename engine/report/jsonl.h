// The contract's JSON lines. Each function appends one line with its newline; keys in the contract's order.
//
// Story and diff lines hold every key: a date that is not known is null, every other text that is not known
// is
// "". Article lines leave out what is empty but for `id` and `text`, so that they read back as they came.
// Ill-formed UTF-8 becomes U+FFFD: a line is always valid JSON without a line break inside.
#pragma once

#include <string>

#include "engine/report/model.h"

namespace samestory {

void AppendStoryLine(const ReportModel& model, const ReportStory& story, std::string* out);
void AppendArticleLine(const ReportArticle& article, std::string* out);

// {"place":"…","kind":"skipped|mended|ignored|repeated","reason":"…"}
void AppendSkipLine(const ReportSkip& skip, std::string* out);

void AppendDiffLine(const DiffView& view, std::string* out);

}  // namespace samestory
