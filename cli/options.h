// The command line as data: verbs and their flags, told to CLI11 in one place (options.cc), from which help, man pages
// and completions come.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

namespace samestory {

enum ExitCode { kDone = 0, kDiffers = 1, kTrouble = 2, kInterrupted = 130 };

// What the user asked for; a field keeps its default where its flag was not given.
struct Options {
  std::string verb;
  std::vector<std::string> inputs;
  std::string out, dropped;
  std::string looked_at;      // by info
  std::string gold, stories;  // of eval
  std::string format;         // of the verb; empty: its first
  std::string work = "";
  std::string background;
  std::string stats;  // empty: none; "-": standard error
  std::string explain, language;
  std::string keep = "earliest", level = "copy";
  std::string help_verb;
  uint64_t memory_bytes = 0;  // 0: a quarter of the machine's
  int threads = 0;            // 0: as many as the machine has
  double window_hours = 168;
  int base = 0;
  int width = 0;  // 0: the terminal's
  bool strict = false, singles = false;
};

// A parser bound to `options`, which must outlive it.
std::unique_ptr<CLI::App> MakeParser(Options* options);

}  // namespace samestory
