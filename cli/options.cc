#include "cli/options.h"

#include "cli/help.h"
#include "cli/values.h"

namespace samestory {
namespace {

constexpr char kInputs[] = "Files, folders, sketch files, or - for JSON Lines on standard input";

void AddInputs(CLI::App* verb, const char* what, Options* o) {
  verb->add_option("INPUT", o->inputs, what)->required()->type_name("");
}

void AddRunFlags(CLI::App* verb, Options* o) {
  verb->add_option("--threads", o->threads, "Threads, 1 to 1024; by default as many as the machine has")
      ->check(WholeNumber(1, 1024))
      ->type_name("N");
  verb->add_option(
          "--memory", o->memory_bytes,
          "Memory to stay within, 64M to 1024T, in bytes or with K (1024 of them), M, G or T; by default a "
          "quarter of the machine's")
      ->transform(Bytes())
      ->type_name("SIZE");
  verb->add_flag("--strict", o->strict, "Exit with 2 when any article or file had to be skipped");
  verb->add_option("--work", o->work,
                   "Folder for temporary files, which must be there; a run that was killed goes on in it "
                   "when it is started "
                   "again. By default $TMPDIR or /tmp, without that")
      ->check(Folder())
      ->type_name("DIR");
  verb->add_option("--background", o->background,
                   "Word frequencies: a folder of tables, or one table for every language; by default "
                   "$SAMESTORY_BACKGROUND, else the program's own")
      ->check(FileOrFolder())
      ->type_name("PATH");
  verb->add_option(
          "--stats", o->stats,
          "Write what the run took, stage by stage, as JSON into this file, - for standard error; by "
          "default nowhere")
      ->check(Path())
      ->type_name("FILE");
}

void AddLanguage(CLI::App* verb, const char* what, Options* o) {
  verb->add_option("--lang", o->language, what)->check(OneOf({"en", "vi"}))->type_name("LANG");
}

void AddFind(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("find", "Group articles into stories");
  AddInputs(verb, kInputs, o);
  verb->add_option(
          "--out", o->out,
          "Write stories.jsonl, articles.jsonl, skipped.jsonl and the report into this folder, which is "
          "made where it is absent; by default nowhere")
      ->check(Path())
      ->type_name("DIR");
  verb->add_option("--format", o->format, "What to print: table (default), or jsonl, a story a line")
      ->check(OneOf({"table", "jsonl"}))
      ->type_name("FORMAT");
  verb->add_option(
          "--window-hours", o->window_hours,
          "Hours that reports of one event lie apart at most, 0 to 1000000, 0 for no limit; by default 168")
      ->check(Hours())
      ->type_name("H");
  verb->add_flag("--singles", o->singles, "Show articles that stand alone too, as stories of one");
  verb->add_option("--explain", o->explain,
                   "Say what decided for two articles, by their ids, instead of printing stories")
      ->check(TwoIds())
      ->type_name("ID1,ID2");
  AddLanguage(verb,
              "Language of the report's own words: en or vi; by default vi where most articles are, else en",
              o);
  AddRunFlags(verb, o);
}

void AddDiff(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("diff", "Show what each article has that the others lack");
  verb->add_option("ARTICLE", o->inputs, "Two or more: a file with one article, or FILE#ID")
      ->required()
      ->type_name("");
  verb->add_option("--format", o->format,
                   "What to print: text (default), html (one page) or jsonl (one object)")
      ->check(OneOf({"text", "html", "jsonl"}))
      ->type_name("FORMAT");
  verb->add_option("--base", o->base,
                   "Which article the others are compared with: 0 for the first, up to one less than there "
                   "are; by default 0")
      ->check(WholeNumber(0, 1000000))
      ->type_name("N");
  verb->add_option("--width", o->width,
                   "Columns of the text, 20 to 1000; by default the terminal's, 80 without one")
      ->check(WholeNumber(20, 1000))
      ->type_name("N");
  AddLanguage(
      verb, "Language of the page's own words: en or vi; by default vi where most articles are, else en", o);
  verb->add_option("--background", o->background,
                   "Word frequencies: a folder of tables, or one table for every language; by default "
                   "$SAMESTORY_BACKGROUND, else the program's own")
      ->check(FileOrFolder())
      ->type_name("PATH");
}

void AddDedup(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("dedup", "Keep one article of each group");
  AddInputs(verb, kInputs, o);
  verb->add_option("--out", o->out, "Where the kept articles go, as JSON Lines")
      ->required()
      ->check(Path())
      ->type_name("KEPT.jsonl");
  verb->add_option("--dropped", o->dropped,
                   "Where a line for each dropped article goes, as JSON Lines; by default nowhere")
      ->check(Path())
      ->type_name("DROPPED.jsonl");
  verb->add_option("--keep", o->keep,
                   "Which one stays: earliest (default), longest, or first in the order of ids")
      ->check(OneOf({"earliest", "longest", "first"}))
      ->type_name("WHICH");
  verb->add_option("--level", o->level, "What makes a group: copy (default) or event")
      ->check(OneOf({"copy", "event"}))
      ->type_name("LEVEL");
  verb->add_option(
          "--window-hours", o->window_hours,
          "With --level event: hours that reports of one event lie apart at most, 0 to 1000000, 0 for no "
          "limit; by default 168")
      ->check(Hours())
      ->type_name("H");
  AddRunFlags(verb, o);
}

void AddSketch(CLI::App* app, Options* o) {
  CLI::App* verb = app->add_subcommand("sketch", "Read once, for find and dedup to use again");
  AddInputs(verb, "Files, folders, or - for JSON Lines on standard input", o);
  verb->add_option("--out", o->out,
                   "The sketch file; texts that cannot be read again where they lie go to FILE.text")
      ->required()
      ->check(Path())
      ->type_name("FILE");
  AddRunFlags(verb, o);
}

void AddOthers(CLI::App* app, Options* o) {
  CLI::App* info = app->add_subcommand("info", "Say what a sketch file or a result folder holds");
  info->add_option("FILE", o->looked_at, "A sketch file, or a folder that find wrote")
      ->required()
      ->type_name("");
  info->add_option("--format", o->format, "What to print: table (default), or jsonl, one object")
      ->check(OneOf({"table", "jsonl"}))
      ->type_name("FORMAT");
  CLI::App* eval = app->add_subcommand("eval", "Score stories against a gold grouping");
  eval->add_option("GOLD", o->gold, "Lines of an article's id, a tab and the story it belongs to")
      ->required()
      ->type_name("");
  eval->add_option("STORIES", o->stories, "stories.jsonl, or the folder that find wrote it into")
      ->required()
      ->type_name("");
  CLI::App* help = app->add_subcommand("help", "Say how to use samestory, or one verb of it");
  help->add_option("VERB", o->help_verb,
                   "find, diff, dedup, sketch, info or eval; without it, what they all do")
      ->type_name("");
}

}  // namespace

std::unique_ptr<CLI::App> MakeParser(Options* o) {
  auto app = std::make_unique<CLI::App>(
      "Finds which news articles report the same event, and shows what each outlet added or dropped.",
      "samestory");
  app->formatter(HelpFormat());
  app->option_defaults()->group("Flags");
  app->set_help_flag("-h,--help", "Print this help and exit");
  app->set_version_flag("--version", "samestory " SAMESTORY_VERSION, "Print the version and exit");
  app->require_subcommand(1);
  app->fallthrough(false);
  AddFind(app.get(), o);
  AddDiff(app.get(), o);
  AddDedup(app.get(), o);
  AddSketch(app.get(), o);
  AddOthers(app.get(), o);
  for (CLI::App* verb : app->get_subcommands([](CLI::App*) { return true; })) {
    verb->group("Verbs");
    verb->get_help_ptr()->group("Flags");
    verb->callback([o, verb] { o->verb = verb->get_name(); });
  }
  return app;
}

}  // namespace samestory
