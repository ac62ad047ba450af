// Which article is what: families of articles and their places in the file.
//
// An event with its original, rewrites, and what was made of either, is a family. Families lie in slots, one after
// another within blocks of 256; a permutation keyed by the seed maps places in the file to slots, so that a family is
// spread over all of it. What stands at a place follows from settings and place alone: no state, any order, any thread.
// The permutation depends on the number of articles, so a shorter crawl is no prefix of a longer one.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "corpus/crawl/random.h"
#include "corpus/crawl/settings.h"

namespace samestory::crawl {

struct Place {
  uint64_t slot;         // unique; the article's id is made of it
  uint64_t family;       // slot of the family's original
  uint64_t key;          // what all draws about the family start from
  uint32_t role;         // 0 the original; slot is family + role
  uint32_t origin_role;  // what it was made from; its own for originals, singles and stubs
  Kind kind;
};

class Plan {
 public:
  explicit Plan(const Settings& settings);

  // What is wrong with the shares, or null.
  static const char* Complaint(const Settings& settings);

  Place At(uint64_t article) const;

 private:
  enum class FamilyKind { kSingle, kStub, kEvent };
  struct Family {
    uint64_t key;
    FamilyKind kind;
    uint32_t size;
  };
  Family FamilyAt(uint64_t slot) const;
  Kind RoleKind(const Family& family, uint32_t role) const;

  uint64_t articles_, seed_;
  Permutation slot_of_;
  std::vector<uint32_t> made_;     // how many articles an event has besides its original, 1,024 quantiles
  std::array<uint32_t, 2> until_;  // of 2^32 families: events, then stubs
  std::array<uint32_t, 5> role_until_;  // of 2^32 made articles: copies, edits, cuts, furniture, rewrites
};

}  // namespace samestory::crawl
