// The verbs that look at results: info, eval.
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "engine/base/json_writer.h"
#include "engine/pipeline/evaluate.h"
#include "engine/pipeline/info.h"
#include "engine/report/display.h"

namespace samestory {
namespace {

constexpr size_t kWorstShown = 10;

std::string FormatFacts(const std::vector<Fact>& facts) {
  size_t widest = 0;
  for (const Fact& fact : facts) widest = std::max(widest, fact.name.size());
  std::string out;
  for (const Fact& fact : facts) out += absl::StrFormat("%-*s  %s\n", widest, fact.name, fact.value);
  return out;
}

std::string FactsAsJson(const std::vector<Fact>& facts) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  for (const Fact& fact : facts) {
    json.Key(fact.name);
    if (fact.is_number) {
      json.Integer(fact.number);
    } else {
      json.String(fact.value);
    }
  }
  json.EndObject();
  return out + "\n";
}

std::string FormatWorst(std::string_view what, const std::vector<WrongPair>& pairs, size_t count) {
  if (count == 0) return "";
  std::string out = absl::StrFormat("\n%s: %d\n", what, count);
  for (size_t i = 0; i < std::min(pairs.size(), kWorstShown); ++i) {
    const std::string a = Displayable(pairs[i].a), b = Displayable(pairs[i].b);
    out += pairs[i].score > 0 ? absl::StrFormat("  %.2f  %s  %s\n", pairs[i].score, a, b)
                              : absl::StrFormat("        %s  %s\n", a, b);
  }
  if (count > kWorstShown) out += absl::StrFormat("  ... and %d more\n", count - kWorstShown);
  return out;
}

}  // namespace

absl::StatusOr<int> RunInfo(const Options& options) {
  ASSIGN_OR_RETURN(const std::vector<Fact> facts, Describe(options.looked_at));
  RETURN_IF_ERROR(Print(options.format == "jsonl" ? FactsAsJson(facts) : FormatFacts(facts)));
  return kDone;
}

absl::StatusOr<int> RunEval(const Options& options) {
  std::error_code error;
  const bool folder = std::filesystem::is_directory(options.stories, error);
  ASSIGN_OR_RETURN(const Evaluation e,
                   Evaluate(options.gold, folder ? options.stories + "/stories.jsonl" : options.stories));
  std::string out = absl::StrFormat(
      "articles %d gold-stories %d pairs-true %d pairs-found %d unknown-ids %d\n"
      "precision %.4f recall %.4f f1 %.4f b3 %.4f ari %.4f\n",
      e.articles, e.gold_stories, e.pairs_true, e.pairs_found, e.unknown_ids, e.precision, e.recall, e.f1,
      e.b_cubed_f1, e.adjusted_rand);
  out += FormatWorst("together though the gold parts them", e.merges, e.wrong_merges);
  out += FormatWorst("apart though the gold joins them", e.misses, e.wrong_misses);
  RETURN_IF_ERROR(Print(out));
  return kDone;
}

}  // namespace samestory
