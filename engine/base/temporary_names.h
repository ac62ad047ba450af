// What outputs stand on: names of files and folders that are not in place yet, and putting several in place at once.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <span>
#include <string>

#include "engine/base/status.h"

namespace samestory {

// Files and folders that are to go if the process ends now. The one piece of state the engine shares: an interrupt has
// nothing else to go by.
class TemporaryNames {
 public:
  static TemporaryNames& Instance();
  // While it is held nothing is made, and nothing put in place. Whoever runs out of memory with it may come for it again.
  using Lock = std::unique_lock<std::recursive_mutex>;

  // `make` makes the file or folder and writes its name over the pattern's Xs; false where it cannot, and "" is returned.
  // It takes no memory.
  std::string Add(const std::string& pattern, const std::function<bool(char*)>& make);
  void Remove(const std::string& name);
  // All of them, with what folders hold. Waits while a ReplaceTogether() is under way.
  Lock DeleteAll();

 private:
  friend absl::Status ReplaceTogether(std::span<const struct Replacement> replacements);
  std::recursive_mutex mutex_;
  std::set<std::string> names_;
};

// Removes a file, or a folder with what it holds; as far as it can.
void DeleteTree(const std::string& path);

// A new file or folder and the name it is to have. Afterwards `temporary` is what had that name before, where there was
// such a thing.
struct Replacement {
  std::string temporary, path;
};

// Replaces all of them, or none and says why. Links are replaced, never written through. A process killed between two of
// the renames leaves some of them done.
absl::Status ReplaceTogether(std::span<const Replacement> replacements);

}  // namespace samestory
