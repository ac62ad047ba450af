#include "engine/article/input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "engine/article/detect.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::ElementsAre;

std::vector<std::string> Names(const InputList& list) {
  std::vector<std::string> names;
  for (const InputFile& file : list.files) names.push_back(file.name);
  return names;
}

std::vector<std::string> Places(const InputList& list, Incident::Kind kind) {
  std::vector<std::string> places;
  for (const Incident& incident : list.incidents) {
    if (incident.kind == kind) places.push_back(incident.place);
  }
  return places;
}

TEST(ScanInputs, ReadsFoldersRecursivelySortedByName) {
  const TestFolder folder;
  for (const char* name :
       {"in/z.txt", "in/b/2.html", "in/b/1.txt", "in/a/x/deep.jsonl.gz", "in/UP.TXT", "in/c.json.zst"}) {
    folder.Put(name, "text");
  }
  folder.Put("in/picture.jpg", "x");
  folder.Put("in/.git/HEAD", "x");
  folder.Put("in/archive.gz", "x");
  const auto list = ScanInputs({folder / "in"});
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_THAT(Names(*list),
              ElementsAre("UP.TXT", "a/x/deep.jsonl.gz", "b/1.txt", "b/2.html", "c.json.zst", "z.txt"));
  EXPECT_THAT(Places(*list, Incident::Kind::kIgnored), ElementsAre(".git/HEAD", "archive.gz", "picture.jpg"));
  EXPECT_EQ(list->files[1].outlet, "a");
  EXPECT_EQ(list->files[1].format, Format::kJsonLines);
  EXPECT_EQ(list->files[1].compression, Compression::kPacked);
  EXPECT_EQ(list->files[3].format, Format::kHtml);
  EXPECT_EQ(list->files[5].outlet, "");
  EXPECT_EQ(list->files[5].disk_path, folder / "in/z.txt");
}

TEST(ScanInputs, TheOrderOfArgumentsMakesNoDifference) {
  const TestFolder folder;
  folder.Put("one/a.txt", "1");
  folder.Put("one/same.txt", "2");
  folder.Put("two/same.txt", "3");
  folder.Put("two/other.jpg", "4");
  folder.Put("three.txt", "5");
  std::vector<std::string> inputs = {folder / "one", folder / "two/", folder / "three.txt", "-"};
  std::ranges::sort(inputs);
  const auto expected = ScanInputs(inputs);
  ASSERT_TRUE(expected.ok());
  EXPECT_THAT(Names(*expected), ElementsAre("-", "a.txt", "one/same.txt", "three.txt", "two/same.txt"));
  while (std::ranges::next_permutation(inputs).found) {
    const auto list = ScanInputs(inputs);
    ASSERT_TRUE(list.ok());
    EXPECT_EQ(Names(*list), Names(*expected));
    EXPECT_EQ(Places(*list, Incident::Kind::kIgnored), Places(*expected, Incident::Kind::kIgnored));
  }
}

TEST(ScanInputs, NamedFilesOfOneNameAreToldApartByTheirFolders) {
  const TestFolder folder;
  const auto list = ScanInputs({folder.Put("left/x.txt", "1"), folder.Put("right/x.txt", "2")});
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), ElementsAre("left/x.txt", "right/x.txt"));
}

TEST(ScanInputs, AFileReachedTwiceIsReadOnce) {
  const TestFolder folder;
  folder.Put("in/outlet/a.txt", "1");
  std::filesystem::create_hard_link(folder / "in/outlet/a.txt", folder / "in/b.txt");
  const auto list =
      ScanInputs({folder / "in", folder / "in/outlet", folder / "in/./outlet/a.txt", folder / "in"});
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), ElementsAre("outlet/a.txt"));
  EXPECT_EQ(list->files[0].outlet, "outlet");
  EXPECT_THAT(Places(*list, Incident::Kind::kRepeated), ElementsAre("a.txt", "a.txt", "b.txt"));
}

TEST(ScanInputs, LinksInFoldersAreNotFollowedButNamedOnesAre) {
  const TestFolder folder;
  folder.Put("in/a.txt", "1");
  std::filesystem::create_directory_symlink("..", folder / "in/loop");
  std::filesystem::create_symlink("a.txt", folder / "in/link.txt");
  std::filesystem::create_symlink("gone", folder / "in/dangling.txt");
  std::filesystem::create_directory_symlink("in", folder / "named");
  const auto list = ScanInputs({folder / "named"});
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), ElementsAre("a.txt"));
  EXPECT_THAT(Places(*list, Incident::Kind::kIgnored), ElementsAre("dangling.txt", "link.txt", "loop"));
}

TEST(ScanInputs, OddEntriesOfAFolderDoNoHarm) {
  const TestFolder folder;
  folder.Put("in/folder.txt/a.txt", "1");
  ASSERT_EQ(mkfifo((folder / "in/pipe.txt").c_str(), 0600), 0);
  const auto list = ScanInputs({folder / "in"});
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), ElementsAre("folder.txt/a.txt"));
  EXPECT_THAT(Places(*list, Incident::Kind::kIgnored), ElementsAre("pipe.txt"));
}

TEST(ScanInputs, WhatCannotBeReadBelowAFolderIsSkipped) {
  const TestFolder folder;
  folder.Put("in/locked/a.txt", "1");
  folder.Put("in/secret.txt", "1");
  folder.Put("in/open.txt", "1");
  chmod((folder / "in/locked").c_str(), 0);
  chmod((folder / "in/secret.txt").c_str(), 0);
  chmod(folder.path().c_str(), 0755);
  chmod((folder / "in").c_str(), 0755);
  // Root may read anything, so another user looks. access(2) asks for the real user.
  const bool root = getuid() == 0;
  if (root) {
    ASSERT_EQ(setresuid(65534, 65534, 0), 0);
  }
  const auto list = ScanInputs({folder / "in"});
  const auto locked = ScanInputs({folder / "in/locked"});
  if (root) {
    ASSERT_EQ(setresuid(0, 0, 0), 0);
  }
  chmod((folder / "in/locked").c_str(), 0755);
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), ElementsAre("open.txt"));
  EXPECT_THAT(Places(*list, Incident::Kind::kSkipped), ElementsAre("locked", "secret.txt"));
  EXPECT_TRUE(absl::IsPermissionDenied(locked.status())) << locked.status();
}

TEST(ScanInputs, AnInputThatIsMissingIsAnErrorThatNamesIt) {
  const auto list = ScanInputs({"/nowhere/at-all.txt"});
  EXPECT_TRUE(absl::IsNotFound(list.status()));
  EXPECT_NE(list.status().message().find("/nowhere/at-all.txt"), absl::string_view::npos);
  EXPECT_FALSE(ScanInputs({""}).ok());
}

TEST(ScanInputs, ResultsOfFindArePassedOver) {
  const TestFolder folder;
  for (const char* name :
       {"a.txt", "news/a.txt", "news/story/s-1.html", "news/index.html", "news/stories.jsonl",
        "news/articles.jsonl", "news/stories/b.txt", "other/story/s-1.html", "other/index.html"}) {
    folder.Put(std::string("in/") + name, "one article");
  }
  const auto names = [&] {
    std::vector<std::string> found;
    const auto list = ScanInputs({folder / "in"});
    for (const InputFile& file : list->files) found.push_back(file.name);
    return found;
  };
  EXPECT_THAT(names(), testing::SizeIs(9)) << "not a whole result yet";
  folder.Put("in/news/skipped.jsonl", "");
  EXPECT_THAT(names(), testing::ElementsAre("a.txt", "news/a.txt", "news/stories/b.txt", "other/index.html",
                                            "other/story/s-1.html"));
  EXPECT_THAT(ScanInputs({folder / "in/news"})->incidents, testing::SizeIs(5));
  EXPECT_THAT(ScanInputs({folder / "in/news/articles.jsonl"})->files, testing::SizeIs(1)) << "named";
}

TEST(ScanInputs, NamesThatAreNotUtf8AreMendedAndTheFilesStillRead) {
  const TestFolder folder;
  folder.Put("in/b\xE1\xBBo/x\xFF.txt", "một bài");
  const auto list = ScanInputs({folder / "in"});
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->files.size(), 1u);
  EXPECT_EQ(list->files[0].name, "b\uFFFDo/x\uFFFD.txt");
  EXPECT_EQ(list->files[0].outlet, "b\uFFFDo");
  EXPECT_EQ(ReadEverything(list->files[0]).articles.at(0).text, "một bài");
}

TEST(ScanInputs, ANamedFileIsToldByItsContent) {
  const TestFolder folder;
  const std::string lines = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";
  struct Case {
    const char* name;
    std::string bytes;
    FileKind kind;
  };
  const Case kCases[] = {
      {"a", "plain words", {Format::kText, Compression::kNone}},
      {"b.txt", lines, {Format::kJsonLines, Compression::kNone}},
      {"c.dat", Pack(lines, Packer::kGzip), {Format::kJsonLines, Compression::kPacked}},
      {"d.txt", Pack("<!DOCTYPE html><p>x", Packer::kZstd), {Format::kHtml, Compression::kPacked}},
      {"e.jsonl", "[\n {\"text\":\"a\"}]", {Format::kJson, Compression::kNone}},
      {"f.gz", "not packed", {Format::kText, Compression::kNone}},
      {"g.empty", "", {Format::kText, Compression::kNone}},
  };
  for (const Case& c : kCases) {
    const auto list = ScanInputs({folder.Put(c.name, c.bytes)});
    ASSERT_TRUE(list.ok()) << list.status();
    EXPECT_EQ((FileKind{list->files[0].format, list->files[0].compression}), c.kind) << c.name;
    EXPECT_EQ(list->files[0].name, c.name);
  }
}

TEST(ScanInputs, JsonLinesUnderTheNameJsonAreReadAsSuch) {
  const TestFolder folder;
  folder.Put("in/lines.json", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
  folder.Put("in/one.json", "{\n \"text\": \"a\"\n}\n");
  const auto list = ScanInputs({folder / "in"});
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->files[0].format, Format::kJsonLines);
  EXPECT_EQ(list->files[1].format, Format::kJson);
}

TEST(Detect, FormatOfHeads) {
  struct Case {
    std::string head;
    Format format;
  };
  const Case kCases[] = {
      {"\n\n {\"a\":1}\n{\"a\":2}", Format::kJsonLines},
      {"\xEF\xBB\xBF{\"a\":1}\n", Format::kJsonLines},
      {"{\"a\": \"}\\\"\", \"b\": [1]}\n", Format::kJsonLines},
      {"{\n  \"a\": 1\n}", Format::kJson},
      {"{\"a\":1}", Format::kJson},
      {"{\"a\": \"cut off\n{\"a\":1}\n", Format::kJsonLines},
      {"[{\"a\":1}]", Format::kJson},
      {"[]", Format::kJson},
      {"[Video] A title", Format::kText},
      {"{curly} words", Format::kText},
      {"<p>Hello", Format::kHtml},
      {"  <?xml version=\"1.0\"?><html>", Format::kHtml},
      {"<3 is a heart", Format::kText},
      {"1 < 2 <p>", Format::kText},
      {std::string("\xFF\xFE<\0h\0t\0m\0l\0", 12), Format::kHtml},
      {std::string("\xFE\xFF\0a\0b", 6), Format::kText},
      {"", Format::kText},
  };
  for (const Case& c : kCases) EXPECT_EQ(FormatOfHead(c.head, true), c.format) << c.head;
  EXPECT_EQ(FormatOfHead("{\"a\": \"" + std::string(1000, 'x'), false), Format::kJsonLines);
}

}  // namespace
}  // namespace samestory
