#include "engine/report/html_chooser.h"

#include <utility>

#include "engine/base/json_writer.h"
#include "engine/report/diff_rows.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

std::string ScriptWords(const Wording& wording) {
  const StoryWording& words = StoryWordingFor(wording.language);
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  for (const auto& [key, value] : {
           std::pair("language", wording.language),
           std::pair("base", wording.base),
           std::pair("no_title", wording.no_title),
           std::pair("same", wording.same),
           std::pair("edited", wording.edited),
           std::pair("near", wording.near),
           std::pair("only_in", wording.only_in),
           std::pair("moved", wording.moved),
           std::pair("again", wording.again),
           std::pair("dropped", wording.dropped),
           std::pair("added", wording.added),
           std::pair("the_same", wording.the_same_sentences),
           std::pair("change", wording.change),
           std::pair("sentence", wording.sentence.one),
           std::pair("sentences", wording.sentence.many),
           std::pair("degraded", wording.degraded),
           std::pair("added_by", words.added_by),
           std::pair("dropped_by", words.dropped_by),
           std::pair("nothing_added", words.nothing_added),
           std::pair("nothing_dropped", words.nothing_dropped),
           std::pair("also_in", words.also_in),
           std::pair("nowhere_else", words.nowhere_else),
           std::pair("partly_in", words.partly_in),
           std::pair("row_number", words.row_number),
           std::pair("fact_differs", words.fact_differs.one),
           std::pair("facts_differ", words.fact_differs.many),
           std::pair("more_sentences", words.more_sentences),
           std::pair("number", words.fact_number),
           std::pair("date", words.fact_date),
           std::pair("name", words.fact_name),
           std::pair("quotation", words.fact_quotation),
           std::pair("moved_block", words.moved_block),
           std::pair("asides_only", words.asides_only),
           std::pair("shared_with", words.shared_with),
           std::pair("whole_pairs", words.whole_pairs),
       }) {
    json.Member(key, value);
  }
  json.EndObject();
  return out;
}

void AppendOption(const std::string& value, const std::string& text, bool selected, std::string* out) {
  Add(out, {"<option value=\"", value, "\"", selected ? " selected=\"\"" : "", ">", EscapeHtml(text),
            "</option>"});
}

}  // namespace

void AppendBaseChooser(const NamedView& named, const Wording& wording, std::string* out) {
  const StoryWording& words = StoryWordingFor(wording.language);
  Add(out, {"<div class=\"chooser js-only\" id=\"base-chooser\" hidden=\"\" data-words=\"",
            EscapeHtml(ScriptWords(wording)), "\"><label for=\"base-select\">", EscapeHtml(words.choose_base),
            "</label> <select id=\"base-select\">"});
  for (size_t i = 0; i < named.view->articles.size(); ++i) {
    AppendOption(std::to_string(i), named.letters[i] + " – " + std::string(OutletOf(named.view->articles[i])),
                 i == named.view->base, out);
  }
  Add(out, {"</select></div>\n"});
}

void AppendPairPicker(const NamedView& named, const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  if (view.articles.size() < 3) return;
  const StoryWording& words = StoryWordingFor(wording.language);
  Add(out, {"<div class=\"chooser js-only\" id=\"pair-chooser\" hidden=\"\"><label for=\"pair-select\">",
            EscapeHtml(words.choose_pair), "</label> <select id=\"pair-select\">"});
  AppendOption("", words.all_pairs, true, out);
  for (size_t i = 0; i < view.articles.size(); ++i) {
    if (i == view.base) continue;
    AppendOption(
        std::to_string(i),
        named.letters[view.base] + " ↔ " + named.letters[i] + " – " + std::string(OutletOf(view.articles[i])),
        false, out);
  }
  Add(out, {"</select></div>\n"});
}

}  // namespace samestory
