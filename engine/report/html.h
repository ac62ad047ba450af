// The report as HTML: self-contained pages without scripts, every string of an article escaped, a
// Content-Security-Policy that allows no network and no script.
#pragma once

#include <functional>
#include <string>

#include "engine/report/model.h"

namespace samestory {

// The front page. Links lead to "story/<id>.html".
std::string FrontPageHtml(const ReportModel& model);

// One story; `diffs` holds the comparison of each member with the base (the earliest), or of all together.
std::string StoryPageHtml(const ReportModel& model, const ReportStory& story, const std::vector<DiffView>& diffs);

// A page for `diff --format html`.
std::string DiffPageHtml(const DiffView& view, const std::string& version);

}  // namespace samestory
