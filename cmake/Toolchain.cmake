# Flags every target shares. Warnings are errors: a warning nobody has to act on is never read.
add_library(samestory_flags INTERFACE)
target_compile_options(samestory_flags INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  $<$<CONFIG:Release>:-O3>
  # A fused multiply-add rounds once where two operations round twice: the same scores everywhere need one rule.
  -ffp-contract=off
  # g++ 12 sees overlapping copies in std::string's operator+ where there are none (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Attributes and warnings g++ knows and Clang does not; Clang only builds the fuzz harnesses.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-unknown-warning-option;-Wno-ignored-attributes>)
target_include_directories(samestory_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(SAMESTORY_SANITIZE)
  target_compile_options(samestory_flags INTERFACE
    -fsanitize=${SAMESTORY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g -O1)
  target_link_options(samestory_flags INTERFACE -fsanitize=${SAMESTORY_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
