#include "engine/report/html_controls.h"

#include <set>

#include "engine/report/diff_rows.h"
#include "engine/report/names.h"
#include "engine/report/wording_front.h"

namespace samestory {
namespace {

void AppendArticleSelect(const char* id, const char* label, const char* none, const NamedView& named,
                         std::string* out) {
  Add(out, {"<label>", EscapeHtml(label), " <select id=\"", id, "\">"});
  AppendOption("", none, out);
  for (size_t i = 0; i < named.letters.size(); ++i) {
    AppendOption(named.letters[i], named.letters[i] + " " + std::string(OutletOf(named.view->articles[i])),
                 out);
  }
  Add(out, {"</select></label>\n"});
}

std::set<Change> ChangesOf(const DiffView& view) {
  std::set<Change> changes;
  const auto collect = [&](const std::vector<CellEdits>& all) {
    for (const CellEdits& edits : all) {
      for (const EditOp& op : edits.ops) changes.insert(op.change);
    }
  };
  for (const Row& row : view.collation.rows) collect(row.edits);
  collect(view.headlines);
  return changes;
}

}  // namespace

void AppendOption(std::string_view value, std::string_view label, std::string* out) {
  Add(out, {"<option value=\"", EscapeHtml(value), "\">", EscapeHtml(label), "</option>"});
}

void AppendMatrixFilters(const NamedView& named, const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  Add(out, {"<fieldset class=\"filters js-only\" hidden=\"\" id=\"row-filters\">\n<legend>",
            EscapeHtml(words.find_sentences), "</legend>\n<label class=\"wide\">", EscapeHtml(words.words_in),
            " <input type=\"search\" id=\"row-search\" autocomplete=\"off\"></label>\n<label>",
            EscapeHtml(words.at_least), " <select id=\"row-least\">"});
  AppendOption("", words.any_number, out);
  for (size_t k = 2; k <= named.letters.size(); ++k) {
    AppendOption(std::to_string(k), Counted(k, wording.article), out);
  }
  Add(out, {"</select></label>\n"});
  AppendArticleSelect("row-only", words.carried_by, words.any_article, named, out);
  AppendArticleSelect("row-missing", words.missing_in, words.missing_nowhere, named, out);
  Add(out,
      {"<label class=\"check span\"><input type=\"checkbox\" id=\"row-facts\"> ",
       EscapeHtml(words.only_facts), "</label>\n<button type=\"button\" id=\"row-clear\">",
       EscapeHtml(words.clear), "</button>\n<p class=\"count\" id=\"row-count\" role=\"status\" data-text=\"",
       EscapeHtml(words.rows_shown), "\"></p>\n</fieldset>\n"});
}

void AppendSpellingSwitches(const DiffView& view, const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  const std::set<Change> changes = ChangesOf(view);
  bool open = false;
  for (const auto& [change, label] :
       {std::pair(Change::kCase, words.spelling_case), std::pair(Change::kTone, words.spelling_tone),
        std::pair(Change::kNumber, words.spelling_number),
        std::pair(Change::kPunctuation, words.spelling_punctuation)}) {
    if (!changes.contains(change)) continue;
    if (!open) {
      Add(out, {"<fieldset class=\"spelling js-only\" hidden=\"\" id=\"spelling\">\n<legend>",
                EscapeHtml(words.spelling), "</legend>\n"});
    }
    open = true;
    Add(out, {"<label class=\"check\"><input type=\"checkbox\" checked=\"\" value=\"", NameOf(change), "\"> ",
              EscapeHtml(label), "</label>\n"});
  }
  if (open) Add(out, {"</fieldset>\n"});
}

void AppendKeysButton(const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  Add(out,
      {"<button type=\"button\" class=\"js-only\" hidden=\"\" id=\"keys-button\" aria-haspopup=\"dialog\">",
       EscapeHtml(words.keys), "</button>"});
}

void AppendKeys(const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  const auto close = [&] {
    Add(out, {"<button type=\"button\" class=\"close\">", EscapeHtml(words.close), "</button>\n</dialog>\n"});
  };
  Add(out,
      {"<dialog id=\"keys\" aria-labelledby=\"keys-title\" data-step=\"", EscapeHtml(words.step),
       "\" data-first=\"", EscapeHtml(words.wrapped_first), "\" data-last=\"", EscapeHtml(words.wrapped_last),
       "\">\n<h2 id=\"keys-title\">", EscapeHtml(words.keys), "</h2>\n<dl>\n"});
  const struct {
    const char *key, *what, *needs;
  } keys[] = {{"n", words.key_next, "[data-diff]"}, {"p", words.key_previous, "[data-diff]"},
              {"o", words.key_open, "[data-diff]"}, {"/", words.key_search, "input[type=search]"},
              {"j", words.key_jump, "section[id]"}, {"?", words.key_help, ""},
              {"Esc", words.key_escape, ""}};
  for (const auto& [key, what, needs] : keys) {
    Add(out, {"<div data-needs=\"", needs, "\"><dt><kbd>", key, "</kbd></dt><dd>", EscapeHtml(what),
              "</dd></div>\n"});
  }
  Add(out, {"</dl>\n"});
  close();
  Add(out, {"<dialog id=\"jump\" aria-labelledby=\"jump-title\">\n<h2 id=\"jump-title\">",
            EscapeHtml(words.jump_to), "</h2>\n<ul></ul>\n"});
  close();
  Add(out, {"<p class=\"spoken\" id=\"said\" role=\"status\"></p>\n"});
}

}  // namespace samestory
