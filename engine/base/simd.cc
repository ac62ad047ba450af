#include "engine/base/simd.h"

#include <cstdlib>
#include <string_view>

namespace samestory {

const std::vector<SimdLevel>& SupportedSimdLevels() {
  static const std::vector<SimdLevel> levels = [] {
    std::vector<SimdLevel> found = {SimdLevel::kPortable};
#if defined(__x86_64__)
    const char* const named = std::getenv("SAMESTORY_SIMD");
    const std::string_view most = named == nullptr ? "" : named;
    __builtin_cpu_init();
    if (most == "portable" || !__builtin_cpu_supports("avx2")) return found;
    found.push_back(SimdLevel::kAvx2);
    if (most != "avx2" && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
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
