#include "engine/base/large_array.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace samestory {

void* AllocateLarge(size_t bytes) {
  constexpr size_t kLargePage = size_t{2} << 20;
  const size_t alignment = bytes >= kLargePage ? kLargePage : 64;
  const size_t size = (bytes + alignment - 1) & ~(alignment - 1);
  void* memory = std::aligned_alloc(alignment, size == 0 ? alignment : size);
  if (memory == nullptr) {
    // As operator new does.
    if (const std::new_handler handler = std::get_new_handler(); handler != nullptr) handler();
    throw std::bad_alloc();
  }
  // Advice only: where it is refused, pages are small.
  if (alignment == kLargePage) madvise(memory, size, MADV_HUGEPAGE);
  std::memset(memory, 0, size);
  return memory;
}

void FreeLarge(void* memory) { std::free(memory); }

}  // namespace samestory
