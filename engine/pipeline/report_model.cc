#include "engine/pipeline/report_model.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/pipeline/compare.h"
#include "engine/pipeline/report_article.h"

namespace samestory {
namespace {

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

// By keys that the report has words for.
std::vector<std::pair<std::string, std::string>> Thresholds(const Config& config) {
  return {
      {"link_score", absl::StrFormat("%.2f", config.link_score)},
      {"story_cohesion", absl::StrFormat("%.2f", config.story_cohesion)},
      {"copy_jaccard", absl::StrFormat("%.2f", kCopyJaccard)},
      {"window_hours", absl::StrFormat("%g", config.window_hours)},
  };
}

std::vector<std::pair<std::string, std::string>> Counted(const FindCounts& counts) {
  return {
      {"candidate_pairs", absl::StrFormat("%d", counts.candidate_pairs)},
      {"two_events", absl::StrFormat("%d", counts.two_events)},
      {"copies", absl::StrFormat("%d", counts.copies)},
      {"common_terms", absl::StrFormat("%d", counts.capped_buckets)},
  };
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

void ModelBuilder::Add(const Story& story, bool with_links) {
  ReportStory shown;
  shown.id = story.id;
  shown.cohesion = story.cohesion;
  for (size_t i = 0; i < story.members.size(); ++i) {
    const uint32_t article = story.members[i];
    const auto [found, added] = positions_.try_emplace(article, articles_.size());
    if (added) {
      articles_.push_back(article);
      model_.articles.push_back(ShowEntry(corpus_, article));
    }
    shown.members.push_back({found->second, RoleOf(story, i)});
  }
  const auto member = [&](size_t i) -> const ReportArticle& {
    return model_.articles[shown.members[i].article];
  };
  if (member(0).has_date) shown.first = member(0).date;
  for (size_t i = 0; i < shown.members.size() && shown.title.empty(); ++i) shown.title = member(i).title;
  if (shown.title.empty()) shown.title = member(0).id;
  if (with_links) {
    for (const Link& link : story.links) {
      shown.links.push_back({positions_.at(link.a), positions_.at(link.b), std::string(Name(link.kind)),
                             link.overlap.jaccard, link.overlap.containment_a, link.overlap.containment_b,
                             link.score, link.shared});
    }
  }
  model_.stories.push_back(std::move(shown));
}

void ModelBuilder::AddSettings(const Config& config, const ShowOptions& options) {
  model_.version = options.version;
  model_.language = options.language;
  model_.method = Thresholds(config);
}

void ModelBuilder::AddRun(const FindCounts& counts, const Config& config, const ShowOptions& options) {
  AddSettings(config, options);
  for (auto& fact : Counted(counts)) model_.method.push_back(std::move(fact));
  model_.articles_read = corpus_.size();
  model_.singles = counts.singles.size();
  for (const Incident& incident : corpus_.catalog().incidents) {
    model_.skips.push_back({incident.place, incident.reason, std::string(Name(incident.kind))});
  }
  std::sort(model_.skips.begin(), model_.skips.end(), [](const ReportSkip& a, const ReportSkip& b) {
    return std::tie(a.place, a.reason) < std::tie(b.place, b.reason);
  });
}

absl::Status ModelBuilder::ReadTexts(int threads) {
  constexpr size_t kBatch = 64;
  std::vector<absl::Status> outcomes((articles_.size() + kBatch - 1) / kBatch);
  ParallelFor(articles_.size(), threads, kBatch, [&](size_t begin, size_t end) {
    ArticleReader reader(corpus_);
    for (size_t i = begin; i < end; ++i) {
      absl::StatusOr<Article> read = reader.Read(articles_[i]);
      if (!read.ok()) {
        outcomes[begin / kBatch] = read.status();
        return;
      }
      model_.articles[i].text = std::move(read->text);
    }
  });
  return FirstError(outcomes);
}

absl::StatusOr<ReportModel> ShowStories(const Corpus& corpus, const Stories& stories, const Config& config,
                                        const ShowOptions& options) {
  ModelBuilder builder(corpus);
  for (const Story& story : stories.stories) builder.Add(story);
  if (options.singles) {
    for (const uint32_t article : stories.singles) builder.Add(SingleStory(corpus, article));
  }
  builder.AddRun(stories, config, options);
  if (options.texts) RETURN_IF_ERROR(builder.ReadTexts(config.threads));
  return std::move(builder).Take();
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

}  // namespace samestory
