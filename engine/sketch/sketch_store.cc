#include "engine/sketch/sketch_store.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace samestory {

SketchStore::SketchStore(SketchStore&& other) noexcept { *this = std::move(other); }

SketchStore& SketchStore::operator=(SketchStore&& other) noexcept {
  std::swap(work_folder_, other.work_folder_);
  std::swap(memory_bytes_, other.memory_bytes_);
  std::swap(fd_, other.fd_);
  std::swap(offsets_, other.offsets_);
  std::swap(mapped_, other.mapped_);
  // A short string moves with its object, so a view of the buffer is taken anew.
  const bool own_buffer = !other.buffer_.empty() && other.bytes_.data() == other.buffer_.data();
  std::swap(bytes_, other.bytes_);
  std::swap(buffer_, other.buffer_);
  if (own_buffer) bytes_ = buffer_;
  return *this;
}

SketchStore::~SketchStore() {
  if (mapped_) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  if (fd_ >= 0) close(fd_);
}

SketchStore SketchStore::Over(std::string_view bytes, std::vector<uint64_t> offsets) {
  SketchStore store("");
  store.bytes_ = bytes;
  store.offsets_ = std::move(offsets);
  return store;
}

absl::Status SketchStore::Append(std::string_view sketch) {
  buffer_.append(sketch);
  offsets_.push_back(offsets_.back() + sketch.size());
  return buffer_.size() > memory_bytes_ ? Spill() : absl::OkStatus();
}

absl::Status SketchStore::Spill() {
  if (fd_ < 0) {
    std::string name = work_folder_ + "/samestory.XXXXXX";
    fd_ = mkostemp(name.data(), O_CLOEXEC);
    if (fd_ < 0) return ErrnoStatus(errno, work_folder_, "cannot make a temporary file");
    unlink(name.c_str());
  }
  for (std::string_view rest = buffer_; !rest.empty();) {
    const ssize_t put = write(fd_, rest.data(), rest.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return ErrnoStatus(errno, work_folder_, "cannot write a temporary file");
    rest.remove_prefix(static_cast<size_t>(put));
  }
  buffer_.clear();
  return absl::OkStatus();
}

absl::Status SketchStore::Seal() {
  if (fd_ < 0) {
    bytes_ = buffer_;
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Spill());
  buffer_.shrink_to_fit();
  void* address = mmap(nullptr, offsets_.back(), PROT_READ, MAP_SHARED, fd_, 0);
  if (address == MAP_FAILED) return ErrnoStatus(errno, work_folder_, "cannot map a temporary file");
  bytes_ = {static_cast<const char*>(address), offsets_.back()};
  mapped_ = true;
  return absl::OkStatus();
}

}  // namespace samestory
