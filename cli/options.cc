#include "cli/options.h"

#include <cctype>
#include <cmath>

namespace samestory {
namespace {

// CLI::Range lets "nan" pass.
CLI::Validator Hours() {
  return {[](std::string& value) {
            double hours = 0;
            const bool number = CLI::detail::lexical_cast(value, hours);
            return number && hours >= 0 && hours <= 1e6 ? std::string()
                                                        : "expected a number from 0 to 1000000";
          },
          "HOURS"};
}

// "1G", "512M", "2.5GiB", "1000000": powers of 1024; becomes a number of bytes.
CLI::Validator Bytes() {
  return {[](std::string& value) {
            size_t digits = 0;
            while (digits < value.size() &&
                   (std::isdigit(static_cast<unsigned char>(value[digits])) || value[digits] == '.')) {
              ++digits;
            }
            std::string unit = value.substr(digits);
            for (char& c : unit) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            if (unit.ends_with("IB")) unit.erase(unit.size() - 2);
            if (unit.size() == 2 && unit.ends_with("B")) unit.pop_back();
            if (unit == "B") unit.clear();
            const size_t power = std::string("KMGT").find(unit);
            double number = 0;
            const bool known = CLI::detail::lexical_cast(value.substr(0, digits), number) &&
                               (unit.empty() || (unit.size() == 1 && power != std::string::npos));
            const double bytes =
                number * std::pow(1024.0, unit.empty() ? 0.0 : static_cast<double>(power + 1));
            if (!known || !(bytes >= 64.0 * 1024 * 1024) || !(bytes < 1e18)) {
              return std::string("expected a size of 64M or more, as 512M or 2G");
            }
            value = std::to_string(static_cast<uint64_t>(bytes));
            return std::string();
          },
          "SIZE"};
}

void AddInputs(CLI::App* verb, Options* o) {
  verb->add_option("INPUT", o->inputs, "Files, folders, sketch files, or - for JSON Lines on standard input")
      ->required()
      ->type_name("");
}

void AddRunFlags(CLI::App* verb, Options* o) {
  verb->add_option("--threads", o->threads,
                   "Threads to use, 1 to 1024; by default as many as the machine has")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  verb->add_option(
          "--memory", o->memory_bytes,
          "Memory to stay within, as 512M or 2G, at least 64M; by default a quarter of the machine's")
      ->transform(Bytes())
      ->type_name("SIZE");
  verb->add_flag("--strict", o->strict, "Exit with 2 when any article or file had to be skipped");
  verb->add_option(
          "--work", o->work,
          "Folder for temporary files; a run that was killed goes on there when it is started again. By "
          "default $TMPDIR or /tmp, without that")
      ->check(CLI::ExistingDirectory)
      ->type_name("DIR");
  verb->add_option("--background", o->background,
                   "Word frequencies: a folder of tables, or one table for every language")
      ->check(CLI::ExistingPath)
      ->type_name("PATH");
  verb->add_option("--stats", o->stats,
                   "Write what the run took, stage by stage, as JSON; - for standard error")
      ->type_name("FILE");
}

void AddLanguage(CLI::App* verb, const char* what, Options* o) {
  verb->add_option("--lang", o->language, what)->check(CLI::IsMember({"en", "vi"}))->type_name("LANG");
}

void AddFind(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("find", "Group articles into stories");
  AddInputs(verb, o);
  verb->add_option("--out", o->out,
                   "Write stories.jsonl, articles.jsonl, skipped.jsonl and the report into this folder")
      ->type_name("DIR");
  verb->add_option("--format", o->format, "What to print: table (default) or jsonl, a story a line")
      ->check(CLI::IsMember({"table", "jsonl"}))
      ->type_name("FORMAT");
  verb->add_option("--window-hours", o->window_hours,
                   "Reports further apart are not of one event; hours, 0 for no limit, default 168")
      ->check(Hours())
      ->type_name("H");
  verb->add_flag("--singles", o->singles, "Show articles that stand alone as stories of one");
  verb->add_option("--explain", o->explain, "Say what decided for two articles instead of printing stories")
      ->type_name("ID1,ID2");
  AddLanguage(verb, "Language of the report's own words: en or vi; by default the stories'", o);
  AddRunFlags(verb, o);
}

void AddDiff(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("diff", "Show what each article has that the others lack");
  verb->add_option("ARTICLE", o->inputs, "Two or more: a file with one article, or FILE#ID")
      ->required()
      ->type_name("");
  verb->add_option("--format", o->format, "text (default), html or jsonl")
      ->check(CLI::IsMember({"text", "html", "jsonl"}))
      ->type_name("FORMAT");
  verb->add_option("--base", o->base, "The article the others are compared with, counted from 0, default 0")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
  verb->add_option("--width", o->width, "Columns of the text; by default the terminal's, 80 without one")
      ->check(CLI::Range(20, 1000))
      ->type_name("N");
  AddLanguage(verb, "Language of the page's own words: en or vi; by default the articles'", o);
  verb->add_option("--background", o->background, "Word frequencies: a folder of tables, or one table")
      ->check(CLI::ExistingPath)
      ->type_name("PATH");
}

void AddDedup(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("dedup", "Keep one article of each group");
  AddInputs(verb, o);
  verb->add_option("--out", o->out, "Where the kept articles go, as JSON Lines")
      ->required()
      ->type_name("KEPT.jsonl");
  verb->add_option("--dropped", o->dropped, "Where a line for each dropped article goes")
      ->type_name("DROPPED.jsonl");
  verb->add_option("--keep", o->keep, "Which one stays: earliest (default), longest, or first by id")
      ->check(CLI::IsMember({"earliest", "longest", "first"}))
      ->type_name("WHICH");
  verb->add_option("--level", o->level, "What makes a group: copy (default) or event")
      ->check(CLI::IsMember({"copy", "event"}))
      ->type_name("LEVEL");
  verb->add_option("--window-hours", o->window_hours, "For --level event; hours, 0 for no limit, default 168")
      ->check(Hours())
      ->type_name("H");
  AddRunFlags(verb, o);
}

void AddSketch(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("sketch", "Read once, for find and dedup to use again");
  AddInputs(verb, o);
  verb->add_option("--out", o->out, "The sketch file")->required()->type_name("FILE");
  AddRunFlags(verb, o);
}

void AddOthers(CLI::App* app, Options* o) {
  CLI::App* info = app->add_subcommand("info", "Say what a sketch file or a result folder holds");
  info->add_option("FILE", o->inputs, "A sketch file, or a folder that find wrote")
      ->required()
      ->expected(1)
      ->type_name("");
  info->add_option("--format", o->format, "table (default) or jsonl")
      ->check(CLI::IsMember({"table", "jsonl"}))
      ->type_name("FORMAT");
  CLI::App* eval = app->add_subcommand("eval", "Score stories against a gold grouping");
  eval->add_option("FILES", o->inputs, "GOLD.tsv, article id and story a line; then STORIES.jsonl")
      ->required()
      ->expected(2)
      ->type_name("");
  CLI::App* help = app->add_subcommand("help", "Say how to use samestory, or one verb of it");
  help->add_option("VERB", o->help_verb, "A verb")->type_name("");
}

}  // namespace

std::unique_ptr<CLI::App> MakeParser(Options* o) {
  auto app = std::make_unique<CLI::App>(
      "Finds which news articles report the same event, and shows what each outlet added or dropped.",
      "samestory");
  app->set_version_flag("--version", "samestory " SAMESTORY_VERSION);
  app->require_subcommand(1);
  app->fallthrough(false);
  AddFind(app.get(), o);
  AddDiff(app.get(), o);
  AddDedup(app.get(), o);
  AddSketch(app.get(), o);
  AddOthers(app.get(), o);
  for (CLI::App* verb : app->get_subcommands([](CLI::App*) { return true; })) {
    verb->callback([o, verb] { o->verb = verb->get_name(); });
  }
  return app;
}

}  // namespace samestory
