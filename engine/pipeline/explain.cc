#include "engine/pipeline/explain.h"

#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/ingest.h"
#include "engine/pipeline/phrases.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

const char* SayDays(DaysNamed days) {
  switch (days) {
    case DaysNamed::kShared:
      return "the texts name a day in common";
    case DaysNamed::kApart:
      return "the days the texts name are others";
    case DaysNamed::kUnknown:
      break;
  }
  return "not both name days";
}

// A text read again for a story's links.
struct ReadText {
  explicit ReadText(std::string of) : text(std::move(of)), tokens(TokenizeWithSentences(text)) {}

  const std::string text;
  const TokenizedText tokens;
  const PhraseText phrases{text, tokens};
  std::optional<Background::Language> language;  // where it was wanted
};

absl::Status ExplainStory(const Corpus& corpus, const Config& config, const TermWeights& weights,
                          const Background& background, Story* story) {
  absl::flat_hash_map<uint32_t, std::unique_ptr<ReadText>> texts;
  for (const uint32_t member : story->members) {
    ASSIGN_OR_RETURN(Article article, corpus.Read(member));
    texts[member] = std::make_unique<ReadText>(std::move(article.text));
  }
  for (Link& link : story->links) {
    ReadText& a = *texts.at(link.a);
    if (!a.language) a.language = background.Detect(a.tokens.tokens);
    link.shared = SharedPhrases(a.phrases, texts.at(link.b)->phrases, weights, background, *a.language,
                                config.shared_phrases);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ExplainLinks(const Corpus& corpus, const Config& config, const TermWeights& weights,
                          std::vector<Story>* stories) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  std::vector<absl::Status> statuses(stories->size());
  ParallelFor(stories->size(), config.threads, 4, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      statuses[i] = ExplainStory(corpus, config, weights, *background, &(*stories)[i]);
    }
  });
  for (absl::Status& status : statuses) RETURN_IF_ERROR(status);
  return absl::OkStatus();
}

std::string DescribePair(const Corpus& corpus, const Config& config, const Link& link,
                         const EventFigures& figures, std::span<const CopyOf> copies, bool candidates) {
  std::string out = absl::StrFormat("%s\n%s\n", corpus.entry(link.a).id, corpus.entry(link.b).id);
  out += absl::StrFormat(
      "  shingles      Jaccard %.3f (a copy from %.2f), containment %.3f and %.3f (partial from %.2f)\n",
      link.overlap.jaccard, kCopyJaccard, link.overlap.containment_a, link.overlap.containment_b,
      config.partial_containment);
  for (const uint32_t article : {link.a, link.b}) {
    if (copies[article].survivor == CopyOf::kNone) continue;
    out += absl::StrFormat("  copy          %s is a copy of %s and stands where that stands\n",
                           corpus.entry(article).id, corpus.entry(copies[article].survivor).id);
  }
  out += absl::StrFormat("  candidates    %s\n", candidates ? "yes: they keep rare words in common"
                                                            : "no: neither is among the other's nearest");
  out += absl::StrFormat("  event score   %.3f (a link from %.2f): whole text %.3f, title and lead %.3f\n",
                         link.score, config.link_score, figures.whole, figures.lead);
  out += absl::StrFormat(
      "  stands out    %.2f of what it should be: their nearest are %.3f alike, those of other times %.3f\n",
      std::exp(StandsOut(figures)), figures.nearest, figures.other_times);
  const bool beyond = figures.dated && config.window_hours > 0 && figures.hours_apart > config.window_hours;
  out +=
      figures.dated
          ? absl::StrFormat(
                "  time          %.1f hours between%s; about %.0f articles here are of that time\n",
                figures.hours_between, beyond ? ", beyond the window: no link" : "", figures.articles_of_time)
          : absl::StrFormat("  time          not known of both; any of %.0f articles may be of it; %s\n",
                            figures.articles_of_time, SayDays(figures.days));
  out += absl::StrFormat("  outlet        %s\n",
                         figures.same_outlet ? "the same, which lowers the score" : "different or not known");
  return out;
}

}  // namespace samestory
