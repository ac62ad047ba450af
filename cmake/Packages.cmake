# Everything comes from Debian's packages; README says in one line each why it is here.
find_package(Threads REQUIRED)
find_package(absl REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(LibArchive REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(simdjson REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)

# dtl is headers only and warns under our flags, so it is a system include.
find_path(DTL_INCLUDE_DIR dtl/dtl.hpp REQUIRED)
add_library(dtl INTERFACE)
target_include_directories(dtl SYSTEM INTERFACE ${DTL_INCLUDE_DIR})
