// What the pages of a story say, in each language of the interface. $0 to $9 stand for what is filled in.
#pragma once

#include <string_view>

#include "engine/report/wording.h"

namespace samestory {

struct StoryWording {
  // Sections.
  const char *added_head, *side_head, *annotated_head, *when_head;
  // The story's head.
  const char *headlines, *headlines_note, *compared_first, *strongest_link, *longest_run, *with_article,
      *run_note, *only_share;
  // Added and dropped.
  const char *added_note, *added_by, *dropped_by, *nothing_added, *nothing_dropped, *also_in, *nowhere_else,
      *partly_in, *row_number, *more_sentences;
  CountWord fact_differs;
  const char *fact_number, *fact_date, *fact_name, *fact_quotation;
  // Side by side.
  const char *moved_block, *asides_only, *shared_with, *whole_pairs;
  // One article, annotated.
  const char *annotated_note, *in_outlets, *only_here_sentence, *others_add_one, *others_add, *alone_add_one,
      *alone_adds, *alone_add, *aside_word;
  // When and from where.
  const char *when_note, *axis_note, *axis_plain_note, *day_only_note, *undated_articles, *credits_head,
      *credits_note, *no_credits, *credited, *credited_by, *times, *first_sentence, *in_this_story;
  const char *holders_head, *holders_note, *no_holders, *run, *holder, *why, *carried_by, *all_runs, *passage,
      *runs_held, *holder_unclear;
  const char *why_minute, *why_day, *why_same_day, *why_same_minute, *why_undated, *also_undated;
  // Method.
  const char *cite_as, *cite_story, *cite_diff, *inputs, *input_hash, *rules_head, *row_rule, *pair_rule,
      *ignored_rule, *spelling_rule, *aside_rule, *earliest_rule, *degraded_rule, *no_hash;
  // The choosers.
  const char *choose_base, *choose_pair, *all_pairs;
};

// As WordingFor().
const StoryWording &StoryWordingFor(std::string_view language);

// The name of one of ReportModel::method's keys; a key that is not known stands for itself.
std::string_view MethodName(std::string_view key, std::string_view language);

}  // namespace samestory
