// Invented outlets: a few large, many small, each in one language.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/crawl/random.h"
#include "corpus/crawl/settings.h"

namespace samestory::crawl {

struct Outlet {
  uint64_t key;
  std::string domain;  // under .example, which nobody can own (RFC 2606)
};

class Outlets {
 public:
  explicit Outlets(const Settings& settings);

  // One of the outlets of a language, by the language's place in the settings.
  const Outlet& Draw(size_t language, uint64_t bits) const;

 private:
  std::vector<std::vector<Outlet>> outlets_;
  std::vector<AliasTable> sizes_;
};

}  // namespace samestory::crawl
