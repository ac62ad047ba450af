// Times comparing: pair by pair, or the pages of large stories. Times are of the processor, not of the clock on the
// wall, and each the least of five, so that what else the machine does matters little.
//
//   samestory_pairs BACKGROUND INPUT pairs    a line for each linked pair, its fields parted by tabs: the ids, tokens of
//       either text; then microseconds of the whole comparison (CompareArticles), of the part of it that reads the texts
//       (the same with the other text empty), of plain dtl on the tokens of the whole texts; 1 where dtl met its bound
//   samestory_pairs BACKGROUND INPUT LEAST    a line for each story of so many articles: id, articles, words,
//       microseconds of comparing them all, microseconds of writing the page, bytes of the page
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <dtl/dtl.hpp>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/pipeline/compare.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/html.h"
#include "engine/text/tokenize.h"

namespace {

using samestory::Background, samestory::Config, samestory::Corpus, samestory::ReportArticle,
    samestory::ReportModel;

constexpr long long kDtlPoints = 2'000'000;

double ProcessorMicroseconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

double Microseconds(const std::function<void()>& work) {
  double least = 0;
  for (int round = 0; round < 5; ++round) {
    const double start = ProcessorMicroseconds();
    work();
    const double took = ProcessorMicroseconds() - start;
    least = round == 0 ? took : std::min(least, took);
  }
  return least;
}

std::vector<uint64_t> Keys(const std::string& text) {
  samestory::TokenizedText tokenized;
  samestory::Tokenize(text, &tokenized);
  std::vector<uint64_t> keys;
  for (const samestory::Token& token : tokenized.tokens) keys.push_back(token.key);
  return keys;
}

ReportArticle WithoutText(ReportArticle article) {
  article.text.clear();
  return article;
}

void TimePair(const ReportArticle& a, const ReportArticle& b, const Background& background) {
  const auto compare = [&](const ReportArticle& x, const ReportArticle& y) {
    return Microseconds([&] { (void)CompareArticles({x, y}, 0, background); });
  };
  const ReportArticle no_a = WithoutText(a), no_b = WithoutText(b);
  const double whole = compare(a, b);
  const double reading = compare(a, no_b) + compare(no_a, b) - compare(no_a, no_b);
  const std::vector<uint64_t> x = Keys(a.text), y = Keys(b.text);
  long long distance = 0;
  const double plain = Microseconds([&] {
    dtl::Diff<uint64_t, std::vector<uint64_t>> diff(x, y);
    diff.compose();
    distance = diff.getEditDistance();
  });
  // The points an O(NP) search visits follow from the distance.
  const long long longer = static_cast<long long>(std::max(x.size(), y.size()));
  const long long delta = 2 * longer - static_cast<long long>(x.size() + y.size());
  const long long p = (distance - delta) / 2;
  const bool bound = (p + 1) * (p + delta + 1) > kDtlPoints;
  std::printf("%s\t%s\t%zu\t%zu\t%.1f\t%.1f\t%.1f\t%d\n", a.id.c_str(), b.id.c_str(), x.size(), y.size(),
              whole, reading, plain, bound);
}

void TimePage(const ReportModel& model, const samestory::ReportStory& story, const Background& background) {
  samestory::DiffView view;
  const double comparing = Microseconds([&] { view = *ShowDiff(model, story, background); });
  size_t bytes = 0, words = 0;
  const double writing = Microseconds([&] { bytes = StoryPageHtml(model, story, view).size(); });
  for (const samestory::ReportMember& member : story.members) words += model.articles[member.article].words;
  std::printf("%s\t%zu\t%zu\t%.0f\t%.0f\t%zu\n", story.id.c_str(), story.members.size(), words, comparing,
              writing, bytes);
}

absl::StatusOr<ReportModel> Model(const std::string& input, const Config& config) {
  ASSIGN_OR_RETURN(const Corpus corpus, Corpus::Open({input}, config));
  ASSIGN_OR_RETURN(const samestory::Stories stories, FindStories(corpus, config));
  samestory::ShowOptions options;
  options.texts = true;
  return ShowStories(corpus, stories, config, options);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: samestory_pairs BACKGROUND INPUT pairs|LEAST_ARTICLES\n", stderr);
    return 2;
  }
  Config config;
  config.background = argv[1];
  const size_t least = std::strtoul(argv[3], nullptr, 10);
  const absl::StatusOr<ReportModel> model = Model(argv[2], config);
  const auto background = Background::Open(config.background);
  if (!model.ok() || !background.ok()) {
    const absl::Status status = model.ok() ? background.status() : model.status();
    std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
    return 2;
  }
  std::set<std::pair<size_t, size_t>> links;
  for (const samestory::ReportStory& story : model->stories) {
    for (const samestory::ReportLink& link : story.links) links.emplace(link.a, link.b);
    if (least > 0 && story.members.size() >= least) TimePage(*model, story, **background);
  }
  if (least > 0) return 0;
  for (const auto& [a, b] : links) TimePair(model->articles[a], model->articles[b], **background);
}
