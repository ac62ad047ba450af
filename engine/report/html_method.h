// How a page was made, so that it can be checked and cited.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/report/html_page.h"
#include "engine/report/model.h"

namespace samestory {

// What the last section of a page tells.
struct MethodNotes {
  const std::vector<std::pair<std::string, std::string>>* figures = nullptr;  // ReportModel::method, or null
  std::string version;
  std::string title, story;          // of the line to cite; no title: no line
  const DiffView* view = nullptr;    // its rules, inputs and whether it is degraded; or null
  std::vector<std::string> letters;  // of the view's articles
};

// <section id="method">.
void AppendMethod(const MethodNotes& notes, const Wording& wording, std::string* out);

}  // namespace samestory
