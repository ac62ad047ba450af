// One report of an event as text: title, sentences, paragraphs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/crawl/event.h"
#include "corpus/crawl/settings.h"

namespace samestory::crawl {

struct Draft {
  std::string title, text;
  // Where each sentence begins in `text`; what stands before it there is one space or one line feed.
  std::vector<uint32_t> sentences;

  void Clear() { title.clear(), text.clear(), sentences.clear(); }
};

// Report `number` of the event: 0 is the original, any other a rewrite of it, which takes some of the original's
// sentences as they are. Sentences end with a full stop; the first names the event's main facts.
void WriteReport(const Event& event, uint32_t number, const Settings& settings, Draft* draft);

// `words` words in a row of the language, the first with a capital, no stop.
void AppendLine(const Language& language, uint32_t words, Random* random, std::string* out);

}  // namespace samestory::crawl
