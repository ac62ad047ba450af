#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <map>

#include "absl/strings/str_format.h"
#include "engine/article/warc_record.h"
#include "engine/base/utf8.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kFixtures = std::filesystem::path(SAMESTORY_TEST_DIR) / "warc";

// A line of expected.tsv (make_warc.py).
struct Expected {
  std::string url, source, title, text;
};

std::map<std::string, std::vector<Expected>> ReadExpected() {
  std::map<std::string, std::vector<Expected>> by_file;
  std::ifstream lines(kFixtures / "expected.tsv");
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields(1);
    for (size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\t') {
        fields.emplace_back();
      } else if (line.compare(i, 2, "\\n") == 0) {
        fields.back() += '\n';
        ++i;
      } else {
        fields.back() += line[i];
      }
    }
    by_file[fields.at(0)].push_back({fields.at(1), fields.at(2), fields.at(3), fields.at(4)});
  }
  return by_file;
}

InputFile FileOf(const std::string& path) {
  const auto list = ScanInputs({path});
  EXPECT_TRUE(list.ok()) << list.status();
  return list.ok() ? list->files.at(0) : InputFile();
}

std::vector<std::string> ReasonsOf(const ReadResult& result, Incident::Kind kind) {
  std::vector<std::string> reasons;
  for (const Incident& incident : result.incidents) {
    if (incident.kind == kind) reasons.push_back(incident.place + ": " + incident.reason);
  }
  return reasons;
}

std::string RecordOf(const std::string& type, const std::string& url, const std::string& content_type,
                     const std::string& block) {
  return absl::StrFormat(
      "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: "
      "%d\r\n\r\n%s\r\n\r\n",
      type, url, content_type, block.size(), block);
}

std::string ResponseOf(int number, const std::string& more = "") {
  const std::string body = absl::StrFormat(
      "<html><body><p>The page of number %d says that much and a little more.</p>%s</body></html>", number,
      more);
  return RecordOf("response", absl::StrFormat("http://x.example/%d", number),
                  "application/http; msgtype=response",
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body);
}

TEST(Warc, FilesOfWarcioGiveTheArticlesExpectedAndNoOthers) {
  const auto expected = ReadExpected();
  ASSERT_EQ(expected.size(), 6u);
  for (const auto& [name, articles] : expected) {
    const InputFile file = FileOf(kFixtures / name);
    EXPECT_EQ(file.format, Format::kWarc);
    InputFile in_folder = file;
    in_folder.outlet = "crawls";
    const auto result = ReadEverything(in_folder);
    EXPECT_TRUE(result.status.ok()) << result.status;
    ASSERT_EQ(result.articles.size(), articles.size()) << name;
    for (size_t i = 0; i < articles.size(); ++i) {
      const Article& article = result.articles[i];
      EXPECT_EQ(article.id, articles[i].url) << name;
      EXPECT_EQ(article.url, articles[i].url);
      EXPECT_EQ(article.source, articles[i].source) << article.url;
      EXPECT_EQ(article.title, articles[i].title) << article.url;
      EXPECT_EQ(article.text, articles[i].text) << article.url;
      EXPECT_EQ(article.path, name);
      EXPECT_EQ(article.date.has_value(), article.url.find("/bridge?") != std::string::npos) << article.url;
    }
  }
}

TEST(Warc, WhatIsNoPageIsCountedByKindAndWhatIsLostIsNamed) {
  for (const char* name : {"wire-1.0.warc.gz", "wire-1.1.warc"}) {
    const auto result = ReadEverything(FileOf(kFixtures / name));
    const std::string place = name;
    EXPECT_THAT(
        ReasonsOf(result, Incident::Kind::kIgnored),
        ElementsAre(place + ": HTTP status 301: 1 record (the first: https://north.example/moved)",
                    place + ": HTTP status 404: 1 record (the first: https://north.example/gone)",
                    place + ": cut off by the crawler (WARC-Truncated): 1 record (the first: "
                            "https://north.example/half)",
                    place + ": no page by its type: 2 records (the first: https://north.example/a.png)",
                    place + ": robots.txt: 1 record (the first: https://north.example/robots.txt)",
                    place + ": type metadata: 1 record (the first: https://cua-lo.example/cang-moi.html)",
                    place + ": type request: 1 record (the first: https://cua-lo.example/cang-moi.html)",
                    place + ": type revisit: 1 record (the first: https://north.example/bridge)",
                    place + ": type warcinfo: 1 record"));
    EXPECT_THAT(ReasonsOf(result, Incident::Kind::kSkipped),
                ElementsAre(place + ":8: Content-Encoding \"br\" is not read, gzip and deflate are "
                                    "(https://north.example/brotli)",
                            place + ":14: no text (https://north.example/empty)"));
  }
}

TEST(Warc, RecordsOfAPlainFileCanBeReadAgain) {
  const InputFile plain = FileOf(kFixtures / "wire-1.1.warc");
  const auto result = ReadEverything(plain);
  ASSERT_EQ(result.records.size(), result.articles.size() + 2);
  size_t again_count = 0;
  for (const Record& record : result.records) {
    const ParsedRecord again = ParsedAgain(plain, record.location);
    if (again.articles.empty()) continue;
    EXPECT_EQ(again.articles[0].text, result.articles.at(again_count).text);
    EXPECT_EQ(again.articles[0].id, result.articles.at(again_count++).id);
  }
  EXPECT_EQ(again_count, result.articles.size());
  EXPECT_TRUE(CanReadAgain(plain));
  EXPECT_FALSE(CanReadAgain(FileOf(kFixtures / "wire-1.0.warc.gz")));
}

TEST(Warc, BehindADamagedGzipMemberTheNextRecordIsRead) {
  const TestFolder folder;
  std::string noise;
  uint32_t state = 7;
  for (int i = 0; i < 3000; ++i)
    noise += static_cast<char>('a' + ((state = state * 1664525 + 1013904223) >> 8) % 26);
  std::string file;
  std::vector<size_t> begins;
  for (int i = 0; i < 20; ++i) {
    begins.push_back(file.size());
    file += Pack(ResponseOf(i, "<pre>" + noise + "</pre>"), Packer::kGzip);
  }
  begins.push_back(file.size());
  // In a member's head, middle, and sum: in each case that record is lost and no other.
  for (const size_t damaged_at : {begins[5] + 3, begins[5] + 400, begins[6] - 6, begins[6] - 2}) {
    std::string damaged = file;
    damaged[damaged_at] = static_cast<char>(damaged[damaged_at] ^ 0xFF);
    const auto result = ReadEverything(FileOf(folder.Put("a.warc.gz", damaged)));
    EXPECT_TRUE(result.status.ok()) << result.status;
    EXPECT_EQ(result.articles.size(), 19u) << damaged_at - begins[5];
    EXPECT_THAT(
        ReasonsOf(result, Incident::Kind::kSkipped),
        ElementsAre(AllOf(HasSubstr("a.warc.gz: damaged after"), HasSubstr("up to the next gzip member"))));
  }
  // Where the file is cut off nothing follows.
  const auto cut = ReadEverything(FileOf(folder.Put("b.warc.gz", file.substr(0, begins[19] + 200))));
  EXPECT_EQ(cut.articles.size(), 19u);
  EXPECT_THAT(ReasonsOf(cut, Incident::Kind::kSkipped), ElementsAre(HasSubstr("the rest is lost")));
}

TEST(Warc, BehindADamagedRecordTheNextIsRead) {
  const TestFolder folder;
  std::string wrong_length = ResponseOf(2);
  wrong_length.replace(wrong_length.find("Content-Length: "), 18, "Content-Length: 00");
  std::string no_length = ResponseOf(2);
  no_length.replace(no_length.find("Content-Length"), 14, "Content-Lengte");
  const std::string bad_records[] = {wrong_length,
                                     no_length,
                                     "some bytes that are no record\r\n\r\n",
                                     "WARC/1.0\r\nWARC-Type: resp\n",
                                     "WARC/1.0\r\n\r\n",
                                     std::string(300000, 'x') + "\n",
                                     "WARC/1.0\r\nX: " + std::string(300000, 'y') + "\r\n"};
  for (const std::string& bad : bad_records) {
    const auto result =
        ReadEverything(FileOf(folder.Put("a.warc", ResponseOf(1) + bad + ResponseOf(3) + ResponseOf(4))));
    EXPECT_TRUE(result.status.ok()) << result.status;
    std::vector<std::string> ids;
    for (const Article& article : result.articles) ids.push_back(article.id);
    // A header that breaks off may take the next record with it.
    EXPECT_THAT(ids, Contains("http://x.example/1"));
    EXPECT_THAT(ids, Contains("http://x.example/4")) << bad.substr(0, 60);
    EXPECT_THAT(ids, testing::Not(Contains("http://x.example/2")));
    EXPECT_EQ(ReasonsOf(result, Incident::Kind::kSkipped).size(), 1u) << bad.substr(0, 60);
  }
}

TEST(Warc, HeadsAreReadLeniently) {
  const TestFolder folder;
  const std::string block = "<p>Words of a resource, enough of them to be an article.</p>";
  const std::string record = absl::StrFormat(
      "WARC/0.18\nwarc-type:\tRESOURCE\nWARC-Target-URI: <http://y.example/\n  folded>\nNo colon here\n"
      "CONTENT-LENGTH:   %d  \nContent-Type: text/html\n\n%s",
      block.size(), block);
  const auto result = ReadEverything(FileOf(folder.Put("a", record)));
  ASSERT_EQ(result.articles.size(), 1u);
  EXPECT_EQ(result.articles[0].id, "http://y.example/ folded");
  EXPECT_THAT(result.incidents, IsEmpty());
}

TEST(Warc, WithoutAUrlThePlaceIsTheId) {
  const TestFolder folder;
  const auto result = ReadEverything(FileOf(
      folder.Put("a.warc", RecordOf("conversion", "", "text/plain", "A line of words and nothing else."))));
  ASSERT_EQ(result.articles.size(), 1u);
  EXPECT_EQ(result.articles[0].id, "a.warc:1");
}

TEST(Warc, TheLimitsAreSkipsWithAReason) {
  const TestFolder folder;
  const std::string huge =
      absl::StrFormat("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
                      kMaxRecordBytes, std::string(kMaxRecordBytes, 'x'));
  const auto too_long = ReadEverything(FileOf(folder.Put("a.warc", huge + ResponseOf(1))));
  EXPECT_EQ(too_long.articles.size(), 1u);
  EXPECT_THAT(ReasonsOf(too_long, Incident::Kind::kSkipped), ElementsAre(HasSubstr("longer than 64 MiB")));

  const std::string endless =
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nabc";
  const auto cut = ReadEverything(FileOf(folder.Put("b.warc", ResponseOf(1) + endless)));
  EXPECT_EQ(cut.articles.size(), 1u);
  EXPECT_EQ(ReasonsOf(cut, Incident::Kind::kSkipped).size(), 2u);

  std::string zeros = Pack(std::string(kMaxRecordBytes + (1 << 20), '\0'), Packer::kGzip);
  const std::string bomb =
      RecordOf("response", "http://x.example/bomb", "application/http",
               "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + zeros);
  const auto bombed = ReadEverything(FileOf(folder.Put("c.warc", bomb + ResponseOf(1))));
  EXPECT_EQ(bombed.articles.size(), 1u);
  EXPECT_THAT(ReasonsOf(bombed, Incident::Kind::kSkipped),
              ElementsAre(AllOf(HasSubstr("longer than 64 MiB unpacked"), HasSubstr("x.example/bomb"))));

  std::string damages;
  for (int i = 0; i < 20000; ++i) damages += "WARC/1.0\r\n\r\n";
  const auto given_up = ReadEverything(FileOf(folder.Put("d.warc", damages)));
  EXPECT_THAT(given_up.incidents.back().reason, HasSubstr("more than 1000 damaged parts"));
  EXPECT_LT(given_up.incidents.size(), 1100u);
}

TEST(Warc, HostileBytesTakeBoundedTime) {
  const TestFolder folder;
  const auto repeat = [](std::string_view unit, size_t count) {
    std::string out;
    for (size_t i = 0; i < count; ++i) out += unit;
    return out;
  };
  // A gzip member of the smallest kind that fails, again and again.
  const std::string files[] = {repeat("WARC/1.0\n", 1 << 20),
                               repeat("\nWARC/", 1 << 21),
                               "WARC/1.0\n" + repeat("\r\n", 4 << 20),
                               "WARC/1.0\n" + repeat("a:b\n", 2 << 20),
                               repeat("WARC/1.0\nContent-Length: 1\n\n", 1 << 18),
                               repeat(std::string("\x1F\x8B\x08\0\0\0\0\0\0\3\xFF", 11), 1 << 19)};
  for (const std::string& bytes : files) {
    InputFile file = FileOf(folder.Put("a.warc", bytes));
    file.format = Format::kWarc;
    const auto start = std::chrono::steady_clock::now();
    const auto result = ReadEverything(file);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_TRUE(result.status.ok());
    EXPECT_THAT(result.articles, IsEmpty());
    EXPECT_LT(took.count(), 20) << bytes.substr(0, 30);
  }
}

TEST(Warc, AnyBytesAreSafe) {
  const TestFolder folder;
  std::string good;
  for (int i = 0; i < 6; ++i) good += ResponseOf(i);
  uint32_t state = 3;
  const auto next = [&] { return (state = state * 1664525 + 1013904223) >> 8; };
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 8; ++i) {
      const size_t at = next() % bytes.size();
      switch (next() % 3) {
        case 0:
          bytes[at] = static_cast<char>(next());
          break;
        case 1:
          bytes.erase(at, next() % 50);
          break;
        default:
          bytes.insert(at, bytes.substr(next() % bytes.size(), next() % 50));
      }
    }
    InputFile file = FileOf(folder.Put("a.warc", round % 2 == 0 ? bytes : Pack(bytes, Packer::kGzip)));
    file.format = Format::kWarc;
    for (const Article& article : ReadEverything(file).articles) {
      EXPECT_TRUE(IsValidUtf8(article.text) && IsValidUtf8(article.id) && IsValidUtf8(article.url));
    }
  }
}

TEST(WarcRecord, PagesAreToldFromTheRest) {
  const auto why = [](const std::string& type, const std::string& content_type, const std::string& block) {
    const auto head = ParseWarcHead(RecordOf(type, "http://x.example/", content_type, block));
    EXPECT_TRUE(head.ok());
    std::string none = NoPageByHead(*head);
    return none.empty() ? FindPage(*head, block).why_none : none;
  };
  const std::string http = "application/http;msgtype=response";
  EXPECT_EQ(why("response", http, "HTTP/2 200\r\nContent-Type: application/xhtml+xml\r\n\r\n"), "");
  EXPECT_EQ(why("response", http, "HTTP/1.0 200 OK\nContent-Type: TEXT/HTML\n\nx"), "");
  EXPECT_EQ(why("response", http, "HTTP/1.1 200 OK\r\n\r\n<!doctype html><p>x"), "");
  EXPECT_EQ(why("response", http, "HTTP/1.1 200 OK\r\n\r\n%PDF"), "no page by its type");
  EXPECT_EQ(why("response", http, "HTTP/1.1 503 Busy\r\n\r\n"), "HTTP status 503");
  EXPECT_EQ(why("response", http, "HTTP/1.1 twohundred\r\n\r\n"), "response of another protocol than HTTP");
  EXPECT_EQ(why("response", http, "HTTP/1.1 200 OK\r\nContent-Type: text/html"),
            "HTTP headers without end, or longer than 256 KiB");
  EXPECT_EQ(why("response", "text/dns", "20260305"), "response of another protocol than HTTP");
  EXPECT_EQ(why("resource", "image/jpeg", "x"), "no page by its type");
  EXPECT_EQ(why("conversion", "text/plain; charset=utf-8", "x"), "");
  EXPECT_EQ(why("x-own", "text/plain", "x"), "unknown type");
  const auto part =
      ParseWarcHead("WARC/1.1\r\nWARC-Type: response\r\nWARC-Segment-Number: 1\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(NoPageByHead(*part), "part of a record");
}

}  // namespace
}  // namespace samestory
