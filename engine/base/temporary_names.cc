#include "engine/base/temporary_names.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <system_error>
#include <vector>

namespace samestory {
namespace {

// Whoever writes into a folder that is being removed comes to an end.
constexpr int kTriesToDelete = 5, kTriesToEmpty = 1000;

// 0, or the error number. A name that is free is taken; of two names that exist, each comes to mean what the other did. A
// file does not take the place of a folder, nor a folder that of a file.
int Exchange(const std::string& a, const std::string& b) {
  struct stat ours, theirs;
  if (lstat(b.c_str(), &theirs) != 0 && errno == ENOENT) return rename(a.c_str(), b.c_str()) == 0 ? 0 : errno;
  if (lstat(a.c_str(), &ours) != 0) return errno;
  if (S_ISDIR(theirs.st_mode) && !S_ISDIR(ours.st_mode)) return EISDIR;
  if (S_ISDIR(ours.st_mode) && S_ISREG(theirs.st_mode)) return ENOTDIR;
  if (renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return errno;
  // A file system that cannot exchange, as those over a network.
  const std::string aside = a + ".old";
  if (rename(b.c_str(), aside.c_str()) != 0) return errno;
  if (rename(a.c_str(), b.c_str()) != 0) {
    const int failed = errno;
    rename(aside.c_str(), b.c_str());
    return failed;
  }
  return rename(aside.c_str(), a.c_str()) == 0 ? 0 : errno;
}

// What Exchange(replacement) did.
void Undo(const Replacement& replacement, bool had_old) {
  if (had_old) {
    Exchange(replacement.temporary, replacement.path);
  } else {
    rename(replacement.path.c_str(), replacement.temporary.c_str());
  }
}

}  // namespace

TemporaryNames& TemporaryNames::Instance() {
  // Outlives every thread, and takes no memory: it is asked for where memory ends.
  alignas(TemporaryNames) static std::byte place[sizeof(TemporaryNames)];
  static TemporaryNames* const names = new (place) TemporaryNames;
  return *names;
}

std::string TemporaryNames::Add(const std::string& pattern, const std::function<bool(char*)>& make) {
  // All memory is taken before: where it ends, the same thread comes for what stands here.
  std::set<std::string> one = {pattern};
  auto node = one.extract(one.begin());
  std::string name = pattern;
  const Lock lock(mutex_);  // an interrupt finds what was made
  if (!make(node.value().data())) return "";
  name.replace(0, name.size(), node.value());
  names_.insert(std::move(node));
  return name;
}

void TemporaryNames::Remove(const std::string& name) {
  const Lock lock(mutex_);
  names_.erase(name);
}

TemporaryNames::Lock TemporaryNames::DeleteAll() {
  Lock lock(mutex_);
  for (const std::string& name : names_) DeleteTree(name);
  names_.clear();
  return lock;
}

void DeleteTree(const std::string& path) {
  std::error_code error;
  for (int tries = 1;; ++tries) {
    std::filesystem::remove_all(path, error);
    // Other threads may still be writing into it.
    const int most = error == std::errc::directory_not_empty ? kTriesToEmpty : kTriesToDelete;
    if (!error || tries >= most) return;
  }
}

absl::Status ReplaceTogether(std::span<const Replacement> replacements) {
  std::vector<bool> had_old;
  had_old.reserve(replacements.size());
  size_t refused = 0;
  int failed = 0;
  {
    // An interrupt waits until all names are in place: what it then deletes are the old ones.
    const TemporaryNames::Lock lock(TemporaryNames::Instance().mutex_);
    for (; refused < replacements.size(); ++refused) {
      const Replacement& replacement = replacements[refused];
      struct stat info;
      const bool has_old = lstat(replacement.path.c_str(), &info) == 0;
      failed = Exchange(replacement.temporary, replacement.path);
      if (failed != 0) break;
      had_old.push_back(has_old);
    }
    for (size_t done = failed != 0 ? refused : 0; done > 0; --done)
      Undo(replacements[done - 1], had_old[done - 1]);
  }
  if (failed == 0) return absl::OkStatus();
  return ErrnoStatus(failed, replacements[refused].path, "cannot rename into place");
}

}  // namespace samestory
