// A crawl of news, made up: any article of it by its place, with the truth about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/crawl/language.h"
#include "corpus/crawl/outlets.h"
#include "corpus/crawl/plan.h"
#include "corpus/crawl/report.h"
#include "corpus/crawl/settings.h"
#include "engine/base/status.h"

namespace samestory::crawl {

struct Article {
  std::string id, title, text, source, date, url;
  std::string event;  // the same for all articles of a family
  Kind kind;
  std::string origin_id;    // empty for originals, singles and stubs
  std::string origin_text;  // of what it was made from, where asked for
};

// Appends one line of JSON with its line feed.
void AppendJsonLine(const Article& article, std::string* out);

class Crawl {
 public:
  // `background` is the folder of frequency tables. kInvalidArgument where the settings cannot be met.
  static absl::StatusOr<Crawl> Open(const Settings& settings, const std::string& background);

  const Settings& settings() const { return settings_; }

  // The article at a place in [0, articles). Safe to call from several threads.
  void Make(uint64_t place, bool with_origin_text, Article* article) const;

 private:
  explicit Crawl(const Settings& settings)
      : settings_(settings),
        plan_(settings),
        outlets_(settings),
        id_of_(settings.articles, Mix64(settings.seed ^ 0x1d)) {}

  std::string Id(uint64_t slot) const;
  // Seconds after the event's first report.
  uint64_t Delay(const Place& place, uint32_t role) const;

  Settings settings_;
  Plan plan_;
  Outlets outlets_;
  Permutation id_of_;
  std::vector<Language> languages_;
  AliasTable language_shares_;
};

}  // namespace samestory::crawl
