// What a report shows: plain values with every string as it came, to be escaped by whoever writes them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

// A stretch of an article's text that names a number, a date, a person or place, or quotes.
struct ArticleFact {
  FactKind kind = FactKind::kNumber;
  uint32_t start = 0, end = 0;  // bytes
};

// Whom an article names as its source: "Theo TTXVN", "(Reuters)".
struct ArticleCredit {
  std::string name;             // as written there
  uint32_t start = 0, end = 0;  // bytes of the name in the text
};

struct ReportArticle {
  std::string id, source, date, title, path, url, language;  // date as ISO 8601, language as BCP 47 or empty
  std::string text;
  std::string hash;                    // of the text, as ContentHash() gives it
  std::vector<ArticleFact> facts;      // by start; where compared
  std::vector<ArticleCredit> credits;  // by start; where compared
  int64_t unix_seconds = 0;            // of the date; only where has_date
  bool has_date = false;
  size_t words = 0;
};

// In `role`: earliest, copy, partial, report (the contract's words).
struct ReportMember {
  size_t article = 0;  // position in ReportModel::articles
  std::string role;
};

// Scores are in [0, 1]. a and b are positions in ReportModel::articles.
struct ReportLink {
  size_t a = 0, b = 0;
  std::string kind;  // copy, partial, event
  double jaccard = 0, containment_a = 0, containment_b = 0, score = 0;
  std::vector<std::string> shared;  // rarest phrases in both, as printed in a
};

struct ReportStory {
  std::string id, title, first;  // first: earliest date known, or empty
  double cohesion = 0;
  std::vector<ReportMember> members;  // by date, undated last, then id
  std::vector<ReportLink> links;      // by score, then ids
};

struct ReportSkip {
  std::string place, reason, kind;  // kind: skipped, mended, ignored, repeated
};

struct ReportModel {
  std::vector<ReportArticle> articles;  // those of the stories
  std::vector<ReportStory> stories;
  std::vector<ReportSkip> skips;
  size_t articles_read = 0, singles = 0;
  std::string version;
  // Key and value: thresholds and counts. Keys that MethodName() knows are shown in the page's language.
  std::vector<std::pair<std::string, std::string>> method;
  std::string language;  // of the interface: "en" or "vi"
};

// A comparison of two or more articles: `diff`, or a story's.
struct DiffView {
  std::vector<ReportArticle> articles;
  Collation collation;
  uint32_t base = 0;
  // The scripts between the titles of each two articles that have one; a < b are positions in `articles`,
  // offsets are bytes of the titles.
  std::vector<CellEdits> headlines;
};

}  // namespace samestory
