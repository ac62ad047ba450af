// samestory VERB [flags] INPUT...: parses the command line, runs the verb, turns its outcome into an exit
// code.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "cli/arguments.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "engine/base/atomic_file.h"

namespace samestory {
namespace {

using Verb = absl::StatusOr<int> (*)(const Options&);
constexpr std::array<std::pair<std::string_view, Verb>, 6> kVerbs = {{{"find", RunFind},
                                                                      {"diff", RunDiff},
                                                                      {"dedup", RunDedup},
                                                                      {"sketch", RunSketch},
                                                                      {"info", RunInfo},
                                                                      {"eval", RunEval}}};

absl::StatusOr<int> RunHelp(const CLI::App& parser, const std::string& verb) {
  if (verb.empty()) {
    // A parser that has met a verb prints that verb's help for its own.
    Options unused;
    RETURN_IF_ERROR(Print(MakeParser(&unused)->help()));
    return kDone;
  }
  for (const CLI::App* known : parser.get_subcommands([](const CLI::App*) { return true; })) {
    if (known->get_name() != verb) continue;
    RETURN_IF_ERROR(Print(known->help("samestory")));
    return kDone;
  }
  return absl::InvalidArgumentError(absl::StrFormat("%s: no such verb (see samestory help)", verb));
}

absl::StatusOr<int> Run(const Options& options, const CLI::App& parser) {
  if (options.verb == "help") return RunHelp(parser, options.help_verb);
  for (const auto& [name, verb] : kVerbs) {
    if (name == options.verb) return verb(options);
  }
  return absl::InvalidArgumentError("no verb");
}

// Ends the run where memory ends, in whatever thread: libraries on the way back to main() do not expect an exception there
// (a hash map of Abseil is left half made, its formatting ends the process).
[[noreturn]] void EndForWantOfMemory() {
  static std::atomic<bool> begun{false};
  // Of several threads one ends the process; what this one needs below may fail as well.
  static thread_local bool here = false;
  while (begun.exchange(true) && !here) pause();
  constexpr std::string_view kWords =
      "samestory: out of memory (--memory says how much to use; fewer --threads use less)\n";
  if (!std::exchange(here, true)) RemoveTemporaryFiles();
  (void)!write(STDERR_FILENO, kWords.data(), kWords.size());
  _exit(kTrouble);
}

absl::StatusOr<int> ParseAndRun(int argc, char** argv) {
  HandleInterrupts();
  Options options;
  const std::unique_ptr<CLI::App> parser = MakeParser(&options);
  ASSIGN_OR_RETURN(std::vector<std::string> words, ReadArguments(*parser, argc, argv));
  std::reverse(words.begin(), words.end());  // as the parser takes them
  try {
    parser->parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    const auto verbs = parser->get_subcommands();
    return RunHelp(*parser, verbs.empty() ? "" : verbs.front()->get_name());
  } catch (const CLI::CallForVersion& version) {
    RETURN_IF_ERROR(Print(std::string(version.what()) + "\n"));
    return kDone;
  } catch (const CLI::ParseError& error) {
    return UsageError(*parser, error);
  }
  return Run(options, *parser);
}

int Main(int argc, char** argv) {
  std::set_new_handler(&EndForWantOfMemory);
  try {
    const absl::StatusOr<int> outcome = ParseAndRun(argc, argv);
    RemoveTemporaryFiles();
    if (outcome.ok()) return *outcome;
    Say(absl::StrFormat("samestory: %s", std::string(outcome.status().message())));
  } catch (const std::exception& error) {
    RemoveTemporaryFiles();
    Say(absl::StrFormat("samestory: %s", error.what()));
  }
  return kTrouble;
}

}  // namespace
}  // namespace samestory

int main(int argc, char** argv) { return samestory::Main(argc, argv); }
