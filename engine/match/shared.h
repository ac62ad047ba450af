// Internal to engine/match: what two ascending sequences have in common.
#pragma once

#include <cstddef>
#include <span>

namespace samestory {

// Calls visit(a's element, b's element) for those in both; key(element) ascends in each.
template <typename T, typename Key, typename Visit>
void ForEachShared(std::span<const T> a, std::span<const T> b, Key key, Visit visit) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (key(a[i]) < key(b[j])) {
      ++i;
    } else if (key(b[j]) < key(a[i])) {
      ++j;
    } else {
      visit(a[i++], b[j++]);
    }
  }
}

}  // namespace samestory
