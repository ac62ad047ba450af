# Makes crawls of any size for measuring; README.md says what they are like. No part of the program.
# Not a CMakeLists.txt: corpus/ is an INPUT of the program, which would read a .txt below it as an article.
set(CRAWL_SOURCES changes.cc crawl.cc event.cc language.cc outlets.cc plan.cc random.cc report.cc truth.cc)
list(TRANSFORM CRAWL_SOURCES PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
add_library(samestory_crawl_lib STATIC ${CRAWL_SOURCES})
target_link_libraries(samestory_crawl_lib
  PUBLIC samestory_base absl::status absl::statusor absl::str_format
  PRIVATE samestory_flags ICU::uc)
add_executable(samestory_crawl ${CMAKE_CURRENT_LIST_DIR}/main.cc)
target_link_libraries(samestory_crawl PRIVATE samestory_crawl_lib samestory_flags CLI11::CLI11)
target_compile_definitions(samestory_crawl PRIVATE
  SAMESTORY_CRAWL_BACKGROUND="${CMAKE_SOURCE_DIR}/corpus/background")
set_target_properties(samestory_crawl PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/corpus/crawl)
