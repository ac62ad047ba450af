// Comparisons as parts of a page: who has what, the matrix of a comparison of more than two, and pairs side
// by side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/html_page.h"
#include "engine/report/model.h"
#include "engine/report/reading.h"

namespace samestory {

// A comparison, and how the page calls its articles (by position in view->articles).
struct NamedView {
  const DiffView* view = nullptr;
  std::vector<std::string> letters;
};

// A table of how many sentences of each article stand elsewhere too. Asides are not counted.
void AppendCarriers(const NamedView& named, const Reading& reading, const Wording& wording, std::string* out);

// Who carries what: rows of sentences by articles, those in two or more; then for each article what it alone
// has; with filters, switches for classes of spelling, and downloads whose files `name` begins. For two articles or
// more; once a page.
void AppendMatrix(const NamedView& named, const Wording& wording, std::string_view name, std::string* out);

// The base and each other article, sentence beside sentence, rows with the ids pair-B-n; where a move stands
// in the other's order is move-B-n. Of more than six articles each pair is folded but for the first.
void AppendPairs(const NamedView& named, const Wording& wording, std::string* out);

// The letter's badge and the outlet.
std::string NamedOutlet(std::string_view letter, const ReportArticle& article);

}  // namespace samestory
