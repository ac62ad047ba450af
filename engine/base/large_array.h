// Zeroed numbers in one run of memory on large pages, where the system has them: for tables of many megabytes that are
// looked up all over, where a small page costs a walk through the page tables for nearly every look.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace samestory {

// Zeroed, suitably aligned for any number. Ends the process like any allocation where there is no memory.
void* AllocateLarge(size_t bytes);
void FreeLarge(void* memory);

template <typename T>
class LargeArray {
 public:
  LargeArray() = default;
  explicit LargeArray(size_t size)
      : values_(static_cast<T*>(AllocateLarge(size * sizeof(T))), &FreeLarge), size_(size) {}

  size_t size() const { return size_; }
  T& operator[](size_t i) { return values_.get()[i]; }
  const T& operator[](size_t i) const { return values_.get()[i]; }

 private:
  std::unique_ptr<T[], void (*)(void*)> values_{nullptr, &FreeLarge};
  size_t size_ = 0;
};

}  // namespace samestory
