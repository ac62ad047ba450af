#include "cli/found_output.h"

#include <utility>

#include "cli/terminal.h"
#include "engine/report/jsonl.h"

namespace samestory {

absl::StatusOr<FoundOutput> FoundOutput::Create(const Options& options, const Corpus& corpus,
                                                const Config& config, const ShowOptions& show,
                                                std::optional<StagedFolder> out) {
  ASSIGN_OR_RETURN(StageWriter printed, corpus.stages()->Create("printed"));
  FoundOutput output(options, corpus, std::move(printed));
  output.style_ = StyleOfOutput();
  if (out) {
    ASSIGN_OR_RETURN(ResultFolder folder, ResultFolder::Create(corpus, config, show, *std::move(out)));
    output.folder_.emplace(std::move(folder));
  }
  return output;
}

absl::Status FoundOutput::Take(std::span<const Story> stories) {
  ModelBuilder some(corpus_);
  for (const Story& story : stories) some.Add(story);
  counts_.stories += stories.size();
  std::string text;
  if (options_.format == "jsonl") {
    for (const ReportStory& story : some.model().stories) AppendStoryLine(some.model(), story, &text);
  } else {
    AppendStories(some.model(), style_, &text);
  }
  RETURN_IF_ERROR(printed_.Append(text));
  return folder_ ? folder_->Add(stories) : absl::OkStatus();
}

absl::StatusOr<Stage> FoundOutput::Finish(const FindCounts& counts) {
  if (folder_) RETURN_IF_ERROR(folder_->Finish(counts));
  if (options_.format != "jsonl") {
    counts_.articles_read = corpus_.size();
    counts_.singles = counts.singles.size();
    // Shown or not, those that stand alone are told apart from the stories; an article of several counts once.
    if (options_.singles) counts_.stories -= counts_.singles;
    counts_.articles_of_stories = counts_.articles_read - counts_.singles;
    counts_.skipped = corpus_.catalog().CountIncidents(Incident::Kind::kSkipped);
    RETURN_IF_ERROR(printed_.Append(FormatCounts(counts_, style_)));
  }
  return printed_.Commit();
}

}  // namespace samestory
