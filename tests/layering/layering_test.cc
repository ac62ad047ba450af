// Reads every include of engine/ and cli/ and fails on an arrow that the house's table (engine/README.md)
// does not have, and on a library met outside the one room that may know it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"article", {"base"}},
    {"text", {"base"}},
    {"sketch", {"base"}},
    {"match", {"base", "sketch"}},
    {"story", {"base"}},
    {"diff", {"base"}},
    {"report", {"base", "diff"}},
    {"pipeline", {"base", "article", "text", "sketch", "match", "story", "diff", "report"}},
    {"cli", {"base", "report", "pipeline"}},
};

const std::map<std::string, std::set<std::string>> kLibraryRooms = {
    {"xxhash.h", {"base"}},   {"dtl/", {"diff"}},       {"unicode/", {"text"}},
    {"libxml/", {"article"}}, {"archive", {"article"}}, {"CLI/", {"cli"}},
};

struct Include {
  std::string file, room, target;
};

// What `#include <...>` or `#include "..."` names, if the line is one.
std::optional<std::string> IncludedBy(const std::string& line) {
  const size_t word = line.find_first_not_of(" \t");
  if (word == std::string::npos || line.compare(word, 8, "#include") != 0) return std::nullopt;
  const size_t open = line.find_first_of("<\"", word);
  if (open == std::string::npos) return std::nullopt;
  const size_t close = line.find_first_of(">\"", open + 1);
  if (close == std::string::npos) return std::nullopt;
  return line.substr(open + 1, close - open - 1);
}

std::vector<Include> AllIncludes() {
  std::vector<Include> includes;
  const fs::path root = SAMESTORY_SOURCE_DIR;
  for (const char* top : {"engine", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cc") continue;
      const fs::path relative = fs::relative(entry.path(), root);
      const std::string room = top == std::string("cli") ? "cli" : (++relative.begin())->string();
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        if (const auto target = IncludedBy(line)) includes.push_back({relative.string(), room, *target});
      }
    }
  }
  return includes;
}

TEST(Layering, NoArrowOutsideTheTable) {
  const std::vector<Include> includes = AllIncludes();
  ASSERT_GT(includes.size(), 200u) << "the sources were not found";
  for (const Include& include : includes) {
    ASSERT_TRUE(kMayInclude.contains(include.room))
        << include.file << ": room " << include.room << " is not in the table";
    const bool ours = include.target.starts_with("engine/") || include.target.starts_with("cli/");
    if (!ours) continue;
    const fs::path target(include.target);
    const std::string room = *target.begin() == "cli" ? "cli" : (++target.begin())->string();
    EXPECT_TRUE(room == include.room || kMayInclude.at(include.room).contains(room))
        << include.file << " includes " << include.target;
  }
}

TEST(Layering, LibrariesStayInTheirRoom) {
  for (const Include& include : AllIncludes()) {
    for (const auto& [prefix, rooms] : kLibraryRooms) {
      if (include.target.starts_with(prefix)) {
        EXPECT_TRUE(rooms.contains(include.room)) << include.file << " includes " << include.target;
      }
    }
  }
}

TEST(Layering, TheTableHasNoCycle) {
  // Rooms can be emptied one by one, each including only rooms emptied before.
  std::set<std::string> settled;
  for (size_t round = 0; round < kMayInclude.size(); ++round) {
    for (const auto& [room, below] : kMayInclude) {
      if (std::includes(settled.begin(), settled.end(), below.begin(), below.end())) settled.insert(room);
    }
  }
  EXPECT_EQ(settled.size(), kMayInclude.size());
}

}  // namespace
