#include "engine/pipeline/explain.h"

#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/phrases.h"
#include "engine/text/shingle.h"
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
  const std::vector<uint64_t> shingles = WordShingles(text);
  std::optional<Background::Language> language;  // where it was wanted
};

void Measure(std::span<const uint64_t> a, std::span<const uint64_t> b, const Config& config, Link* link) {
  link->overlap = CompareShingles(a, b);
  link->kind = KindOf(link->overlap, config);
}

absl::Status ExplainStory(const Config& config, const TermWeights& weights, const Background& background,
                          ArticleReader* reader, Story* story) {
  absl::flat_hash_map<uint32_t, std::unique_ptr<ReadText>> texts;
  for (const uint32_t member : story->members) {
    ASSIGN_OR_RETURN(Article article, reader->Read(member));
    texts[member] = std::make_unique<ReadText>(std::move(article.text));
  }
  for (Link& link : story->links) {
    ReadText& a = *texts.at(link.a);
    const ReadText& b = *texts.at(link.b);
    Measure(a.shingles, b.shingles, config, &link);
    if (!a.language) a.language = background.Detect(a.tokens.tokens);
    link.shared =
        SharedPhrases(a.phrases, b.phrases, weights, background, *a.language, config.shared_phrases);
  }
  return absl::OkStatus();
}

absl::Status FirstError(std::span<const absl::Status> statuses) {
  for (const absl::Status& status : statuses) RETURN_IF_ERROR(status);
  return absl::OkStatus();
}

}  // namespace

absl::Status ExplainLinks(const Corpus& corpus, const Config& config, const TermWeights& weights,
                          std::vector<Story>* stories) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  std::vector<absl::Status> statuses(stories->size());
  ParallelFor(stories->size(), config.threads, 4, [&](size_t begin, size_t end) {
    ArticleReader reader(corpus);
    for (size_t i = begin; i < end; ++i) {
      statuses[i] = ExplainStory(config, weights, *background, &reader, &(*stories)[i]);
    }
  });
  return FirstError(statuses);
}

absl::Status MeasureLinks(const Corpus& corpus, const Config& config, std::span<Link> links) {
  // Links of one article stand together as a rule, so a block's texts are few.
  constexpr size_t kBlock = 256;
  std::vector<absl::Status> statuses((links.size() + kBlock - 1) / kBlock);
  ParallelFor(links.size(), config.threads, kBlock, [&](size_t begin, size_t end) {
    ArticleReader reader(corpus);
    absl::flat_hash_map<uint32_t, std::vector<uint64_t>> shingles;
    for (Link& link : links.subspan(begin, end - begin)) {
      for (const uint32_t article : {link.a, link.b}) {
        if (shingles.contains(article)) continue;
        const absl::StatusOr<Article> read = reader.Read(article);
        if (!read.ok()) {
          statuses[begin / kBlock] = read.status();
          return;
        }
        shingles[article] = WordShingles(read->text);
      }
      Measure(shingles.at(link.a), shingles.at(link.b), config, &link);
    }
  });
  return FirstError(statuses);
}

std::string DescribePair(const Corpus& corpus, const Config& config, const Link& link,
                         const EventFigures& figures, std::span<const CopyOf> copies, bool candidates) {
  std::string out = absl::StrFormat("%s\n%s\n", corpus.id(link.a), corpus.id(link.b));
  out += absl::StrFormat(
      "  shingles      Jaccard %.3f (a copy from %.2f), containment %.3f and %.3f (partial from %.2f)\n",
      link.overlap.jaccard, kCopyJaccard, link.overlap.containment_a, link.overlap.containment_b,
      config.partial_containment);
  for (const uint32_t article : {link.a, link.b}) {
    if (copies[article].survivor == CopyOf::kNone) continue;
    out += absl::StrFormat("  copy          %s is a copy of %s and stands where that stands\n",
                           corpus.id(article), corpus.id(copies[article].survivor));
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
