// Results → what reports show.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/base/status.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/find.h"
#include "engine/report/model.h"
#include "engine/text/background.h"

namespace samestory {

// An article as the report shows it, without its text.
ReportArticle ShowEntry(const Corpus& corpus, uint32_t article);

struct ShowOptions {
  bool singles = false;  // stories of one article too
  bool texts = false;    // read every story's articles again
  std::string version;
  std::string language = "en";  // of the interface
};

// Builds a model story by story; an article of several stories stands in it once.
class ModelBuilder {
 public:
  // `corpus` must outlive the object.
  explicit ModelBuilder(const Corpus& corpus) : corpus_(corpus) {}

  void Add(const Story& story, bool with_links = true);
  // How stories were found, by whom, and in which language that is said: what the page of a story says besides it.
  void AddSettings(const Config& config, const ShowOptions& options);
  // The same and what came of the run: what the front page says besides the stories.
  void AddRun(const FindCounts& counts, const Config& config, const ShowOptions& options);
  absl::Status ReadTexts(int threads);

  // The articles of all stories, in the model's order.
  const std::vector<uint32_t>& articles() const { return articles_; }
  const ReportModel& model() const { return model_; }
  ReportModel Take() && { return std::move(model_); }

 private:
  const Corpus& corpus_;
  ReportModel model_;
  std::vector<uint32_t> articles_;                   // by position in the model
  absl::flat_hash_map<uint32_t, size_t> positions_;  // by article
};

// All at once.
absl::StatusOr<ReportModel> ShowStories(const Corpus& corpus, const Stories& stories, const Config& config,
                                        const ShowOptions& options);

// A story's page compares at most so many of its articles, the earliest.
inline constexpr size_t kComparedArticles = 40;

// The story's articles compared, the earliest as base: the model must hold their texts.
absl::StatusOr<DiffView> ShowDiff(const ReportModel& model, const ReportStory& story,
                                  const Background& background);

}  // namespace samestory
