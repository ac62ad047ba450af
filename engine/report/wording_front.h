// What the front page, the table of who carries what and the page's keys say, beside wording.h. Plain texts:
// pages escape them like any other. "{n}", "{all}" stand for numbers that the script fills in.
#pragma once

#include <string>
#include <string_view>

#include "engine/report/wording.h"

namespace samestory {

struct FrontWording {
  // The front page's filters.
  const char *find_stories, *search, *search_hint, *all_outlets, *from, *to, *kind, *kind_all, *kind_copies,
      *kind_partial, *kind_reports, *sort, *newest, *oldest, *most_articles, *most_outlets, *most_cohesive,
      *clear, *stories_shown, *nothing_found;
  CountWord report;
  const char *skip_skipped, *skip_mended, *skip_ignored, *skip_repeated;
  const char *days[7];     // from Sunday
  const char *months[12];  // as they stand in a date
  bool numeric_dates;      // 9/10/2025, not 9 October 2025
  // Who carries what.
  const char *row, *sentence, *shared_rows, *key, *reference, *reference_note, *find_sentences, *words_in,
      *at_least, *any_number, *carried_by, *any_article, *only, *missing_in, *missing_nowhere, *facts_differ,
      *only_facts, *rows_shown, *no_rows, *scrolls, *aside_note, *also_aside, *further;
  const char *numbers, *dates, *names, *quotations;
  const char *copy_quotation, *copied, *copy_failed, *link_to_row, *in_article;
  const char *download, *csv, *json, *texts_left_out;
  // Classes of spelling.
  const char *spelling, *spelling_case, *spelling_tone, *spelling_number, *spelling_punctuation;
  // Keys.
  const char *keys, *key_next, *key_previous, *key_open, *key_search, *key_jump, *key_help, *key_escape,
      *close, *jump_to, *step, *wrapped_first, *wrapped_last;
};

// As WordingFor.
const FrontWording &FrontWordingFor(std::string_view language);

// "Thursday 9 October 2025" or "Thứ Năm, 9/10/2025" for what begins as an ISO 8601 date of the Gregorian calendar; ""
// for anything else.
std::string DayName(std::string_view iso, const FrontWording &wording);

}  // namespace samestory
