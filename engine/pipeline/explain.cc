#include "engine/pipeline/explain.h"

#include <algorithm>
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

// The texts of a story while its links are looked at; of a large story only some at a time.
class StoryTexts {
 public:
  explicit StoryTexts(ArticleReader* reader) : reader_(reader) {}

  // Both stay until the next call.
  absl::StatusOr<std::pair<ReadText*, ReadText*>> Of(uint32_t a, uint32_t b) {
    if (texts_.size() + 2 > kTogether) texts_.clear();
    ASSIGN_OR_RETURN(ReadText* const of_a, Read(a));
    ASSIGN_OR_RETURN(ReadText* const of_b, Read(b));
    return std::pair(of_a, of_b);
  }

 private:
  static constexpr size_t kTogether = 512;

  absl::StatusOr<ReadText*> Read(uint32_t article) {
    std::unique_ptr<ReadText>& text = texts_[article];
    if (text == nullptr) {
      ASSIGN_OR_RETURN(Article read, reader_->Read(article));
      text = std::make_unique<ReadText>(std::move(read.text));
    }
    return text.get();
  }

  ArticleReader* reader_;
  absl::flat_hash_map<uint32_t, std::unique_ptr<ReadText>> texts_;
};

absl::StatusOr<Story> ExplainStory(StoryOutline outline, const Config& config, const TermWeights& weights,
                                   const Background& background, ArticleReader* reader) {
  Story story{std::move(outline.id), std::move(outline.members), {}, outline.cohesion};
  for (const ScoredPair& pair : outline.links) story.links.push_back(LinkOf(pair));
  // An article's links one after the other, so that its text need not be read once more.
  std::vector<Link*> by_article;
  for (Link& link : story.links) by_article.push_back(&link);
  std::sort(by_article.begin(), by_article.end(),
            [](const Link* x, const Link* y) { return std::pair(x->a, x->b) < std::pair(y->a, y->b); });
  StoryTexts texts(reader);
  for (Link* const link : by_article) {
    ASSIGN_OR_RETURN(const auto of_both, texts.Of(link->a, link->b));
    const auto& [a, b] = of_both;
    Measure(a->shingles, b->shingles, config, link);
    if (!a->language) a->language = background.Detect(a->tokens.tokens);
    link->shared =
        SharedPhrases(a->phrases, b->phrases, weights, background, *a->language, config.shared_phrases);
  }
  return story;
}

size_t CountMembers(std::span<const StoryOutline> outlines) {
  size_t members = 0;
  for (const StoryOutline& outline : outlines) members += outline.members.size();
  return members;
}

// As many of the first as have some thousands of articles; 1 at least.
std::span<StoryOutline> Some(std::span<StoryOutline> outlines) {
  constexpr size_t kArticles = 4096;
  size_t count = 0, members = 0;
  while (count < outlines.size() && members < kArticles) members += outlines[count++].members.size();
  return outlines.first(count);
}

void FetchTexts(const Corpus& corpus, std::span<const StoryOutline> outlines) {
  std::vector<uint32_t> articles;
  for (const StoryOutline& outline : outlines) {
    articles.insert(articles.end(), outline.members.begin(), outline.members.end());
  }
  ArticleReader(corpus).Fetch(std::move(articles));
}

}  // namespace

Link LinkOf(const ScoredPair& pair) {
  Link link;
  link.a = pair.a;
  link.b = pair.b;
  link.score = pair.score;
  return link;
}

absl::Status ExplainStories(const Corpus& corpus, const Config& config, const TermWeights& weights,
                            std::span<StoryOutline> outlines, const TakeStories& take) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  const StageScope scope(config.monitor, "explain", {.articles = CountMembers(outlines), .bytes = 0});
  FetchTexts(corpus, Some(outlines));
  while (!outlines.empty()) {
    const std::span<StoryOutline> some = Some(outlines);
    outlines = outlines.subspan(some.size());
    // The next come from the disk while these are worked on.
    const auto fetching = StartThreads(1, [&, next = Some(outlines)] { FetchTexts(corpus, next); });
    const size_t members = CountMembers(some);
    std::vector<Story> stories(some.size());
    std::vector<absl::Status> statuses(some.size());
    ParallelFor(some.size(), config.threads, 4, [&](size_t begin, size_t end) {
      ArticleReader reader(corpus);
      for (size_t i = begin; i < end; ++i) {
        absl::StatusOr<Story> story = ExplainStory(std::move(some[i]), config, weights, *background, &reader);
        if (story.ok()) stories[i] = *std::move(story);
        statuses[i] = story.status();
      }
    });
    RETURN_IF_ERROR(FirstError(statuses));
    RETURN_IF_ERROR(take(stories));
    scope.Add(members, 0);
  }
  return absl::OkStatus();
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
