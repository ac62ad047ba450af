#include "engine/pipeline/result_folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/pipeline/article_lines.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/report/html.h"
#include "engine/report/jsonl.h"

namespace samestory {
namespace {

absl::Status RemoveOldPages(const std::string& folder) {
  std::vector<std::string> names;
  if (const int failed = ListFolder(folder, &names); failed != 0)
    return ErrnoStatus(failed, folder, "cannot read");
  for (const std::string& name : names) {
    if (!name.starts_with("s-") || !name.ends_with(".html")) continue;
    std::error_code error;
    std::filesystem::remove(folder + "/" + name, error);
    if (error) return ErrnoStatus(error.value(), folder + "/" + name, "cannot remove");
  }
  return absl::OkStatus();
}

}  // namespace

ResultFolder::ResultFolder(const Corpus& corpus, const Config& config, const ShowOptions& options,
                           std::string folder, AtomicFile stories, std::unique_ptr<Background> background)
    : corpus_(corpus),
      config_(config),
      options_(options),
      folder_(std::move(folder)),
      stories_(std::move(stories)),
      background_(std::move(background)),
      front_(corpus) {}

absl::StatusOr<ResultFolder> ResultFolder::Create(const Corpus& corpus, const Config& config,
                                                  const ShowOptions& options, const std::string& folder) {
  ASSIGN_OR_RETURN(std::unique_ptr<Background> background, OpenBackground(config));
  RETURN_IF_ERROR(MakeFolders(folder + "/story"));
  ASSIGN_OR_RETURN(AtomicFile stories, AtomicFile::Create(folder + "/stories.jsonl"));
  return ResultFolder(corpus, config, options, folder, std::move(stories), std::move(background));
}

absl::Status ResultFolder::RemoveOldPagesOnce() {
  if (std::exchange(old_pages_gone_, true)) return absl::OkStatus();
  return RemoveOldPages(folder_ + "/story");
}

absl::Status ResultFolder::Add(std::span<const Story> stories) {
  RETURN_IF_ERROR(RemoveOldPagesOnce());
  ModelBuilder some(corpus_);
  for (const Story& story : stories) {
    some.Add(story);
    front_.Add(story, /*with_links=*/false);
  }
  RETURN_IF_ERROR(some.ReadTexts(config_.threads));
  std::string lines;
  for (const ReportStory& story : some.model().stories) AppendStoryLine(some.model(), story, &lines);
  RETURN_IF_ERROR(stories_.Append(lines));
  return WritePages(some.model());
}

absl::Status ResultFolder::WritePages(const ReportModel& model) const {
  std::vector<absl::Status> outcomes(model.stories.size());
  ParallelFor(model.stories.size(), config_.threads, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const ReportStory& story = model.stories[i];
      const absl::StatusOr<DiffView> view = ShowDiff(model, story, *background_);
      outcomes[i] =
          view.ok() ? WriteFile(folder_ + "/story/" + story.id + ".html", StoryPageHtml(model, story, *view))
                    : view.status();
    }
  });
  return FirstError(outcomes);
}

absl::Status ResultFolder::Finish(const FindCounts& counts) {
  RETURN_IF_ERROR(RemoveOldPagesOnce());
  front_.AddRun(counts, config_, options_);
  std::vector<uint32_t> articles = front_.articles();
  std::sort(articles.begin(), articles.end());
  ASSIGN_OR_RETURN(AtomicFile lines, AtomicFile::Create(folder_ + "/articles.jsonl"));
  RETURN_IF_ERROR(WriteArticleLines(corpus_, articles, config_, &lines));
  std::string skipped;
  for (const ReportSkip& skip : front_.model().skips) AppendSkipLine(skip, &skipped);
  RETURN_IF_ERROR(lines.Commit());
  RETURN_IF_ERROR(WriteFile(folder_ + "/skipped.jsonl", skipped));
  RETURN_IF_ERROR(WriteFile(folder_ + "/index.html", FrontPageHtml(front_.model())));
  return stories_.Commit();
}

}  // namespace samestory
