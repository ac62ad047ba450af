// Results → what reports show.
#pragma once

#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/find.h"
#include "engine/report/model.h"
#include "engine/text/background.h"

namespace samestory {

// An article as the report shows it, without its text; and with it.
ReportArticle ShowEntry(const Corpus& corpus, uint32_t article);
absl::StatusOr<ReportArticle> ShowArticle(const Corpus& corpus, uint32_t article);

struct ShowOptions {
  bool singles = false;  // stories of one article too
  bool texts = false;    // read every story's articles again
  std::string version;
  std::string language = "en";  // of the interface
};

absl::StatusOr<ReportModel> ShowStories(const Corpus& corpus, const Stories& stories, const Config& config,
                                        const ShowOptions& options);

// A story's page compares at most so many of its articles, the earliest.
inline constexpr size_t kComparedArticles = 40;

// The story's articles compared, the earliest as base: `texts` must have been asked for.
absl::StatusOr<DiffView> ShowDiff(const ReportModel& model, const ReportStory& story,
                                  const Background& background);

// Writes stories.jsonl, articles.jsonl, skipped.jsonl, index.html and story/*.html into `folder`, each whole
// or not at all; story pages of an earlier run go.
absl::Status WriteResultFolder(const ReportModel& model, const Config& config, const std::string& folder);

}  // namespace samestory
