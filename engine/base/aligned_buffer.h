// Bytes whose beginning and room are multiples of a page's size: what a disk reads and writes without the page cache
// (O_DIRECT).
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

namespace samestory {

class AlignedBuffer {
 public:
  static constexpr size_t kAlignment = 4096;
  static constexpr size_t Padded(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

  AlignedBuffer() = default;
  AlignedBuffer(AlignedBuffer&& other) noexcept { *this = std::move(other); }
  AlignedBuffer& operator=(AlignedBuffer&& other) noexcept {
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
  }

  char* data() const { return bytes_.get(); }
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }

  void Reserve(size_t capacity) {
    if (capacity <= capacity_) return;
    const size_t padded = Padded(capacity);
    Bytes bytes(static_cast<char*>(::operator new(padded, std::align_val_t{kAlignment})));
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = padded;
  }
  void Append(const void* bytes, size_t size) {
    if (size_ + size > capacity_) Reserve(size_ + size + size_ / 2);
    if (size > 0) std::memcpy(bytes_.get() + size_, bytes, size);
    size_ += size;
  }

 private:
  struct Free {
    void operator()(char* bytes) const { ::operator delete(bytes, std::align_val_t{kAlignment}); }
  };
  using Bytes = std::unique_ptr<char, Free>;
  Bytes bytes_;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace samestory
