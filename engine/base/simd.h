// Which vector instructions a kernel may use. Kernels are chosen at run time through plain function pointers: the
// linker's ifunc and target_clones crash under sanitizers, and a library (Highway) would save nothing for the two
// kernels there are.
#pragma once

#include <vector>

namespace samestory {

enum class SimdLevel {
  kPortable,  // any machine
  kAvx2,      // x86-64 since 2013: AVX2
  kAvx512,    // x86-64 since Ice Lake and Zen 4: AVX-512 F, BW, DQ, VL, VBMI, VBMI2
};

// The levels of this machine, ascending; the first is always kPortable. Every kernel gives the same result at
// each of them. The environment's SAMESTORY_SIMD (portable, avx2) names the last to be used, to find a fault or to
// compare. Thread-safe.
const std::vector<SimdLevel>& SupportedSimdLevels();

// The last of them.
SimdLevel BestSimdLevel();

}  // namespace samestory
