// The head of a story's page: its headlines, its articles with their figures, its links.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/report/html_diff.h"
#include "engine/report/reading.h"

namespace samestory {

// What a page tells of one article, compared or not.
struct ArticleLine {
  const ReportArticle* article = nullptr;
  std::string letter, role;  // role: in words
  std::string linked = {};   // its strongest link in words, or ""
};

// All headlines under each other, each against the base's. An article without a title says so.
void AppendHeadlines(const NamedView& named, const Wording& wording, std::string* out);

// A table of the articles; those past the view's were not compared and have no figures of the comparison.
void AppendArticles(const std::vector<ArticleLine>& lines, const NamedView& named, const Reading& reading,
                    const Wording& wording, std::string* out);

// "same event · A · 0.54"; without the kind where the article's role says it already.
std::string LinkWords(const ReportLink& link, const std::string& other, const std::string& role,
                      const Wording& wording);

// `letters` by position in model.articles.
void AppendLinks(const ReportModel& model, const ReportStory& story,
                 const std::map<size_t, std::string>& letters, const Wording& wording, std::string* out);

// Whether the first of `articles`, in time order, may not be the earliest for all that is known: another one
// is of its day, and the hour of one of the two is unknown.
bool EarliestByDayOnly(const std::vector<ArticleLine>& lines);

}  // namespace samestory
