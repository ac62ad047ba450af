#include "engine/report/html_method.h"

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html_diff.h"
#include "engine/report/html_text.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

// A decimal number with the language's own mark; anything else as it is.
std::string Localised(std::string value, const Wording& wording) {
  const bool number = value.find_first_not_of("0123456789.") == std::string::npos &&
                      std::count(value.begin(), value.end(), '.') == 1;
  if (number) std::replace(value.begin(), value.end(), '.', wording.decimal_mark);
  return value;
}

void AppendCitation(const MethodNotes& notes, const Wording& wording, const StoryWording& words,
                    std::string* out) {
  if (notes.title.empty() || notes.view == nullptr || notes.view->articles.empty()) return;
  std::string outlets, hashes;
  for (const ReportArticle& article : notes.view->articles) {
    Add(&outlets, {outlets.empty() ? "" : "; ", Isolated(OutletOf(article))});
    if (!article.date.empty()) Add(&outlets, {", ", TimeHtml(article.date)});
    hashes += article.hash + "\n";
  }
  const std::string title = "<cite>" + Isolated(notes.title) + "</cite>",
                    count = EscapeHtml(Counted(notes.view->articles.size(), wording.article)),
                    version = "samestory " + EscapeHtml(notes.version);
  Add(out, {"<h3>", EscapeHtml(words.cite_as), "</h3>\n<p class=\"citation\">",
            notes.story.empty()
                ? Filled(words.cite_diff, {title, count, outlets, version})
                : Filled(words.cite_story, {title, count, outlets, version, EscapeHtml(notes.story)})});
  // One hash for all inputs, so that a citation can be checked with one glance.
  if (!notes.view->articles[0].hash.empty())
    Add(out, {" <code>", ContentHash(hashes).substr(0, 12), "</code>"});
  Add(out, {"</p>\n"});
}

void AppendInputs(const MethodNotes& notes, const Wording& wording, const StoryWording& words,
                  std::string* out) {
  Add(out, {"<details><summary>", EscapeHtml(words.inputs), "</summary>\n<table class=\"cards inputs\">\n",
            "<thead><tr><th scope=\"col\">", EscapeHtml(wording.outlet_head), "</th><th scope=\"col\">",
            EscapeHtml(wording.place), "</th><th scope=\"col\">", EscapeHtml(words.input_hash),
            "</th></tr></thead>\n<tbody>\n"});
  for (size_t i = 0; i < notes.view->articles.size(); ++i) {
    const ReportArticle& article = notes.view->articles[i];
    Add(out, {"<tr><th scope=\"row\">", NamedOutlet(notes.letters[i], article), "</th><td data-label=\"",
              EscapeHtml(wording.place), "\">", Isolated(article.id), "</td><td data-label=\"",
              EscapeHtml(words.input_hash), "\"><code>",
              EscapeHtml(article.hash.empty() ? words.no_hash : article.hash), "</code></td></tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n</details>\n"});
}

}  // namespace

void AppendMethod(const MethodNotes& notes, const Wording& wording, std::string* out) {
  const StoryWording& words = StoryWordingFor(wording.language);
  Add(out, {"<section id=\"method\">\n<h2>", EscapeHtml(wording.method), "</h2>\n"});
  AppendCitation(notes, wording, words, out);
  if (notes.view != nullptr) {
    const CollateOptions options;
    const std::string near = Score(options.near_likeness, wording),
                      edited = Score(options.edited_likeness, wording);
    Add(out, {"<h3>", EscapeHtml(words.rules_head), "</h3>\n<ul class=\"rules\">\n"});
    for (const std::string& rule :
         {Filled(words.row_rule, {near, edited}), Filled(words.pair_rule, {}), Filled(words.ignored_rule, {}),
          Filled(words.spelling_rule, {}), Filled(words.aside_rule, {}), Filled(words.earliest_rule, {})}) {
      Add(out, {"<li>", rule, "</li>\n"});
    }
    Add(out, {"<li", notes.view->collation.degraded ? " class=\"warn\"" : "", ">",
              EscapeHtml(notes.view->collation.degraded ? wording.degraded : words.degraded_rule),
              "</li>\n</ul>\n"});
  }
  Add(out, {"<dl class=\"method\">\n"});
  if (notes.figures != nullptr) {
    for (const auto& [key, value] : *notes.figures) {
      Add(out, {"<div><dt>", Isolated(MethodName(key, wording.language)), "</dt><dd>",
                Isolated(Localised(value, wording)), "</dd></div>\n"});
    }
  }
  Add(out, {"<div><dt>", EscapeHtml(wording.version), "</dt><dd>samestory ", Isolated(notes.version),
            "</dd></div>\n</dl>\n"});
  if (notes.view != nullptr) AppendInputs(notes, wording, words, out);
  Add(out, {"</section>\n"});
}

}  // namespace samestory
