// What an event is told with: names, places, numbers and words that hardly any other event has.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/crawl/language.h"
#include "corpus/crawl/random.h"

namespace samestory::crawl {

class Event {
 public:
  // Everything follows from `key`; `language` must outlive the event.
  Event(const Language& language, uint64_t key);

  const Language& language() const { return *language_; }
  uint64_t key() const { return key_; }
  uint64_t topic() const { return topic_; }
  // By weight, the first the most told. Words with single spaces between, numbers as they are printed.
  const std::vector<std::string>& facts() const { return facts_; }
  // Appends a term of the event's topic, two words that belong together, preceded by nothing. Some topics are
  // frequent, and so are some of their terms; an event returns to a few of them again and again.
  void AppendTopicTerm(Random* random, std::string* out) const;

 private:
  std::string Person(Random* random) const;
  std::string PlaceName(Random* random) const;
  std::string Number(Random* random) const;
  std::string RareWords(Random* random) const;

  const Language* language_;
  uint64_t key_, topic_;
  std::vector<std::string> facts_;
};

}  // namespace samestory::crawl
