#include "engine/base/simd.h"

namespace samestory {

const std::vector<SimdLevel>& SupportedSimdLevels() {
  static const std::vector<SimdLevel> levels = [] {
    std::vector<SimdLevel> found = {SimdLevel::kPortable};
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2")) return found;
    found.push_back(SimdLevel::kAvx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")) {
      found.push_back(SimdLevel::kAvx512);
    }
#endif
    return found;
  }();
  return levels;
}

SimdLevel BestSimdLevel() { return SupportedSimdLevels().back(); }

}  // namespace samestory
