// Prints what comparing found of every candidate pair of a corpus, a line each: what fit.py fits the score on.
//
//   samestory_figures BACKGROUND INPUT...    each INPUT a corpus of its own
#include <cstdio>

#include "engine/pipeline/find.h"

int main(int argc, char** argv) {
  using namespace samestory;
  if (argc < 3) return 2;
  for (int i = 2; i < argc; ++i) {
    Config config;
    config.background = argv[1];
    const absl::StatusOr<Corpus> corpus = Corpus::Open({argv[i]}, config);
    if (!corpus.ok()) {
      std::fprintf(stderr, "%s: %s\n", argv[i], std::string(corpus.status().message()).c_str());
      return 1;
    }
    std::printf("# %s %zu\n", argv[i], corpus->size());
    for (const ComparedPair& pair : CompareCandidates(*corpus, config)) {
      const EventFigures& f = pair.figures;
      std::printf("%s\t%s\t%.5f\t%.5f\t%.5f\t%.5f\t%.1f\t%d\t%.3f\t%d\t%.5f\n",
                  corpus->entry(pair.a).id.c_str(), corpus->entry(pair.b).id.c_str(), f.whole, f.lead,
                  f.nearest, f.other_times, f.articles_of_time, f.dated, f.hours_between, f.same_outlet,
                  pair.score);
    }
  }
}
