#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"
#include "engine/article/reader.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

InputFile FileOf(const std::string& path, Format format, Compression compression = Compression::kNone) {
  InputFile file;
  file.disk_path = file.input = path;
  file.name = file.path = std::filesystem::path(path).filename();
  file.format = format;
  file.compression = compression;
  return file;
}

std::vector<std::string> Bytes(const ReadResult& result) {
  std::vector<std::string> bytes;
  for (const Record& record : result.records) bytes.push_back(record.bytes);
  return bytes;
}

// Records lie where their location says.
void ExpectLocationsOf(const ReadResult& result, std::string_view content) {
  for (const Record& record : result.records) {
    EXPECT_EQ(content.substr(record.location.offset_bytes, record.location.size_bytes), record.bytes);
  }
}

TEST(RecordReader, CutsLines) {
  const TestFolder folder;
  const std::string content =
      "\xEF\xBB\xBF{\"text\":\"a\"}\r\n\n   \t\r\n{\"text\":\"b\"}\n\n{\"text\":\"c\"}";
  const auto result = ReadEverything(FileOf(folder.Put("a.jsonl", content), Format::kJsonLines));
  EXPECT_THAT(Bytes(result), ElementsAre("{\"text\":\"a\"}", "{\"text\":\"b\"}", "{\"text\":\"c\"}"));
  ExpectLocationsOf(result, content);
  EXPECT_EQ(result.records[0].location.line, 1u);
  EXPECT_EQ(result.records[1].location.line, 4u);
  EXPECT_EQ(result.articles[2].id, "a.jsonl:6");
  EXPECT_TRUE(result.incidents.empty());
}

TEST(RecordReader, LinesOfAnyLengthCrossBlocks) {
  const TestFolder folder;
  std::string content;
  for (int i = 0; i < 40; ++i) {
    content += absl::StrFormat("{\"id\":%d,\"text\":\"%s\"}\n", i,
                               std::string(static_cast<size_t>(i) * 3701, 'x') + "y");
  }
  for (const auto compression : {Compression::kNone, Compression::kPacked}) {
    const bool packed = compression == Compression::kPacked;
    const auto result =
        ReadEverything(FileOf(folder.Put("a.jsonl", packed ? Pack(content, Packer::kGzip) : content),
                              Format::kJsonLines, compression));
    ASSERT_EQ(result.articles.size(), 40u);
    ExpectLocationsOf(result, content);
    EXPECT_EQ(result.articles[39].id, "39");
  }
}

TEST(RecordReader, CutsJsonArraysAndObjects) {
  const TestFolder folder;
  struct Case {
    std::string content;
    std::vector<std::string> records;
  };
  const Case kCases[] = {
      {"{\"a\": \"}\"}", {"{\"a\": \"}\"}"}},
      {"\xEF\xBB\xBF [ {\"a\":[1,{}]} ,\n{\"b\":\"\\\\\\\"]\"} ]\n",
       {"{\"a\":[1,{}]}", "{\"b\":\"\\\\\\\"]\"}"}},
      {"[1, \"two\", null, [3]]", {"1", "\"two\"", "null", "[3]"}},
      {"{\n\"a\":1}\n{\n\"a\":2}", {"{\n\"a\":1}", "{\n\"a\":2}"}},
      {"[]", {}},
      {" \n", {}},
      {"", {}},
  };
  for (const Case& c : kCases) {
    const auto result = ReadEverything(FileOf(folder.Put("a.json", c.content), Format::kJson));
    EXPECT_EQ(Bytes(result), c.records) << c.content;
    ExpectLocationsOf(result, c.content);
  }
}

TEST(RecordReader, RecordsOfAJsonArrayAreNumbered) {
  const TestFolder folder;
  const auto array =
      ReadEverything(FileOf(folder.Put("a.json", "[{\"text\":\"a\"},{\"text\":\"b\"},7]"), Format::kJson));
  ASSERT_EQ(array.articles.size(), 2u);
  EXPECT_EQ(array.articles[1].id, "a.json:2");
  ASSERT_EQ(array.incidents.size(), 1u);
  EXPECT_EQ(array.incidents[0].place, "a.json:3");
  EXPECT_EQ(array.incidents[0].reason, "a number, expected an object");
  const auto whole = ReadEverything(FileOf(folder.Put("b.json", "{\n\"text\":\"a\"}"), Format::kJson));
  ASSERT_EQ(whole.articles.size(), 1u);
  EXPECT_EQ(whole.articles[0].id, "b.json");
}

TEST(RecordReader, SaysWhereJsonBreaksOff) {
  const TestFolder folder;
  const auto cut =
      ReadEverything(FileOf(folder.Put("a.json", "[{\"text\":\"a\"},{\"text\":\"b"), Format::kJson));
  EXPECT_EQ(cut.articles.size(), 1u);
  ASSERT_EQ(cut.incidents.size(), 1u);
  EXPECT_EQ(cut.incidents[0].kind, Incident::Kind::kSkipped);
  EXPECT_THAT(cut.incidents[0].reason, HasSubstr("ends inside"));
  const auto words = ReadEverything(FileOf(folder.Put("b.json", "no JSON at all"), Format::kJson));
  EXPECT_EQ(words.articles.size(), 0u);
  EXPECT_EQ(words.incidents.size(), 1u);
}

TEST(RecordReader, ReadsStandardInputPlainOrPacked) {
  const TestFolder folder;
  const std::string lines = "{\"text\":\"một\"}\n{\"text\":\"hai\"}\n";
  const int saved = dup(STDIN_FILENO);
  for (const std::string& bytes : {lines, Pack(lines, Packer::kGzip), std::string()}) {
    const int fd = open(folder.Put("in", bytes).c_str(), O_RDONLY);
    ASSERT_EQ(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    close(fd);
    const auto list = ScanInputs({"-"});
    ASSERT_TRUE(list.ok());
    const auto result = ReadEverything(list->files.at(0));
    EXPECT_TRUE(result.status.ok()) << result.status;
    ASSERT_EQ(result.articles.size(), bytes.empty() ? 0u : 2u);
    if (!bytes.empty()) {
      EXPECT_EQ(result.articles[1].id, "-:2");
    }
    EXPECT_TRUE(result.incidents.empty());
    EXPECT_FALSE(CanReadAgain(list->files[0]));
  }
  dup2(saved, STDIN_FILENO);
  close(saved);
}

TEST(RecordReader, UnpacksGzipAndZstdAlsoInSeveralMembers) {
  const TestFolder folder;
  const std::string one = "{\"text\":\"một\"}\n", two = "{\"text\":\"hai\"}\n";
  for (const Packer packer : {Packer::kGzip, Packer::kZstd}) {
    const std::string path = folder.Put("a.packed", Pack(one, packer) + Pack(two, packer));
    const auto result = ReadEverything(FileOf(path, Format::kJsonLines, Compression::kPacked));
    EXPECT_TRUE(result.status.ok()) << result.status;
    ASSERT_EQ(result.articles.size(), 2u);
    EXPECT_EQ(result.articles[1].text, "hai");
    EXPECT_EQ(result.records[1].location.offset_bytes, one.size());
  }
}

TEST(RecordReader, ReadsTextAndHtmlPacked) {
  const TestFolder folder;
  const auto text = ReadEverything(
      FileOf(folder.Put("a.txt.gz", Pack("Xin chào", Packer::kGzip)), Format::kText, Compression::kPacked));
  ASSERT_EQ(text.articles.size(), 1u);
  EXPECT_EQ(text.articles[0].text, "Xin chào");
  // A file that only claims to be packed is read as it is; an empty one has no text.
  const auto plain =
      ReadEverything(FileOf(folder.Put("b.txt.gz", "Xin chào"), Format::kText, Compression::kPacked));
  ASSERT_EQ(plain.articles.size(), 1u);
  const auto empty = ReadEverything(FileOf(folder.Put("c.txt.gz", ""), Format::kText, Compression::kPacked));
  ASSERT_EQ(empty.incidents.size(), 1u);
  EXPECT_EQ(empty.incidents[0].reason, "no text");
}

std::string ManyLines(size_t count) {
  std::string lines;
  uint64_t state = 1;
  for (size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    lines += absl::StrFormat("{\"id\":%d,\"text\":\"%016x words %016x\"}\n", i, state, state * 31);
  }
  return lines;
}

TEST(RecordReader, WhatComesBeforeDamageIsKeptAndTheRestNamed) {
  const TestFolder folder;
  const std::string lines = ManyLines(20000);
  for (const Packer packer : {Packer::kGzip, Packer::kZstd}) {
    const std::string packed = Pack(lines, packer);
    const std::string path = folder.Put("a.packed", packed.substr(0, packed.size() * 3 / 4));
    const auto result = ReadEverything(FileOf(path, Format::kJsonLines, Compression::kPacked));
    EXPECT_TRUE(result.status.ok());
    EXPECT_GT(result.articles.size(), 5000u);
    EXPECT_LT(result.articles.size(), 20000u);
    ASSERT_EQ(result.incidents.size(), 1u);
    EXPECT_EQ(result.incidents[0].kind, Incident::Kind::kSkipped);
    EXPECT_THAT(result.incidents[0].reason, HasSubstr("the rest is lost"));
  }
}

TEST(RecordReader, DamageInTheFirstBytesIsAnIncidentToo) {
  const TestFolder folder;
  const std::string packed = Pack(ManyLines(100), Packer::kGzip);
  for (const Format format : {Format::kJsonLines, Format::kJson, Format::kText, Format::kHtml}) {
    for (const size_t size : {size_t{12}, size_t{40}, packed.size() - 1}) {
      const auto result =
          ReadEverything(FileOf(folder.Put("a.gz", packed.substr(0, size)), format, Compression::kPacked));
      EXPECT_TRUE(result.status.ok()) << result.status;
      ASSERT_GE(result.incidents.size(), 1u) << size;
      EXPECT_EQ(result.incidents[0].kind, Incident::Kind::kSkipped);
      if (format == Format::kText) {
        EXPECT_TRUE(result.articles.empty());
      }
    }
  }
}

TEST(RecordReader, ABombIsStopped) {
  const TestFolder folder;
  // Zeros pack a thousandfold with gzip, far more with zstd.
  const std::string packed = Pack(std::string(200u << 20, ' '), Packer::kZstd);
  const auto result =
      ReadEverything(FileOf(folder.Put("a.zst", packed), Format::kJsonLines, Compression::kPacked));
  EXPECT_TRUE(result.articles.empty());
  ASSERT_GE(result.incidents.size(), 1u);
  EXPECT_THAT(result.incidents.back().reason, HasSubstr("1000 times"));
}

TEST(RecordReader, ALineThatIsTooLongIsSkippedAndTheNextRead) {
  const TestFolder folder;
  const std::string path =
      folder.Put("a.jsonl", std::string(kMaxRecordBytes + 10, 'x') + "\n{\"text\":\"still here\"}\n");
  const auto lines = ReadEverything(FileOf(path, Format::kJsonLines));
  ASSERT_EQ(lines.articles.size(), 1u);
  ASSERT_EQ(lines.incidents.size(), 1u);
  EXPECT_EQ(lines.incidents[0].place, "a.jsonl:1");
  EXPECT_EQ(ReadEverything(FileOf(path, Format::kText)).incidents.at(0).reason, "longer than 64 MiB");
}

TEST(RecordReader, Utf16IsNoJsonLines) {
  const TestFolder folder;
  const auto result =
      ReadEverything(FileOf(folder.Put("a.jsonl", std::string("\xFF\xFE{\0}\0\n\0", 8)), Format::kJsonLines));
  ASSERT_EQ(result.incidents.size(), 1u);
  EXPECT_THAT(result.incidents[0].reason, HasSubstr("UTF-16"));
}

TEST(RecordReader, AMissingFileOrAFolderIsAnError) {
  const TestFolder folder;
  EXPECT_TRUE(absl::IsNotFound(ReadEverything(FileOf(folder / "gone.txt", Format::kText)).status));
  for (const auto compression : {Compression::kNone, Compression::kPacked}) {
    EXPECT_FALSE(ReadEverything(FileOf(folder.path(), Format::kText, compression)).status.ok());
  }
}

TEST(RecordReader, AnArticleIsTheSameFromItsLocation) {
  const TestFolder folder;
  const std::string content =
      "\xEF\xBB\xBF{\"text\":\"a\",\"date\":\"2025-01-15\"}\n\n{\"id\":\"x\",\"text\":\"b\xFF\"}\r\n";
  for (const InputFile& file :
       {FileOf(folder.Put("a.jsonl", content), Format::kJsonLines),
        FileOf(folder.Put("b.json", "[{\"text\":\"a\"}, {\"text\":\"b\"}]"), Format::kJson),
        FileOf(folder.Put("c.txt", std::string("\xFF\xFEx\0y\0", 6)), Format::kText)}) {
    const auto result = ReadEverything(file);
    ASSERT_FALSE(result.articles.empty());
    for (size_t i = 0; i < result.articles.size(); ++i) {
      const ParsedRecord again = ParsedAgain(file, result.records[i].location);
      ASSERT_EQ(again.articles.size(), 1u);
      EXPECT_EQ(again.articles[0].id, result.articles[i].id);
      EXPECT_EQ(again.articles[0].text, result.articles[i].text);
      EXPECT_EQ(again.articles[0].date, result.articles[i].date);
    }
  }
}

}  // namespace
}  // namespace samestory
