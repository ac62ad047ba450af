// A folder of results that is replaced as a whole.
#pragma once

#include <string>
#include <vector>

#include "engine/base/status.h"

namespace samestory {

// New results are written below path(), a hidden folder inside the one they are for, and take the place of those with the
// same names in Commit(): all, or none and it says why. Without Commit() nothing of them remains, nor of the folder where
// this made it. What else lies in the folder stays.
class StagedFolder {
 public:
  // Makes the folder and its parents where they are not there; removes what killed runs left in it.
  static absl::StatusOr<StagedFolder> Create(const std::string& folder);
  StagedFolder(StagedFolder&& other) noexcept;
  StagedFolder& operator=(StagedFolder&&) = delete;
  ~StagedFolder();

  const std::string& folder() const { return folder_; }
  const std::string& path() const { return path_; }
  // Afterwards path() holds what was replaced, until the object goes.
  absl::Status Commit();

 private:
  StagedFolder() = default;

  std::string folder_, path_;
  bool made_folder_ = false;
  int lock_fd_ = -1;  // says to other runs that this one lives
};

}  // namespace samestory
