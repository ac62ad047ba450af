// samestory_crawl: writes a made-up crawl and the truth about it. README.md beside this file says what it is like.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "corpus/crawl/crawl.h"
#include "corpus/crawl/truth.h"
#include "engine/base/machine.h"
#include "engine/base/parallel.h"

namespace samestory::crawl {
namespace {

struct Flags {
  Settings settings;
  std::string out = "-", truth, background = SAMESTORY_CRAWL_BACKGROUND;
  std::vector<std::string> languages;
  uint64_t first = 0, count = UINT64_MAX;
  int threads = HardwareThreads();
};

void AddFlags(CLI::App* app, Flags* flags) {
  Settings& s = flags->settings;
  app->add_option("--articles", s.articles, "articles in the crawl")->capture_default_str();
  app->add_option("--seed", s.seed, "another seed is another crawl")->capture_default_str();
  app->add_option("--out", flags->out, "JSON Lines; - is standard output")->capture_default_str();
  app->add_option("--truth", flags->truth, "id, event, kind, origin, shared and united shingles, Jaccard");
  app->add_option("--copies", s.copies, "share of articles: exact copies")->capture_default_str();
  app->add_option("--edits", s.edits, "share: copies with a few words changed")->capture_default_str();
  app->add_option("--cuts", s.cuts, "share: copies with a part dropped")->capture_default_str();
  app->add_option("--furniture", s.furniture, "share: copies with lines of the outlet's own")
      ->capture_default_str();
  app->add_option("--rewrites", s.rewrites, "share: other reports of an event")->capture_default_str();
  app->add_option("--stubs", s.stubs, "share: texts of fewer than five words")->capture_default_str();
  app->add_option("--languages", flags->languages, "NAME:SHARE,... (vi:86,en:8,ar:4,ru:2)")->delimiter(',');
  app->add_option("--outlets", s.outlets, "outlets, of sizes by Zipf's law")->capture_default_str();
  app->add_option("--days", s.days, "days the events are spread over, from 1 January 2026")
      ->capture_default_str();
  app->add_option("--words", s.words, "median length of an article")->capture_default_str();
  app->add_option("--spread", s.spread, "standard deviation of the length, in doublings")
      ->capture_default_str();
  app->add_option("--first", flags->first, "write only the articles from this place on (from 0)");
  app->add_option("--count", flags->count, "write only so many of them");
  app->add_option("--threads", flags->threads, "the bytes do not depend on it")->check(CLI::Range(1, 4096));
  app->add_option("--background", flags->background, "folder of word-frequency tables");
}

absl::Status ReadLanguages(Flags* flags) {
  if (flags->languages.empty()) return absl::OkStatus();
  flags->settings.languages.clear();
  for (const std::string& given : flags->languages) {
    const size_t colon = given.find(':');
    const double share = colon == std::string::npos ? 1 : std::atof(given.c_str() + colon + 1);
    if (!(share > 0 && share <= 1e6))
      return absl::InvalidArgumentError("--languages: a share is not above 0: " + given);
    flags->settings.languages.emplace_back(given.substr(0, colon), share);
  }
  return absl::OkStatus();
}

// A file to write to, or standard output; closing says whether all of it was written.
class Sink {
 public:
  explicit Sink(const std::string& path) : path_(path) {
    if (!path.empty()) file_ = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  }
  bool ok() const { return path_.empty() || file_ != nullptr; }
  bool Write(const std::string& bytes) {
    return file_ == nullptr || std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
  }
  bool Close() { return file_ == nullptr || std::fclose(file_) == 0; }

 private:
  std::string path_;
  std::FILE* file_ = nullptr;
};

absl::Status Run(Flags flags) {
  if (absl::Status status = ReadLanguages(&flags); !status.ok()) return status;
  ASSIGN_OR_RETURN(const Crawl crawl, Crawl::Open(flags.settings, flags.background));
  Sink out(flags.out), truth(flags.truth);
  if (!out.ok() || !truth.ok()) return absl::InvalidArgumentError("an output cannot be opened");
  constexpr uint64_t kChunk = 256;
  struct Chunk {
    std::string lines, truth;
  };
  std::vector<Chunk> chunks(static_cast<size_t>(flags.threads) * 8);
  const uint64_t end =
      flags.first +
      std::min(flags.count, flags.settings.articles - std::min(flags.first, flags.settings.articles));
  for (uint64_t begin = flags.first; begin < end; begin += chunks.size() * kChunk) {
    ParallelFor(chunks.size(), flags.threads, 1, [&](size_t low, size_t high) {
      Article article;
      for (size_t c = low; c < high; ++c) {
        chunks[c].lines.clear(), chunks[c].truth.clear();
        const uint64_t from = begin + c * kChunk, until = std::min(from + kChunk, end);
        for (uint64_t i = from; i < until; ++i) {
          crawl.Make(i, !flags.truth.empty(), &article);
          AppendJsonLine(article, &chunks[c].lines);
          if (!flags.truth.empty()) AppendTruthLine(article, &chunks[c].truth);
        }
      }
    });
    for (const Chunk& chunk : chunks) {
      if (!out.Write(chunk.lines) || !truth.Write(chunk.truth)) return absl::UnavailableError("cannot write");
    }
  }
  if (!out.Close() || !truth.Close()) return absl::UnavailableError("cannot write");
  return absl::OkStatus();
}

}  // namespace
}  // namespace samestory::crawl

int main(int argc, char** argv) {
  samestory::crawl::Flags flags;
  CLI::App app("Writes a crawl of invented news as JSON Lines, and the truth about it.", "samestory_crawl");
  try {
    samestory::crawl::AddFlags(&app, &flags);
    app.parse(argc, argv);
    const absl::Status status = samestory::crawl::Run(flags);
    if (status.ok()) return 0;
    std::fprintf(stderr, "samestory_crawl: %s\n", std::string(status.message()).c_str());
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "samestory_crawl: %s\n", error.what());
  }
  return 2;
}
