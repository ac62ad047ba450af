# samestory_room(NAME SOURCES ... MAY_INCLUDE rooms... USES private packages... EXPOSES public packages...)
#
# One static library a room. MAY_INCLUDE is the house's table (engine/README.md); tests/layering reads the
# includes themselves and fails on an arrow that is not in it.
function(samestory_room NAME)
  cmake_parse_arguments(ROOM "" "" "SOURCES;MAY_INCLUDE;USES;EXPOSES" ${ARGN})
  add_library(samestory_${NAME} STATIC ${ROOM_SOURCES})
  list(TRANSFORM ROOM_MAY_INCLUDE PREPEND samestory_)
  target_link_libraries(samestory_${NAME}
    PUBLIC ${ROOM_MAY_INCLUDE} ${ROOM_EXPOSES} absl::status absl::statusor
    PRIVATE $<BUILD_INTERFACE:samestory_flags> ${ROOM_USES})
  target_include_directories(samestory_${NAME} PUBLIC
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<INSTALL_INTERFACE:include/samestory>)
  target_compile_features(samestory_${NAME} PUBLIC cxx_std_20)
endfunction()

# samestory_test(NAME SOURCES ... ROOMS ... USES ...): one GoogleTest binary, every case a ctest of its own.
function(samestory_test NAME)
  cmake_parse_arguments(TEST "" "" "SOURCES;ROOMS;USES" ${ARGN})
  add_executable(${NAME}_test ${TEST_SOURCES})
  list(TRANSFORM TEST_ROOMS PREPEND samestory_)
  target_link_libraries(${NAME}_test PRIVATE ${TEST_ROOMS} ${TEST_USES} samestory_test_main samestory_flags)
  gtest_discover_tests(${NAME}_test TEST_PREFIX "${NAME}/" DISCOVERY_TIMEOUT 60)
endfunction()
