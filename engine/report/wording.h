// What the pages say, in each language of the interface. Every text is plain: pages escape it like any other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace samestory {

// One and many; languages without a plural say the same twice.
struct CountWord {
  const char *one;
  const char *many;
};

struct Wording {
  const char *language;  // BCP 47
  char decimal_mark;
  const char *skip_to_content, *all_stories, *stories_title, *stories_lede, *no_stories, *undated, *no_title;
  const char *articles_read, *stories, *alone, *skipped;
  CountWord article, outlet, sentence, word;
  CountWord copy, partial, event;  // links of each kind
  const char *event_kind;
  const char *cohesion, *outlets, *links, *links_note, *strength, *pair, *jaccard, *in, *shared_phrases;
  const char *reports, *compared, *outlet_head, *headline, *sections, *published, *lag, *role, *words,
      *same_day;
  const char *role_earliest, *role_earliest_day, *role_copy, *role_partial, *role_report;
  const char *carriers, *carriers_note, *sentences_head, *elsewhere, *only_here;
  const char *matrix, *matrix_note, *absent;
  const char *comparisons, *pair_note, *comparison, *base, *change;
  const char *same, *edited, *near, *only_in, *moved, *again, *dropped, *added, *the_same_sentences;
  const char *degraded, *left_out, *place, *kind, *reason, *more_left_out, *method, *version;
  const char *day, *hour, *minute;
};

// "vi" and what starts with "vi-" is Vietnamese, all else English. The tables live as long as the program.
const Wording &WordingFor(std::string_view language);

// "3 articles".
std::string Counted(size_t count, const CountWord &word);

// With two decimals and the language's decimal mark: "0.41", "0,41".
std::string Score(double value, const Wording &wording);

// "1 d 3 h", "55 min"; for a negative span "".
std::string TimeSpan(int64_t seconds, const Wording &wording);

}  // namespace samestory
