// samestory VERB [flags] INPUT...: parses the command line, runs the verb, turns its outcome into an exit
// code.
#include <array>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_format.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "engine/base/file.h"

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

int Main(int argc, char** argv) {
  HandleInterrupts();
  Options options;
  const std::unique_ptr<CLI::App> parser = MakeParser(&options);
  absl::StatusOr<int> outcome;
  try {
    parser->parse(argc, argv);
    outcome = Run(options, *parser);
  } catch (const CLI::CallForHelp&) {
    const auto verbs = parser->get_subcommands();
    outcome = RunHelp(*parser, verbs.empty() ? "" : verbs.front()->get_name());
  } catch (const CLI::CallForVersion& version) {
    const absl::Status printed = Print(std::string(version.what()) + "\n");
    outcome = printed.ok() ? absl::StatusOr<int>(kDone) : printed;
  } catch (const CLI::ParseError& error) {
    outcome = UsageError(*parser, error);
  } catch (const std::bad_alloc&) {
    outcome = absl::ResourceExhaustedError("out of memory");
  } catch (const std::exception& error) {
    outcome = absl::InternalError(error.what());
  }
  RemoveTemporaryFiles();
  if (outcome.ok()) return *outcome;
  Say(absl::StrFormat("samestory: %s", std::string(outcome.status().message())));
  return kTrouble;
}

}  // namespace
}  // namespace samestory

int main(int argc, char** argv) { return samestory::Main(argc, argv); }
