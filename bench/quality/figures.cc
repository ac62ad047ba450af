// Prints what comparing found of every candidate pair of a corpus: what fit.py fits the score on, and run.py counts.
//
//   samestory_figures BACKGROUND INPUT...    each INPUT a corpus of its own
//
// A line "# INPUT articles", then a line for each pair, its fields parted by tabs: the ids, whole, lead, nearest, other
// times, articles of the time, 1 where dated, hours between, 1 where of one outlet, days named (1 shared, 2 apart),
// score. A copy's line is "= id id".
#include <cstdio>
#include <string>

#include "engine/pipeline/find.h"

namespace {

using samestory::ComparedPair, samestory::Config, samestory::Corpus, samestory::EventFigures;

void Print(const Corpus& corpus, const ComparedPair& pair) {
  const EventFigures& f = pair.figures;
  std::printf("%s\t%s\t%.5f\t%.5f\t%.5f\t%.5f\t%.1f\t%d\t%.3f\t%d\t%d\t%.5f\n",
              std::string(corpus.id(pair.a)).c_str(), std::string(corpus.id(pair.b)).c_str(), f.whole, f.lead,
              f.nearest, f.other_times, f.articles_of_time, f.dated, f.hours_between, f.same_outlet,
              static_cast<int>(f.days), pair.score);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: samestory_figures BACKGROUND INPUT...\n", stderr);
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    Config config;
    config.background = argv[1];
    const absl::StatusOr<Corpus> corpus = Corpus::Open({argv[i]}, config);
    if (!corpus.ok()) {
      std::fprintf(stderr, "%s: %s\n", argv[i], std::string(corpus.status().message()).c_str());
      return 2;
    }
    std::printf("# %s %zu\n", argv[i], corpus->size());
    const absl::StatusOr<samestory::Comparison> comparison = CompareCandidates(*corpus, config);
    if (!comparison.ok()) {
      std::fprintf(stderr, "%s: %s\n", argv[i], std::string(comparison.status().message()).c_str());
      return 2;
    }
    for (const ComparedPair& pair : comparison->pairs) Print(*corpus, pair);
    for (uint32_t a = 0; a < corpus->size(); ++a) {
      const uint32_t original = comparison->copies[a].survivor;
      if (original == samestory::CopyOf::kNone) continue;
      std::printf("= %s\t%s\n", std::string(corpus->id(a)).c_str(),
                  std::string(corpus->id(original)).c_str());
    }
  }
}
