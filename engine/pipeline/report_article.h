// What a report shows of an article's metadata.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/article/date.h"
#include "engine/report/model.h"

namespace samestory {

// Leaves an article without a date as it is.
inline void SetDate(const std::optional<Date>& date, ReportArticle* article) {
  if (!date) return;
  article->date = FormatDate(*date);
  article->has_date = true;
  article->unix_seconds = date->unix_seconds;
}

// As BCP 47 wants it in a page: nothing where the language is not known.
inline std::string LanguageTag(std::string_view code) { return code == "und" ? "" : std::string(code); }

}  // namespace samestory
