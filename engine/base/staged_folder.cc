#include "engine/base/staged_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/temporary_names.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

constexpr char kPrefix[] = ".samestory-";

// Folders whose run has ended: their lock is free.
void RemoveLeftovers(const std::string& folder) {
  std::vector<std::string> names;
  ListFolder(folder, &names);
  for (const std::string& name : names) {
    if (!name.starts_with(kPrefix)) continue;
    const int fd = open((folder + "/" + name).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) continue;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) DeleteTree(folder + "/" + name);
    close(fd);
  }
}

}  // namespace

absl::StatusOr<StagedFolder> StagedFolder::Create(const std::string& folder) {
  StagedFolder staged;
  staged.folder_ = folder;
  std::error_code error;
  staged.made_folder_ = !fs::exists(folder, error);
  RETURN_IF_ERROR(MakeFolders(folder));
  RemoveLeftovers(folder);
  staged.path_ = TemporaryNames::Instance().Add(folder + "/" + kPrefix + "XXXXXX",
                                                [](char* name) { return mkdtemp(name) != nullptr; });
  if (staged.path_.empty()) return ErrnoStatus(errno, folder, "cannot make a folder in it");
  staged.lock_fd_ = OpenForReading(staged.path_);
  if (staged.lock_fd_ >= 0) flock(staged.lock_fd_, LOCK_EX | LOCK_NB);
  return staged;
}

StagedFolder::StagedFolder(StagedFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      path_(std::exchange(other.path_, {})),
      made_folder_(std::exchange(other.made_folder_, false)),
      lock_fd_(std::exchange(other.lock_fd_, -1)) {}

StagedFolder::~StagedFolder() {
  // First, as there may be no other descriptor to remove it with.
  if (lock_fd_ >= 0) close(lock_fd_);
  if (!path_.empty()) {
    DeleteTree(path_);
    TemporaryNames::Instance().Remove(path_);
  }
  if (made_folder_) rmdir(folder_.c_str());  // only where it is empty
}

absl::Status StagedFolder::Commit() {
  std::vector<std::string> names;
  if (const int failed = ListFolder(path_, &names); failed != 0)
    return ErrnoStatus(failed, folder_, "cannot read");
  std::vector<Replacement> replacements;
  for (const std::string& name : names) replacements.push_back({path_ + "/" + name, folder_ + "/" + name});
  return ReplaceTogether(replacements);
}

}  // namespace samestory
