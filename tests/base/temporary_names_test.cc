#include "engine/base/temporary_names.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "engine/base/atomic_file.h"
#include "engine/base/staged_folder.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

// Long enough for a thread to do what it should not.
void GiveOthersTime() { std::this_thread::sleep_for(std::chrono::milliseconds(50)); }

TEST(TemporaryNames, WhatIsBeingMadeIsDeletedToo) {
  TemporaryFolder temp;
  std::thread interrupt;
  const std::string name = TemporaryNames::Instance().Add(temp.Path("made.XXXXXX"), [&](char* made) {
    const bool is_made = mkdtemp(made) != nullptr;
    interrupt = std::thread([] { RemoveTemporaryFiles(); });
    GiveOthersTime();
    return is_made;
  });
  interrupt.join();
  EXPECT_NE(name, "");
  EXPECT_TRUE(std::filesystem::is_empty(temp.Path("")));
}

TEST(TemporaryNames, NothingIsMadeWhileTheLockIsHeld) {
  TemporaryFolder temp;
  TemporaryNames::Lock lock = RemoveTemporaryFiles();
  absl::Status made;
  std::thread maker([&] { made = StagedFolder::Create(temp.Path("")).status(); });
  GiveOthersTime();
  EXPECT_TRUE(std::filesystem::is_empty(temp.Path("")));
  lock.unlock();
  maker.join();
  EXPECT_TRUE(made.ok()) << made;
}

TEST(TemporaryNames, WhoHasTheLockMayComeForItAgain) {
  const TemporaryNames::Lock lock = RemoveTemporaryFiles();
  RemoveTemporaryFiles();
}

TEST(DeleteTree, EndsWithAFolderThatOthersWriteInto) {
  TemporaryFolder temp;
  std::filesystem::create_directory(temp.Path("tree"));
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested() && std::filesystem::exists(temp.Path("tree")); ++i) {
      std::ofstream(temp.Path("tree/" + std::to_string(i))) << i;
    }
  });
  GiveOthersTime();
  DeleteTree(temp.Path("tree"));
  EXPECT_FALSE(std::filesystem::exists(temp.Path("tree")));
}

}  // namespace
}  // namespace samestory
