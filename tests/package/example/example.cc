// Another project's use of the library: the stories of a folder, a line each.
#include <cstdio>
#include <string>

#include "engine/pipeline/find.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  samestory::Config config;
  config.background = argv[1];
  const auto corpus = samestory::Corpus::Open({argv[2]}, config);
  if (!corpus.ok()) {
    std::fprintf(stderr, "%s\n", std::string(corpus.status().message()).c_str());
    return 1;
  }
  const auto counts = samestory::FindStories(*corpus, config, [&](std::span<const samestory::Story> stories) {
    for (const samestory::Story& story : stories) {
      std::printf("%s %zu articles, cohesion %.2f\n", story.id.c_str(), story.members.size(), story.cohesion);
    }
    return absl::OkStatus();
  });
  return counts.ok() ? 0 : 1;
}
