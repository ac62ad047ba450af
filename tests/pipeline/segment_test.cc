#include "engine/pipeline/segment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <tuple>

#include "engine/base/hash.h"
#include "tests/pipeline/segments.h"

namespace samestory {
namespace {

constexpr size_t kFiles = 4;
constexpr uint64_t kKeptBytes = 1000;
const std::string kFilePath = "news/a.jsonl";

struct Added {
  Article article;
  uint32_t file = 0, words = 0;
  Location location;
  Signature signature{};
  KeptPlace kept;
};

struct Content {
  std::vector<Added> rows;
  std::vector<Incident> incidents;
  uint64_t input_bytes = 0;
};

Content RandomContent(std::mt19937_64& random) {
  Content content;
  for (uint64_t i = random() % 6; i > 0; --i) {
    Added& row = content.rows.emplace_back();
    row.article.id = RandomPhrase(random);
    row.article.path = random() % 2 == 0 ? kFilePath : RandomPhrase(random) + "x";
    row.article.title = RandomPhrase(random);
    row.article.url = RandomPhrase(random);
    row.article.source = RandomPhrase(random);
    row.article.text = RandomPhrase(random);
    row.article.date = RandomDate(random);
    row.file = static_cast<uint32_t>(random() % kFiles);
    row.words = static_cast<uint32_t>(random());
    row.location = {random(), random() >> 32, random()};
    for (uint32_t& value : row.signature) value = static_cast<uint32_t>(random());
    if (random() % 2 == 0) {
      row.kept = {static_cast<uint32_t>(random() % kKeptBytes), static_cast<uint32_t>(random()),
                  static_cast<uint32_t>(random())};
    }
  }
  for (uint64_t i = random() % 4; i > 0; --i) {
    content.incidents.push_back(
        {static_cast<Incident::Kind>(random() % 4), RandomPhrase(random), RandomPhrase(random)});
  }
  content.input_bytes = random();
  return content;
}

std::string Encoded(const Content& content, SegmentBuilder* builder) {
  for (const Added& row : content.rows) {
    builder->Add(row.article, row.file, kFilePath, row.location, row.words, row.signature, row.kept);
  }
  for (const Incident& incident : content.incidents) builder->Note(incident);
  builder->CountInput(content.input_bytes / 2);
  builder->CountInput(content.input_bytes - content.input_bytes / 2);
  EXPECT_EQ(builder->articles(), content.rows.size());
  return builder->Take();
}

std::string Encoded(const Content& content) {
  SegmentBuilder builder;
  return Encoded(content, &builder);
}

// What the rest of the program takes for granted, read through to the last byte.
size_t ReadThrough(const Segment& segment) {
  size_t sum = 0;
  EXPECT_EQ(segment.signatures.size(), segment.rows.size() * kPermutations);
  for (size_t i = 0; i < segment.rows.size(); ++i) {
    const SegmentRow& row = segment.rows[i];
    EXPECT_LT(row.file, kFiles);
    EXPECT_LT(row.source, segment.names.size());
    EXPECT_TRUE(row.kept.frame == KeptPlace::kNowhere || row.kept.frame < kKeptBytes);
    for (const std::string_view text : {segment.id(i), segment.path(i), segment.title(i), segment.url(i)}) {
      for (const char c : text) sum += static_cast<unsigned char>(c);
    }
    EXPECT_LE(FormatDate(DateOf(row).value_or(Date())).size(), 30u);
    sum += segment.signature(i)[kPermutations - 1];
  }
  for (const Incident& incident : segment.incidents) EXPECT_LE(incident.kind, Incident::Kind::kRepeated);
  return sum;
}

// Views want their bytes at a multiple of 8, which a vector of numbers has.
absl::StatusOr<size_t> ViewOf(std::string_view bytes) {
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8 + 1);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  const absl::StatusOr<Segment> segment =
      Segment::View({reinterpret_cast<const char*>(aligned.data()), bytes.size()}, kFiles, kKeptBytes);
  if (!segment.ok()) return segment.status();
  return ReadThrough(*segment);
}

TEST(Segment, ComesBackAsItWentIn) {
  std::mt19937_64 random(61);
  SegmentBuilder builder;
  for (int trial = 0; trial < 300; ++trial) {
    const Content content = RandomContent(random);
    const std::string bytes = Encoded(content, &builder);
    EXPECT_EQ(builder.articles(), 0u) << "the builder is empty afterwards";
    ASSERT_EQ(bytes.size() % 8, 0u);
    const absl::StatusOr<Segment> segment = Segment::View(bytes, kFiles, kKeptBytes);
    ASSERT_TRUE(segment.ok()) << segment.status();
    ASSERT_EQ(segment->rows.size(), content.rows.size());
    for (size_t i = 0; i < content.rows.size(); ++i) {
      const Added& in = content.rows[i];
      const SegmentRow& out = segment->rows[i];
      EXPECT_EQ(segment->id(i), in.article.id);
      EXPECT_EQ(segment->path(i), in.article.path == kFilePath ? "" : in.article.path);
      EXPECT_EQ(segment->title(i), in.article.title);
      EXPECT_EQ(segment->url(i), in.article.url);
      EXPECT_EQ(segment->names[out.source], in.article.source);
      EXPECT_EQ(out.text_hash, Hash64(in.article.text));
      EXPECT_EQ(DateOf(out), in.article.date);
      EXPECT_EQ(out.file, in.file);
      EXPECT_EQ(out.words, in.words);
      EXPECT_EQ(std::tie(out.offset_bytes, out.line), std::tie(in.location.offset_bytes, in.location.line));
      EXPECT_EQ(out.size_bytes, in.location.size_bytes);
      EXPECT_EQ(std::tie(out.kept.frame, out.kept.offset, out.kept.size_bytes),
                std::tie(in.kept.frame, in.kept.offset, in.kept.size_bytes));
      EXPECT_TRUE(std::ranges::equal(segment->signature(i), in.signature));
    }
    ASSERT_EQ(segment->incidents.size(), content.incidents.size());
    for (size_t i = 0; i < content.incidents.size(); ++i) {
      EXPECT_EQ(segment->incidents[i].kind, content.incidents[i].kind);
      EXPECT_EQ(segment->incidents[i].place, content.incidents[i].place);
      EXPECT_EQ(segment->incidents[i].reason, content.incidents[i].reason);
    }
    EXPECT_EQ(segment->input_bytes, content.input_bytes);
    EXPECT_EQ(segment->names.front(), "");
  }
}

TEST(Segment, TheSameContentIsTheSameBytes) {
  std::mt19937_64 random(62);
  for (int trial = 0; trial < 50; ++trial) {
    const Content content = RandomContent(random);
    EXPECT_EQ(Encoded(content), Encoded(content));
  }
}

TEST(Segment, EveryCutIsAnError) {
  std::mt19937_64 random(63);
  for (int trial = 0; trial < 10; ++trial) {
    const std::string bytes = Encoded(RandomContent(random));
    for (size_t size = 0; size < bytes.size(); ++size) {
      ASSERT_EQ(ViewOf(std::string_view(bytes).substr(0, size)).status().code(), absl::StatusCode::kDataLoss);
    }
    EXPECT_FALSE(ViewOf(bytes + std::string(8, '\0')).ok());
  }
}

TEST(Segment, EveryChangedByteIsAnErrorOrASegmentInRange) {
  std::mt19937_64 random(64);
  size_t errors = 0;
  for (int trial = 0; trial < 6; ++trial) {
    const std::string bytes = Encoded(RandomContent(random));
    for (size_t i = 0; i < bytes.size(); ++i) {
      for (const int value : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(value);
        errors += !ViewOf(changed).ok();
      }
    }
  }
  EXPECT_GT(errors, 100u);
}

TEST(Segment, RandomBytesAreAnErrorOrASegmentInRange) {
  std::mt19937_64 random(65);
  for (int trial = 0; trial < 5000; ++trial) {
    std::string bytes(random() % 2000 / 8 * 8, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? random() : 0);
    // Numbers of articles, strings and notes that could be.
    for (size_t field = 0; bytes.size() >= 32 && field < 3; ++field) {
      const uint64_t value = random() % 5 == 0 ? random() : random() % 3 * 8;
      std::memcpy(bytes.data() + field * 8, &value, 8);
    }
    (void)ViewOf(bytes);
  }
  EXPECT_FALSE(ViewOf(std::string(4096, '\xff')).ok());
  EXPECT_FALSE(ViewOf(std::string(32, '\0')).ok()) << "without the outlet that is not known";
}

TEST(Segment, AFileOrAKeptTextBeyondTheRunsIsAnError) {
  Added row;
  row.file = kFiles;
  EXPECT_FALSE(ViewOf(Encoded({{row}, {}, 0})).ok());
  row.file = kFiles - 1;
  EXPECT_TRUE(ViewOf(Encoded({{row}, {}, 0})).ok());
  row.kept = {kKeptBytes, 0, 0};
  EXPECT_FALSE(ViewOf(Encoded({{row}, {}, 0})).ok());
}

}  // namespace
}  // namespace samestory
