#include "engine/pipeline/find.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "engine/base/hash.h"
#include "engine/base/monitor.h"
#include "engine/base/parallel.h"
#include "engine/match/event_scores.h"
#include "engine/pipeline/copy_input.h"
#include "engine/pipeline/explain.h"
#include "engine/story/group.h"
#include "engine/story/second_story.h"

namespace samestory {
namespace {

constexpr uint32_t kStubWords = 5;

std::vector<uint32_t> AllArticles(const Corpus& corpus) {
  std::vector<uint32_t> all(corpus.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

void TellOf(const FindCounts& counts, size_t articles, Monitor* monitor) {
  if (monitor == nullptr) return;
  monitor->Add(articles, 0);
  monitor->Count("candidates", counts.candidate_pairs);
  monitor->Count("capped_buckets", counts.capped_buckets);
  monitor->Count("copies", counts.copies);
  monitor->Count("on_two_events", counts.two_events);
  monitor->Count("stories", counts.stories);
}

// One pass after the other over the corpus; each leaves its result for those below.
class Passes {
 public:
  Passes(const Corpus& corpus, const Config& config) : corpus_(corpus), config_(config) {}

  // Of copies the one that stands first in `order` is the original.
  absl::Status SettleCopies(std::span<const uint32_t> order) {
    input_ = corpus_.match_input();
    ASSIGN_OR_RETURN(const std::vector<Copy> copies,
                     FindCopies(corpus_, order, config_.window_hours, config_));
    copies_ = ByArticle(copies, corpus_.size());
    for (uint32_t i = 0; i < corpus_.size(); ++i) {
      if (copies_[i].survivor == CopyOf::kNone && corpus_.words(i) >= kStubWords) originals_.push_back(i);
    }
    // From here on a text that several outlets print is one article: its original's.
    return absl::OkStatus();
  }

  absl::Status ScoreCandidates() {
    const MatchOptions options{config_.window_hours, config_.memory_bytes, config_.threads, config_.monitor};
    ASSIGN_OR_RETURN(EventScores scores,
                     EventScores::Find(input_, originals_, copies_, options, corpus_.stages()));
    scores_.emplace(std::move(scores));
    // Every score is exact from here on; nothing below looks at a candidate again.
    return absl::OkStatus();
  }

  absl::Status GroupIntoStories() {
    // An article on two events waits until the events have their groups, then joins those it fits.
    const std::vector<uint32_t>& two_events = scores_->two_events().articles;
    const auto waits = [&](uint32_t article) {
      return std::binary_search(two_events.begin(), two_events.end(), article);
    };
    std::vector<ScoredPair> of_waiting;
    ASSIGN_OR_RETURN(const StageArray<ScoredPair> stage, PairsOfOneEvent(waits, &of_waiting));
    const std::span<const ScoredPair> of_one_event = stage.values();
    groups_ = GroupByAverageLink(
        of_one_event, config_.story_cohesion, [&](uint32_t a, uint32_t b) { return scores_->ScoreNow(a, b); },
        config_.threads);
    for (const SecondStory& second : ProposeSecondStories(groups_, of_one_event, config_.second_story)) {
      if (scores_->scorer().SharedWithBoth(second.article, second.others, second.own) >
          config_.separate_events)
        continue;
      std::vector<uint32_t> group = second.others;
      group.push_back(second.article);
      std::sort(group.begin(), group.end());
      additions_.push_back({second.into, std::move(group)});
    }
    ApplySecondStories(additions_, &groups_);
    JoinArticlesThatFit(two_events, of_waiting, config_.link_score, &groups_);
    // A copy stands where its original stands.
    IndexCopies();
    AddGroupsOfCopiesAlone();
    return absl::OkStatus();
  }

  std::vector<StoryOutline> OutlineStories() const {
    std::vector<StoryOutline> outlines(groups_.size());
    ParallelFor(groups_.size(), config_.threads, 16, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) outlines[i] = OutlineStory(groups_[i]);
    });
    std::sort(outlines.begin(), outlines.end(), [&](const StoryOutline& x, const StoryOutline& y) {
      return Earlier(x.members.front(), y.members.front()) ||
             (x.members.front() == y.members.front() && x.id < y.id);
    });
    MakeIdsUnique(&outlines);
    return outlines;
  }

  FindCounts Count(std::span<const StoryOutline> outlines) const {
    FindCounts counts;
    std::vector<bool> placed(corpus_.size(), false);
    for (const StoryOutline& story : outlines) {
      for (const uint32_t member : story.members) placed[member] = true;
    }
    for (uint32_t i = 0; i < corpus_.size(); ++i) {
      if (!placed[i]) counts.singles.push_back(i);
    }
    counts.stories = outlines.size();
    counts.copies = corpus_.size() -
                    static_cast<size_t>(std::count_if(copies_.begin(), copies_.end(),
                                                      [](auto& c) { return c.survivor == CopyOf::kNone; }));
    counts.two_events = scores_->two_events().articles.size();
    counts.candidate_pairs = scores_->compared().size();
    counts.capped_buckets = scores_->capped_buckets();
    return counts;
  }

  // Of originals with each other, of copies with their original and with what that is linked to: each judged by its
  // own figures.
  std::vector<Link> AllLinks() {
    IndexCopies();
    std::vector<Link> links;
    for (const EventPair& pair : scores_->pairs()) {
      if (pair.score < config_.link_score) continue;
      links.push_back(LinkOf(ScoredLink(pair.a, pair.b)));
      for (const auto& [original, other] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
        for (const uint32_t copy : copies_of_[original]) {
          const ScoredPair link = ScoredLink(copy, other);
          if (link.score >= config_.link_score) links.push_back(LinkOf(link));
        }
      }
    }
    for (uint32_t i = 0; i < corpus_.size(); ++i) {
      if (copies_[i].survivor != CopyOf::kNone) links.push_back(LinkOf(ScoredLink(i, copies_[i].survivor)));
    }
    return links;
  }

  absl::StatusOr<std::string> Explain(uint32_t a, uint32_t b) const {
    Link link = LinkOf(ScoredLink(a, b));
    ASSIGN_OR_RETURN(const std::vector<uint64_t> of_a, corpus_.Shingles(link.a));
    ASSIGN_OR_RETURN(const std::vector<uint64_t> of_b, corpus_.Shingles(link.b));
    link.overlap = CompareShingles(of_a, of_b);
    return DescribePair(corpus_, config_, link, scores_->scorer().Compare(link.a, link.b), copies_,
                        scores_->Compared(link.a, link.b));
  }

  Comparison TakeComparison() {
    std::vector<ComparedPair> pairs;
    for (const PairLikeness& pair : scores_->compared()) {
      const EventFigures figures = scores_->scorer().Figures(pair);
      pairs.push_back({pair.a, pair.b, figures, EventScore(figures, config_.window_hours)});
    }
    return {std::move(pairs), std::move(copies_)};
  }

  const TermWeights& weights() const { return scores_->weights(); }

 private:
  // The pairs of articles that do not wait, on disk as they may be many; the others in `of_waiting`.
  template <typename Waits>
  absl::StatusOr<StageArray<ScoredPair>> PairsOfOneEvent(Waits waits, std::vector<ScoredPair>* of_waiting) {
    constexpr std::string_view kStage = "events-of-one";
    constexpr size_t kTogether = 1 << 16;
    ASSIGN_OR_RETURN(auto writer, StageArrayWriter<ScoredPair>::Create(corpus_.stages(), kStage));
    std::vector<ScoredPair> some;
    for (const EventPair& pair : scores_->pairs()) {
      (waits(pair.a) || waits(pair.b) ? *of_waiting : some).push_back({pair.a, pair.b, pair.score});
      if (some.size() < kTogether) continue;
      RETURN_IF_ERROR(writer.Append(some));
      some.clear();
    }
    RETURN_IF_ERROR(writer.Append(some));
    ASSIGN_OR_RETURN(StageArray<ScoredPair> stage, writer.Commit());
    corpus_.stages()->Remove(kStage);
    return stage;
  }

  void IndexCopies() {
    copies_of_.resize(corpus_.size());
    for (uint32_t i = 0; i < corpus_.size(); ++i) {
      if (copies_[i].survivor != CopyOf::kNone) copies_of_[copies_[i].survivor].push_back(i);
    }
  }

  void AddGroupsOfCopiesAlone() {
    std::vector<bool> grouped(corpus_.size(), false);
    for (const auto& group : groups_) {
      for (const uint32_t member : group) grouped[member] = true;
    }
    for (uint32_t i = 0; i < corpus_.size(); ++i) {
      if (!grouped[i] && !copies_of_[i].empty()) groups_.push_back({i});
    }
  }

  ScoredPair ScoredLink(uint32_t a, uint32_t b) const {
    return {std::min(a, b), std::max(a, b), scores_->ScoreOf(a, b)};
  }

  // Dated before undated, then by time, then by id (articles are numbered by id).
  bool Earlier(uint32_t a, uint32_t b) const {
    const ArticleContext &x = input_.contexts[a], &y = input_.contexts[b];
    return std::tuple(!x.dated, x.first_second, a) < std::tuple(!y.dated, y.first_second, b);
  }

  // Two articles on the same two events can be the strongest link of both stories: the later one's id takes in
  // all its members.
  void MakeIdsUnique(std::vector<StoryOutline>* stories) const {
    std::set<std::string> ids;
    for (StoryOutline& story : *stories) {
      uint64_t hash = 0;
      while (!ids.insert(story.id).second) {
        for (const uint32_t member : story.members) hash = Hash64(corpus_.id(member), hash + 1);
        story.id = StoryId(hash);
      }
    }
  }

  StoryOutline OutlineStory(const std::vector<uint32_t>& originals) const {
    StoryOutline story;
    story.members = originals;
    double sum = 0;
    size_t pairs = 0;
    for (size_t i = 0; i < originals.size(); ++i) {
      for (size_t j = i + 1; j < originals.size(); ++j, ++pairs) {
        const ScoredPair link = ScoredLink(originals[i], originals[j]);
        sum += link.score;
        if (link.score >= config_.link_score) story.links.push_back(link);
      }
    }
    double copy_sum = 0;
    size_t copies = 0;
    for (const uint32_t original : originals) {
      for (const uint32_t copy : copies_of_[original]) {
        story.members.push_back(copy);
        story.links.push_back(ScoredLink(original, copy));
        copy_sum += story.links.back().score;
        ++copies;
      }
    }
    story.cohesion = pairs > 0 ? sum / static_cast<double>(pairs) : copy_sum / static_cast<double>(copies);
    std::sort(story.members.begin(), story.members.end(),
              [&](uint32_t a, uint32_t b) { return Earlier(a, b); });
    std::sort(story.links.begin(), story.links.end(), [](const ScoredPair& x, const ScoredPair& y) {
      return std::tuple(-x.score, x.a, x.b) < std::tuple(-y.score, y.a, y.b);
    });
    if (story.links.empty()) {
      // Means can hold a group together that no single link would show; it keeps its strongest pair's.
      ScoredPair best = ScoredLink(originals[0], originals[1]);
      for (size_t i = 0; i < originals.size(); ++i) {
        for (size_t j = i + 1; j < originals.size(); ++j) {
          const ScoredPair link = ScoredLink(originals[i], originals[j]);
          if (link.score > best.score) best = link;
        }
      }
      story.links.push_back(best);
    }
    const ScoredPair& strongest = story.links.front();
    story.id =
        StoryId(Hash64(std::string(corpus_.id(strongest.a)) + '\0' + std::string(corpus_.id(strongest.b))));
    return story;
  }

  const Corpus& corpus_;
  const Config& config_;
  MatchInput input_;
  std::vector<CopyOf> copies_;
  std::vector<uint32_t> originals_;               // articles that are no copies and no stubs
  std::vector<std::vector<uint32_t>> copies_of_;  // by original
  std::optional<EventScores> scores_;
  std::vector<std::vector<uint32_t>> groups_;  // of originals
  std::vector<SecondStoryGroup> additions_;
};

}  // namespace

absl::StatusOr<FindCounts> FindStories(const Corpus& corpus, const Config& config, const TakeStories& take) {
  Passes passes(corpus, config);
  RETURN_IF_ERROR(passes.SettleCopies(AllArticles(corpus)));
  RETURN_IF_ERROR(passes.ScoreCandidates());
  RETURN_IF_ERROR(passes.GroupIntoStories());
  std::vector<StoryOutline> outlines = passes.OutlineStories();
  FindCounts counts = passes.Count(outlines);
  TellOf(counts, corpus.size(), config.monitor);
  RETURN_IF_ERROR(ExplainStories(corpus, config, passes.weights(), outlines, take));
  return counts;
}

absl::StatusOr<Stories> FindStories(const Corpus& corpus, const Config& config) {
  Stories stories;
  ASSIGN_OR_RETURN(static_cast<FindCounts&>(stories),
                   FindStories(corpus, config, [&](std::span<const Story> some) {
                     stories.stories.insert(stories.stories.end(), some.begin(), some.end());
                     return absl::OkStatus();
                   }));
  return stories;
}

absl::StatusOr<std::vector<Link>> FindLinks(const Corpus& corpus, const Config& config,
                                            std::span<const uint32_t> order) {
  Passes passes(corpus, config);
  RETURN_IF_ERROR(passes.SettleCopies(order));
  RETURN_IF_ERROR(passes.ScoreCandidates());
  std::vector<Link> links = passes.AllLinks();
  RETURN_IF_ERROR(MeasureLinks(corpus, config, links));
  return links;
}

absl::StatusOr<Comparison> CompareCandidates(const Corpus& corpus, const Config& config) {
  Passes passes(corpus, config);
  RETURN_IF_ERROR(passes.SettleCopies(AllArticles(corpus)));
  RETURN_IF_ERROR(passes.ScoreCandidates());
  return passes.TakeComparison();
}

absl::StatusOr<std::string> ExplainPair(const Corpus& corpus, const Config& config, uint32_t a, uint32_t b) {
  Passes passes(corpus, config);
  RETURN_IF_ERROR(passes.SettleCopies(AllArticles(corpus)));
  RETURN_IF_ERROR(passes.ScoreCandidates());
  return passes.Explain(a, b);
}

}  // namespace samestory
