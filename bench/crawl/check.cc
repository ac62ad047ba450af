// samestory_crawl_check dedup CRAWL TRUTH KEPT DROPPED [SAMPLE [SEED]] | find TRUTH STORIES
#include "bench/crawl/check.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  using namespace samestory;
  const std::vector<std::string> args(argv + 1, argv + argc);
  absl::Status status = absl::InvalidArgumentError(
      "usage: dedup CRAWL TRUTH KEPT DROPPED [SAMPLE [SEED]] | find TRUTH STORIES");
  try {
    if (args.size() >= 5 && args[0] == "dedup") {
      const uint64_t sample = args.size() > 5 ? std::strtoull(args[5].c_str(), nullptr, 10) : 20'000;
      const uint64_t seed = args.size() > 6 ? std::strtoull(args[6].c_str(), nullptr, 10) : 1;
      status = bench::CheckDedup(args[1], args[2], args[3], args[4], sample, seed);
    } else if (args.size() == 3 && args[0] == "find") {
      status = bench::CheckFind(args[1], args[2]);
    }
  } catch (const std::exception& error) {
    status = absl::InvalidArgumentError(error.what());
  }
  if (status.ok()) return 0;
  std::fprintf(stderr, "samestory_crawl_check: %s\n", std::string(status.message()).c_str());
  return 2;
}
