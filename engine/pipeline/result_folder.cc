#include "engine/pipeline/result_folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/article_lines.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/report/html.h"
#include "engine/report/jsonl.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

constexpr char kPages[] = "/story";

// What lay among the replaced pages and was not the report's.
absl::Status KeepForeign(const std::string& old_pages, const std::string& pages) {
  std::vector<std::string> names;
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(old_pages, error))) return absl::OkStatus();
  if (const int failed = ListFolder(old_pages, &names); failed != 0)
    return ErrnoStatus(failed, pages, "cannot read");
  for (const std::string& name : names) {
    const bool ours = name.starts_with("s-") && name.ends_with(".html") &&
                      !fs::is_directory(fs::symlink_status(old_pages + "/" + name, error));
    if (ours) continue;
    const bool taken = fs::exists(fs::symlink_status(pages + "/" + name, error));
    fs::rename(old_pages + "/" + name, pages + "/" + name + (taken ? ".kept" : ""), error);
    if (error) return ErrnoStatus(error.value(), pages + "/" + name, "cannot keep");
  }
  return absl::OkStatus();
}

}  // namespace

ResultFolder::ResultFolder(const Corpus& corpus, const Config& config, const ShowOptions& options,
                           StagedFolder folder, AtomicFile stories, std::unique_ptr<Background> background)
    : corpus_(corpus),
      config_(config),
      options_(options),
      folder_(std::move(folder)),
      stories_(std::move(stories)),
      background_(std::move(background)),
      front_(corpus) {}

absl::StatusOr<ResultFolder> ResultFolder::Create(const Corpus& corpus, const Config& config,
                                                  const ShowOptions& options, StagedFolder folder) {
  ASSIGN_OR_RETURN(std::unique_ptr<Background> background, OpenBackground(config));
  // Not its parents: an interrupt may have removed them.
  if (mkdir((folder.path() + kPages).c_str(), 0777) != 0)
    return ErrnoStatus(errno, folder.folder(), "cannot make a folder in it");
  ASSIGN_OR_RETURN(AtomicFile stories, AtomicFile::Create(folder.path() + "/stories.jsonl"));
  return ResultFolder(corpus, config, options, std::move(folder), std::move(stories), std::move(background));
}

absl::Status ResultFolder::Add(std::span<const Story> stories) {
  ModelBuilder some(corpus_);
  some.AddSettings(config_, options_);
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
      outcomes[i] = view.ok() ? WriteFile(folder_.path() + kPages + "/" + story.id + ".html",
                                          StoryPageHtml(model, story, *view))
                              : view.status();
    }
  });
  return FirstError(outcomes);
}

absl::Status ResultFolder::Finish(const FindCounts& counts) {
  front_.AddRun(counts, config_, options_);
  std::vector<uint32_t> articles = front_.articles();
  std::sort(articles.begin(), articles.end());
  ASSIGN_OR_RETURN(AtomicFile lines, AtomicFile::Create(folder_.path() + "/articles.jsonl"));
  RETURN_IF_ERROR(WriteArticleLines(corpus_, articles, config_, &lines));
  std::string skipped;
  for (const ReportSkip& skip : front_.model().skips) AppendSkipLine(skip, &skipped);
  RETURN_IF_ERROR(lines.Commit());
  RETURN_IF_ERROR(WriteFile(folder_.path() + "/skipped.jsonl", skipped));
  RETURN_IF_ERROR(WriteFile(folder_.path() + "/index.html", FrontPageHtml(front_.model())));
  RETURN_IF_ERROR(stories_.Commit());
  RETURN_IF_ERROR(folder_.Commit());
  return KeepForeign(folder_.path() + kPages, folder_.folder() + kPages);
}

}  // namespace samestory
