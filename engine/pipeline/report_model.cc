#include "engine/pipeline/report_model.h"

#include <algorithm>
#include <filesystem>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "engine/base/file.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/compare.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/report_article.h"
#include "engine/report/html.h"
#include "engine/report/jsonl.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

// copy or partial where a link of that kind leads to an earlier article of the story.
std::string RoleOf(const Story& story, size_t position) {
  if (position == 0) return "earliest";
  const uint32_t article = story.members[position];
  std::string role = "report";
  for (const Link& link : story.links) {
    if (link.a != article && link.b != article) continue;
    const uint32_t other = link.a == article ? link.b : link.a;
    const auto earlier = story.members.begin() + static_cast<ptrdiff_t>(position);
    if (std::find(story.members.begin(), earlier, other) == earlier) continue;
    if (link.kind == LinkKind::kCopy) return "copy";
    if (link.kind == LinkKind::kPartial) role = "partial";
  }
  return role;
}

std::string_view Name(Incident::Kind kind) {
  switch (kind) {
    case Incident::Kind::kSkipped:
      return "skipped";
    case Incident::Kind::kMended:
      return "mended";
    case Incident::Kind::kIgnored:
      return "ignored";
    case Incident::Kind::kRepeated:
      return "repeated";
  }
  return "";
}

// Appends the story; articles already in the model are used again.
void AppendStory(const Corpus& corpus, const Story& story, absl::flat_hash_map<uint32_t, size_t>* positions,
                 ReportModel* model) {
  ReportStory shown;
  shown.id = story.id;
  shown.cohesion = story.cohesion;
  for (size_t i = 0; i < story.members.size(); ++i) {
    const uint32_t article = story.members[i];
    const auto [found, added] = positions->try_emplace(article, model->articles.size());
    if (added) model->articles.push_back(ShowEntry(corpus, article));
    shown.members.push_back({found->second, RoleOf(story, i)});
  }
  const auto member = [&](size_t i) -> const ReportArticle& {
    return model->articles[shown.members[i].article];
  };
  if (member(0).has_date) shown.first = member(0).date;
  for (size_t i = 0; i < shown.members.size() && shown.title.empty(); ++i) shown.title = member(i).title;
  if (shown.title.empty()) shown.title = member(0).id;
  for (const Link& link : story.links) {
    shown.links.push_back({positions->at(link.a), positions->at(link.b), std::string(Name(link.kind)),
                           link.overlap.jaccard, link.overlap.containment_a, link.overlap.containment_b,
                           link.score, link.shared});
  }
  model->stories.push_back(std::move(shown));
}

// By keys that the report has words for.
std::vector<std::pair<std::string, std::string>> Method(const Stories& stories, const Config& config) {
  return {
      {"link_score", absl::StrFormat("%.2f", config.link_score)},
      {"story_cohesion", absl::StrFormat("%.2f", config.story_cohesion)},
      {"copy_jaccard", absl::StrFormat("%.2f", kCopyJaccard)},
      {"window_hours", absl::StrFormat("%g", config.window_hours)},
      {"candidate_pairs", absl::StrFormat("%d", stories.candidate_pairs)},
      {"two_events", absl::StrFormat("%d", stories.two_events)},
      {"copies", absl::StrFormat("%d", stories.copies)},
      {"common_terms", absl::StrFormat("%d", stories.capped_buckets)},
  };
}

absl::Status RemoveOldPages(const fs::path& folder) {
  std::error_code error;
  for (const auto& page : fs::directory_iterator(folder, error)) {
    const std::string name = page.path().filename().string();
    if (name.starts_with("s-") && name.ends_with(".html")) fs::remove(page.path(), error);
  }
  if (error) return ErrnoStatus(error.value(), folder.string(), "cannot clear");
  return absl::OkStatus();
}

absl::Status WriteStoryPages(const ReportModel& model, const Background& background, int threads,
                             const fs::path& folder) {
  std::vector<absl::Status> outcomes(model.stories.size());
  ParallelFor(model.stories.size(), threads, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const ReportStory& story = model.stories[i];
      const absl::StatusOr<DiffView> view = ShowDiff(model, story, background);
      outcomes[i] = view.ok() ? WriteFile(folder / (story.id + ".html"), StoryPageHtml(model, story, *view))
                              : view.status();
    }
  });
  for (const absl::Status& outcome : outcomes) RETURN_IF_ERROR(outcome);
  return absl::OkStatus();
}

}  // namespace

ReportArticle ShowEntry(const Corpus& corpus, uint32_t article) {
  const CatalogEntry entry = corpus.entry(article);
  ReportArticle shown;
  shown.id = entry.id;
  shown.source = entry.source;
  shown.title = entry.title;
  shown.path = entry.path;
  shown.url = entry.url;
  shown.language = LanguageTag(entry.language);
  shown.words = entry.words;
  SetDate(entry.date, &shown);
  return shown;
}

absl::StatusOr<ReportArticle> ShowArticle(const Corpus& corpus, uint32_t article) {
  ReportArticle shown = ShowEntry(corpus, article);
  ASSIGN_OR_RETURN(Article read, corpus.Read(article));
  shown.text = std::move(read.text);
  return shown;
}

absl::StatusOr<ReportModel> ShowStories(const Corpus& corpus, const Stories& stories, const Config& config,
                                        const ShowOptions& options) {
  ReportModel model;
  model.articles_read = corpus.size();
  model.singles = stories.singles.size();
  model.version = options.version;
  model.language = options.language;
  model.method = Method(stories, config);
  absl::flat_hash_map<uint32_t, size_t> positions;
  for (const Story& story : stories.stories) AppendStory(corpus, story, &positions, &model);
  if (options.singles) {
    for (const uint32_t article : stories.singles) {
      AppendStory(corpus, SingleStory(corpus, article), &positions, &model);
    }
  }
  if (options.texts) {
    std::vector<uint32_t> numbers(model.articles.size());
    for (const auto& [article, position] : positions) numbers[position] = article;
    for (size_t i = 0; i < numbers.size(); ++i) {
      ASSIGN_OR_RETURN(Article read, corpus.Read(numbers[i]));
      model.articles[i].text = std::move(read.text);
    }
  }
  for (const Incident& incident : corpus.catalog().incidents) {
    model.skips.push_back({incident.place, incident.reason, std::string(Name(incident.kind))});
  }
  std::sort(model.skips.begin(), model.skips.end(), [](const ReportSkip& a, const ReportSkip& b) {
    return std::tie(a.place, a.reason) < std::tie(b.place, b.reason);
  });
  return model;
}

absl::StatusOr<DiffView> ShowDiff(const ReportModel& model, const ReportStory& story,
                                  const Background& background) {
  std::vector<ReportArticle> articles;
  for (const ReportMember& member : story.members) {
    if (articles.size() == kComparedArticles) break;
    articles.push_back(model.articles[member.article]);
  }
  return CompareArticles(std::move(articles), 0, background);
}

absl::Status WriteResultFolder(const ReportModel& model, const Config& config, const std::string& folder) {
  const fs::path root(folder);
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  RETURN_IF_ERROR(MakeFolders(root / "story"));
  RETURN_IF_ERROR(RemoveOldPages(root / "story"));
  std::string stories, articles, skipped;
  for (const ReportStory& story : model.stories) AppendStoryLine(model, story, &stories);
  RETURN_IF_ERROR(WriteStoryPages(model, *background, config.threads, root / "story"));
  std::vector<const ReportArticle*> by_id;
  for (const ReportArticle& article : model.articles) by_id.push_back(&article);
  std::sort(by_id.begin(), by_id.end(), [](auto* a, auto* b) { return a->id < b->id; });
  for (const ReportArticle* article : by_id) AppendArticleLine(*article, &articles);
  for (const ReportSkip& skip : model.skips) AppendSkipLine(skip, &skipped);
  RETURN_IF_ERROR(WriteFile(root / "articles.jsonl", articles));
  RETURN_IF_ERROR(WriteFile(root / "skipped.jsonl", skipped));
  RETURN_IF_ERROR(WriteFile(root / "index.html", FrontPageHtml(model)));
  return WriteFile(root / "stories.jsonl", stories);
}

}  // namespace samestory
