// Every setting of a run, one default for every corpus.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/machine.h"

namespace samestory {

class Monitor;

struct Config {
  int threads = HardwareThreads();
  std::string work_folder = "/tmp";  // temporary files
  bool resumable = false;            // they have names, and a run that was killed goes on with them
  std::vector<std::string> outputs;  // what the run writes: not read, where it lies among the inputs
  std::string run;                   // what the run is for: a run resumes one of the same name
  uint64_t memory_bytes = DefaultMemoryBytes();  // anonymous memory a run aims to stay within
  std::string background;        // a folder of word-frequency tables, or one table; empty: none
  double window_hours = 168;     // reports further apart are not of one event; 0: no window
  double link_score = 0.5;       // least probability of an event link, [0, 1]
  double story_cohesion = 0.46;  // least mean probability at which groups merge, [0, 1]
  double second_story = 0.5;     // least mean probability at which an article joins a second story, [0, 1]
  double partial_containment =
      0.5;                       // from this share of one's shingles in the other a link is called partial
  double separate_events = 0.1;  // most an article's two stories may share of what links it to the second
  int shared_phrases = 5;        // shown for a link

  Monitor* monitor =
      nullptr;  // told of the run's stages (base/monitor.h); may be null; never changes a result
};

}  // namespace samestory
