#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <chrono>

#include "engine/article/detect.h"
#include "engine/base/utf8.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Member {
  std::string name;
  std::string bytes;
  std::string link = "";  // a symbolic link to it
};

struct Wrapping {
  const char* name;  // the archive's, which tells a reader all
  int (*format)(archive*);
  int (*filter)(archive*);
};

const Wrapping kTar = {"a.tar", &archive_write_set_format_gnutar, &archive_write_add_filter_none};
const Wrapping kTarGz = {"a.tar.gz", &archive_write_set_format_gnutar, &archive_write_add_filter_gzip};
const Wrapping kZip = {"a.zip", &archive_write_set_format_zip, &archive_write_add_filter_none};
const Wrapping kWrappings[] = {
    kTar,
    kTarGz,
    {"a.tgz", &archive_write_set_format_pax, &archive_write_add_filter_gzip},
    {"a.tar.zst", &archive_write_set_format_ustar, &archive_write_add_filter_zstd},
    {"a.tar.xz", &archive_write_set_format_v7tar, &archive_write_add_filter_xz},
    {"a.tbz2", &archive_write_set_format_gnutar, &archive_write_add_filter_bzip2},
    {"a.tar.lz4", &archive_write_set_format_gnutar, &archive_write_add_filter_lz4},
    kZip,
};

std::string MakeArchive(const Wrapping& wrapping, const std::vector<Member>& members,
                        const char* options = nullptr) {
  size_t size = 1 << 20, used = 0;
  for (const Member& member : members) size += member.bytes.size() + 4096;
  std::string out(size, '\0');
  archive* writer = archive_write_new();
  wrapping.filter(writer);
  wrapping.format(writer);
  if (options != nullptr) {
    EXPECT_EQ(archive_write_set_options(writer, options), ARCHIVE_OK) << archive_error_string(writer);
    archive_write_set_passphrase(writer, "secret");
  }
  archive_write_set_bytes_per_block(writer, 0);
  EXPECT_EQ(archive_write_open_memory(writer, out.data(), out.size(), &used), ARCHIVE_OK);
  for (const Member& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_copy_pathname(entry, member.name.c_str());
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_filetype(entry, !member.link.empty()         ? AE_IFLNK
                                      : member.name.ends_with('/') ? AE_IFDIR
                                                                   : AE_IFREG);
    if (!member.link.empty()) archive_entry_copy_symlink(entry, member.link.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    EXPECT_GE(archive_write_header(writer, entry), ARCHIVE_WARN) << archive_error_string(writer);
    archive_write_data(writer, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

InputFile FileOf(const std::string& path) {
  const auto list = ScanInputs({path});
  EXPECT_TRUE(list.ok()) << list.status();
  return list.ok() ? list->files.at(0) : InputFile();
}

std::vector<std::string> Ids(const ReadResult& result) {
  std::vector<std::string> ids;
  for (const Article& article : result.articles) ids.push_back(article.id);
  return ids;
}

std::vector<std::string> Reasons(const ReadResult& result) {
  std::vector<std::string> reasons;
  for (const Incident& incident : result.incidents)
    reasons.push_back(incident.place + ": " + incident.reason);
  return reasons;
}

std::string WarcOf(const std::string& text) {
  return "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://w.example/1\r\nContent-Type: "
         "text/plain\r\nContent-Length: " +
         std::to_string(text.size()) + "\r\n\r\n" + text + "\r\n\r\n";
}

// A gzip file of zeros, as long as is wanted, made in no time: deflate blocks that stand for themselves
// repeat.
std::string GzipOfZeros(size_t mebibytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string zeros(1 << 20, '\0'), block(1 << 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(block.data());
  stream.avail_out = static_cast<uInt>(block.size());
  EXPECT_EQ(deflate(&stream, Z_FULL_FLUSH), Z_OK);
  block.resize(block.size() - stream.avail_out);
  deflateEnd(&stream);
  std::string file("\x1F\x8B\x08\0\0\0\0\0\0\3", 10);
  for (size_t i = 0; i < mebibytes; ++i) file += block;
  return file;
}

TEST(Archive, MembersAreReadAsFromAFolder) {
  const TestFolder folder;
  const std::vector<Member> members = {
      {"báo-a/", ""},
      {"báo-a/1.txt", "Một bài về cảng mới"},
      {"b/c/2.html", "<p>A page about the harbour, long enough to be text.</p>"},
      {"3.jsonl", "{\"text\":\"one\"}\n{\"id\":\"x\",\"text\":\"two\"}\n"},
      {"b/lines.json", "{\"text\":\"three\"}\n{\"text\":\"four\"}\n"},
      {"b/4.txt.gz", Pack("packed within", Packer::kGzip)},
      {"b/5.ndjson.zst", Pack("{\"text\":\"packed too\"}\n", Packer::kZstd)},
      {"b/6.warc", WarcOf("words of a crawl")},
      {"b/7.warc.gz", Pack(WarcOf("more words of a crawl"), Packer::kGzip)},
  };
  for (const Wrapping& wrapping : kWrappings) {
    const std::string bytes = MakeArchive(wrapping, members);
    const std::string name = wrapping.name;
    folder.Put("in/crawl/" + name, bytes);
    const auto list = ScanInputs({folder / "in"});
    ASSERT_TRUE(list.ok());
    ASSERT_EQ(list->files.size(), 1u);
    EXPECT_FALSE(CanReadAgain(list->files[0]));
    const auto result = ReadEverything(list->files[0]);
    EXPECT_TRUE(result.status.ok()) << result.status;
    EXPECT_THAT(result.incidents, IsEmpty()) << name;
    const std::string at = "crawl/" + name + "/";
    EXPECT_THAT(Ids(result),
                ElementsAre(at + "báo-a/1.txt", at + "b/c/2.html", at + "3.jsonl:1", "x",
                            at + "b/lines.json:1", at + "b/lines.json:2", at + "b/4.txt.gz",
                            at + "b/5.ndjson.zst:1", "http://w.example/1", "http://w.example/1"));
    ASSERT_EQ(result.articles.size(), 10u);
    EXPECT_EQ(result.articles[0].source, "báo-a");
    EXPECT_EQ(result.articles[0].text, "Một bài về cảng mới");
    EXPECT_EQ(result.articles[1].source, "b");
    EXPECT_EQ(result.articles[2].source, "crawl");
    EXPECT_EQ(result.articles[2].path, at + "3.jsonl");
    EXPECT_EQ(result.articles[6].text, "packed within");
    EXPECT_EQ(result.articles[9].text, "more words of a crawl");
    std::filesystem::remove(folder / "in/crawl/" + name);
    // Named, it is told by its content whatever its name.
    EXPECT_EQ(FileOf(folder.Put("other", bytes)).format, Format::kArchive) << name;
  }
}

TEST(Archive, WhatIsNoArticleIsCountedAndArchivesWithinAreSkipped) {
  const TestFolder folder;
  for (const Wrapping& wrapping : {kTar, kTarGz, kZip}) {
    const auto result = ReadEverything(FileOf(folder.Put(
        wrapping.name, MakeArchive(wrapping, {{"p/1.jpg", "x"},
                                              {"p/2.jpg", "x"},
                                              {"__MACOSX/p/._a.txt", "x"},
                                              {"link.txt", "", "/etc/passwd"},
                                              {"inner.zip", MakeArchive(kZip, {{"x.txt", "never read"}})},
                                              {"inner.tgz", "x"},
                                              {"a.txt", "the only article"}}))));
    const std::string at = wrapping.name;
    EXPECT_THAT(Ids(result), ElementsAre(at + "/a.txt"));
    EXPECT_THAT(Reasons(result),
                ElementsAre(at + "/inner.zip: an archive within an archive, which is not opened",
                            at + "/inner.tgz: an archive within an archive, which is not opened",
                            at + ": a link or device: 1 member (the first: link.txt)",
                            at + ": not an article by its name: 3 members (the first: p/1.jpg)"));
  }
}

TEST(Archive, NoNameDoesHarm) {
  const TestFolder folder;
  const std::string long_name(90, 'n');
  for (const Wrapping& wrapping : {kTar, kZip}) {
    const auto result = ReadEverything(FileOf(folder.Put(
        wrapping.name,
        MakeArchive(wrapping, {{"../../etc/a.txt", "one"},
                               {"/absolute/b.txt", "two"},
                               {"./c//./d.txt", "three"},
                               {"same.txt", "four"},
                               {"same.txt", "five"},
                               {"\xFFz/e\xE1\xBB.txt", "six"},
                               {std::string(long_name + "/" + long_name + "/" + long_name + ".txt"), "seven"},
                               {std::string(5000, 'm') + ".txt", "eight"}}))));
    const std::string at = std::string(wrapping.name) + "/";
    EXPECT_THAT(Ids(result), ElementsAre(at + "../../etc/a.txt", at + "absolute/b.txt", at + "c/d.txt",
                                         at + "same.txt", at + "same.txt", at + "\uFFFDz/e\uFFFD.txt",
                                         at + long_name + "/" + long_name + "/" + long_name + ".txt"));
    EXPECT_EQ(result.articles.at(0).source, "etc");
    EXPECT_EQ(result.articles.at(1).source, "absolute");
    EXPECT_THAT(Reasons(result), ElementsAre(HasSubstr("longer than 4096 bytes: 1 member")));
  }
}

TEST(Archive, EncryptedMembersAreSkipped) {
  const TestFolder folder;
  for (const char* options : {"zip:encryption=traditional", "zip:encryption=aes256"}) {
    const auto result = ReadEverything(FileOf(
        folder.Put("a.zip", MakeArchive(kZip, {{"a.txt", "hidden"}, {"b.txt", "hidden too"}}, options))));
    EXPECT_THAT(result.articles, IsEmpty());
    EXPECT_THAT(Reasons(result), ElementsAre("a.zip/a.txt: encrypted", "a.zip/b.txt: encrypted"));
  }
}

TEST(Archive, WhatComesBeforeDamageIsKept) {
  const TestFolder folder;
  std::vector<Member> members;
  uint32_t state = 5;
  for (int i = 0; i < 60; ++i) {
    std::string noise;
    for (int j = 0; j < 4000; ++j)
      noise += static_cast<char>('a' + ((state = state * 1664525 + 1013904223) >> 8) % 26);
    members.push_back({"o/" + std::to_string(i) + ".txt", noise});
  }
  for (const Wrapping& wrapping : {kTar, kTarGz}) {
    std::string bytes = MakeArchive(wrapping, members);
    const auto cut = ReadEverything(FileOf(folder.Put(wrapping.name, bytes.substr(0, bytes.size() / 2))));
    EXPECT_TRUE(cut.status.ok()) << cut.status;
    EXPECT_GT(cut.articles.size(), 20u);
    EXPECT_LT(cut.articles.size(), 35u);
    EXPECT_THAT(cut.incidents.back().reason, HasSubstr("the rest is lost"));
  }
  // In a zip the others are still found.
  std::string zip = MakeArchive(kZip, members);
  zip[zip.size() / 2] = static_cast<char>(zip[zip.size() / 2] ^ 0xFF);
  const auto damaged = ReadEverything(FileOf(folder.Put("a.zip", zip)));
  EXPECT_GE(damaged.articles.size(), 58u);
  EXPECT_LT(damaged.articles.size(), 60u);
  EXPECT_THAT(damaged.incidents, Each(testing::Field(&Incident::kind, Incident::Kind::kSkipped)));
  EXPECT_THAT(damaged.incidents, testing::Not(IsEmpty()));
  InputFile no_archive = FileOf(folder.Put("b.tar", "no archive at all"));
  no_archive.format = Format::kArchive;
  EXPECT_TRUE(absl::IsDataLoss(ReadEverything(no_archive).status));
}

TEST(Archive, BombsAreStopped) {
  const TestFolder folder;
  const auto start = std::chrono::steady_clock::now();
  const std::string zeros(96u << 20, '\0');
  const Wrapping tar_zst = {"a.tar.zst", &archive_write_set_format_gnutar, &archive_write_add_filter_zstd};
  // In a member that is read, and in one that is only passed over.
  for (const Wrapping& wrapping : {tar_zst, kTarGz}) {
    for (const char* name : {"a.jsonl", "a.bin"}) {
      const auto result = ReadEverything(FileOf(
          folder.Put(wrapping.name, MakeArchive(wrapping, {{name, zeros}, {"b.txt", "never reached"}}))));
      EXPECT_THAT(result.articles, IsEmpty());
      EXPECT_THAT(Reasons(result), testing::Contains(HasSubstr("more than 1000 times its size"))) << name;
    }
  }
  const auto zip = ReadEverything(FileOf(folder.Put("a.zip", MakeArchive(kZip, {{"a.jsonl", zeros}}))));
  EXPECT_THAT(Reasons(zip), testing::Contains(HasSubstr("more than 1000 times its size")));
  // A gigabyte, plain and as a member that is packed itself.
  const std::string bomb = GzipOfZeros(1024);
  EXPECT_LT(bomb.size(), 2u << 20);
  const auto gzip = ReadEverything(FileOf(folder.Put("a.jsonl.gz", bomb)));
  EXPECT_THAT(gzip.articles, IsEmpty());
  const auto text = ReadEverything(FileOf(folder.Put("a.txt.gz", bomb)));
  EXPECT_THAT(Reasons(text), ElementsAre("a.txt.gz: longer than 64 MiB"));
  const auto member =
      ReadEverything(FileOf(folder.Put("b.zip", MakeArchive(kZip, {{"a.jsonl.gz", bomb}, {"b.txt", "b"}}))));
  EXPECT_THAT(Ids(member), ElementsAre("b.zip/b.txt"));
  EXPECT_THAT(Reasons(member), testing::Contains(HasSubstr("more than 1000 times its size")));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 60);
}

TEST(Archive, WhatIsPackedTwiceIsNotUnpackedTwice) {
  const TestFolder folder;
  for (const Packer outer : {Packer::kGzip, Packer::kZstd}) {
    for (const Packer inner : {Packer::kGzip, Packer::kZstd}) {
      const std::string bytes = Pack(Pack("words", inner), outer);
      folder.Put("in/a.txt.gz", bytes);
      const auto list = ScanInputs({folder / "in"});
      ASSERT_TRUE(list.ok());
      const auto result = ReadEverything(list->files.at(0));
      EXPECT_THAT(result.articles, IsEmpty());
      EXPECT_THAT(Reasons(result), ElementsAre(HasSubstr("packed more than once")));
    }
  }
  const auto named =
      ReadEverything(FileOf(folder.Put("b", Pack(Pack("words", Packer::kGzip), Packer::kGzip))));
  EXPECT_THAT(Reasons(named), ElementsAre(HasSubstr("packed more than once")));
}

TEST(Archive, AnyBytesAreSafe) {
  const TestFolder folder;
  const std::vector<Member> members = {
      {"a/1.txt", "words"}, {"b.jsonl", "{\"text\":\"more words\"}\n"}, {"c.html", "<p>x"}};
  uint32_t state = 9;
  const auto next = [&] { return (state = state * 1664525 + 1013904223) >> 8; };
  for (const Wrapping& wrapping : kWrappings) {
    const std::string good = MakeArchive(wrapping, members);
    for (int round = 0; round < 150; ++round) {
      std::string bytes = good;
      for (int i = 0; i < 6; ++i) bytes[next() % bytes.size()] = static_cast<char>(next());
      if (round % 5 == 0) bytes.resize(next() % bytes.size());
      InputFile file = FileOf(folder.Put("x", bytes));
      file.format = Format::kArchive;
      for (const Article& article : ReadEverything(file).articles) {
        EXPECT_TRUE(IsValidUtf8(article.id) && IsValidUtf8(article.text) && IsValidUtf8(article.source));
      }
    }
  }
}

TEST(Detect, KindsOfNames) {
  const auto kind = [](const char* name) { return KindOfName(name); };
  const FileKind warc{Format::kWarc, Compression::kNone}, packed_warc{Format::kWarc, Compression::kPacked};
  const FileKind archive{Format::kArchive, Compression::kNone},
      packed_archive{Format::kArchive, Compression::kPacked};
  EXPECT_EQ(kind("a/CC-NEWS-1.WARC"), warc);
  EXPECT_EQ(kind("a.warc.gz"), packed_warc);
  EXPECT_EQ(kind("a.warc.zst"), packed_warc);
  EXPECT_EQ(kind("a.wet"), warc);
  EXPECT_EQ(kind("a.warc.wet.gz"), packed_warc);
  EXPECT_EQ(kind("a.tar"), archive);
  EXPECT_EQ(kind("a.zip"), archive);
  for (const char* name :
       {"a.tar.gz", "a.TGZ", "a.tar.bz2", "a.tbz", "a.tbz2", "a.tar.xz", "a.txz", "a.tzst"}) {
    EXPECT_EQ(kind(name), packed_archive) << name;
  }
  for (const char* name : {"a.txt.xz", "a.txt.bz2", "a.txt.lz4"}) {
    EXPECT_EQ(kind(name), (FileKind{Format::kText, Compression::kPacked})) << name;
  }
  for (const char* name : {"a.wat.gz", "a.7z", "a.rar", "warc", "a.gz", "a.txt.gz.gz", "a.cdx"}) {
    EXPECT_EQ(kind(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace samestory
