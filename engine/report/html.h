// The report as HTML: self-contained pages that say all without their script, every string of an article escaped,
// a Content-Security-Policy that allows no network, no script and no style but the page's own (by its hash).
// Addresses of articles are shown as text, never as links.
#pragma once

#include <string>
#include <vector>

#include "engine/report/model.h"

namespace samestory {

// The front page. Links lead to "story/<id>.html".
std::string FrontPageHtml(const ReportModel& model);

// One story; `view` compares its members, in their order, or the first of them where there are too many (none:
// no comparison).
std::string StoryPageHtml(const ReportModel& model, const ReportStory& story, const DiffView& view);

// A page for `diff --format html`; `language` as in ReportModel.
std::string DiffPageHtml(const DiffView& view, const std::string& version,
                         const std::string& language = "en");

}  // namespace samestory
