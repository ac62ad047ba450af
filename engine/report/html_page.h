// The pieces every page is made of. Nothing reaches a page unescaped: strings of articles and of the
// interface go through EscapeHtml, in text and in quoted attributes alike.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/model.h"
#include "engine/report/wording.h"

namespace samestory {

// &, <, >, " and ' as character references; control characters but tab and line breaks, and ill-formed UTF-8,
// as U+FFFD. Fit for text and for attributes in double quotes.
std::string EscapeHtml(std::string_view text);

// Escaped and isolated, so that its direction cannot reorder what stands around it.
std::string Isolated(std::string_view text);

// ` dir="auto"` and, where the language is a plausible BCP 47 tag, ` lang="…"`.
std::string TextAttributes(const ReportArticle& article);

// A <time> where `iso` is ISO 8601, isolated text otherwise.
std::string TimeHtml(std::string_view iso);

// A bar of `share` in [0, 1]; decoration, the number stands beside it.
std::string BarHtml(double share);

// Inside a page's folder; the id percent-encoded but for letters, digits, '-', '.' and '_'.
std::string StoryHref(std::string_view id);

void Add(std::string* out, std::initializer_list<std::string_view> parts);

// From the doctype to the open <main>; the title is escaped here. `way_back` is a link to the front page or
// "".
std::string PageStart(const Wording& wording, std::string_view title, std::string_view way_back);

// The end of the document, from the end of <main> on.
std::string PageEnd();

// The same after a section of method and version.
std::string PageEnd(const Wording& wording, const std::vector<std::pair<std::string, std::string>>& method,
                    const std::string& version);

// <del> or <ins> around a changed stretch, with words for those who hear the page; the white space at its end
// stays outside. Nothing for an empty text. The class (c-case, c-tone, c-number, c-punctuation, c-words) lets a
// reader switch off what is a matter of spelling; kNone is c-words.
void AppendChange(std::string_view text, bool dropped, Change change, const Wording& wording,
                  std::string* out);

// A change of words.
void AppendChange(std::string_view text, bool dropped, const Wording& wording, std::string* out);

// What two sentences of little in common share, in a <mark>; plain where it is no word.
void AppendShared(std::string_view text, std::string* out);

// Hidden on the screen, read aloud.
std::string SpokenHtml(std::string_view text);

}  // namespace samestory
