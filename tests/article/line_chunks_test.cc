#include "engine/article/line_chunks.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <tuple>

#include "engine/article/record_readers.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

struct PlainLine {
  std::string bytes;
  uint64_t offset_bytes = 0, number = 0;
  friend bool operator==(const PlainLine&, const PlainLine&) = default;
};

// Byte after byte. A line of white space alone is none, but counts.
std::vector<PlainLine> SplitPlainly(std::string_view text) {
  std::vector<PlainLine> lines;
  uint64_t offset = text.starts_with("\xEF\xBB\xBF") ? 3 : 0, number = 1;
  PlainLine line{"", offset, number};
  const auto end_line = [&] {
    if (!line.bytes.empty() && line.bytes.back() == '\r') line.bytes.pop_back();
    bool blank = true;
    for (const char c : line.bytes) blank &= c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
    if (!blank) lines.push_back(line);
    line = {"", offset, ++number};
  };
  while (offset < text.size()) {
    const char c = text[offset++];
    if (c == '\n') {
      end_line();
    } else {
      line.bytes += c;
    }
  }
  end_line();
  return lines;
}

// Where a chunk begins.
struct Cut {
  uint64_t offset_bytes = 0, line = 0;
  size_t lines_before = 0;
};

class LineChunkerTest : public testing::Test {
 protected:
  LineChunker Open(const std::string& path, Compression compression = Compression::kNone) {
    auto source = ByteSource::Open(path, compression);
    EXPECT_TRUE(source.ok()) << source.status();
    return LineChunker("n.jsonl", *std::move(source));
  }

  // All lines to the end; and where the chunks were cut.
  std::vector<PlainLine> ReadOn(LineChunker* chunker, size_t chunk_bytes, std::vector<Incident>* incidents,
                                std::vector<Cut>* cuts = nullptr) {
    std::vector<PlainLine> lines;
    LineChunk chunk;
    for (;;) {
      if (cuts != nullptr) cuts->push_back({chunker->offset_bytes(), chunker->line(), lines.size()});
      const absl::StatusOr<bool> more = chunker->Next(chunk_bytes, &chunk, incidents);
      EXPECT_TRUE(more.ok()) << more.status();
      if (!more.ok() || !*more) break;
      EXPECT_FALSE(chunk.bytes.empty());
      EXPECT_GE(chunk.bytes.capacity(), chunk.bytes.size() + kRecordPaddingBytes);
      size_t position = 0;
      uint64_t number = chunk.first_line;
      for (Line line; NextLine(chunk, &position, &number, &line);) {
        EXPECT_EQ(line.location.size_bytes, line.bytes.size());
        lines.push_back({std::string(line.bytes), line.location.offset_bytes, line.location.line});
      }
      EXPECT_EQ(position, chunk.bytes.size());
      EXPECT_EQ(chunk.offset_bytes + chunk.bytes.size(), chunker->offset_bytes());
    }
    return lines;
  }

  TestFolder folder_;
};

std::string RandomText(std::mt19937_64& random) {
  static const std::vector<std::string> kParts{
      "\n", "\r\n", "\n\n", " \n", "\t\r\n", "\r", "a", "{}", "日本", std::string(1, '\0'), "\v\n"};
  std::string text = random() % 4 == 0 ? "\xEF\xBB\xBF" : "";
  for (uint64_t i = random() % 25; i > 0; --i) {
    text += kParts[random() % kParts.size()];
    if (random() % 3 == 0) text.append(random() % 20, 'x');
    if (random() % 12 == 0) text.append(random() % 300, 'y');
  }
  return text;
}

TEST_F(LineChunkerTest, AreTheLinesOfAPlainSplitterForEveryChunkSizeAndFromEveryCut) {
  std::mt19937_64 random(71);
  size_t resumed = 0;
  for (int trial = 0; trial < 40; ++trial) {
    const std::string text = RandomText(random);
    const std::string path = folder_.Put("t.jsonl", text);
    const std::vector<PlainLine> expected = SplitPlainly(text);
    const auto most = static_cast<size_t>(text.size() + 6);
    for (size_t chunk_bytes = 4; chunk_bytes <= most; chunk_bytes += chunk_bytes < 50 ? 1 : 37) {
      std::vector<Incident> incidents;
      std::vector<Cut> cuts;
      LineChunker chunker = Open(path);
      ASSERT_TRUE(ReadOn(&chunker, chunk_bytes, &incidents, &cuts) == expected)
          << trial << ", " << chunk_bytes;
      ASSERT_TRUE(incidents.empty());
      EXPECT_TRUE(chunker.at_end());
      if (chunk_bytes % 5 != 0) continue;
      for (size_t i = 1; i < cuts.size(); ++i, ++resumed) {
        LineChunker rest = Open(path);
        std::vector<Cut> cuts_again;
        ASSERT_TRUE(rest.SkipTo(cuts[i].offset_bytes, cuts[i].line).ok());
        const std::vector<PlainLine> lines = ReadOn(&rest, chunk_bytes, &incidents, &cuts_again);
        ASSERT_TRUE(std::equal(lines.begin(), lines.end(),
                               expected.begin() + static_cast<ptrdiff_t>(cuts[i].lines_before),
                               expected.end()));
        ASSERT_EQ(cuts_again.size(), cuts.size() - i) << "cut elsewhere";
        for (size_t k = 0; k < cuts_again.size(); ++k) {
          ASSERT_EQ(cuts_again[k].offset_bytes, cuts[i + k].offset_bytes);
        }
      }
    }
  }
  EXPECT_GT(resumed, 500u);
}

TEST_F(LineChunkerTest, PackedLinesAreTheSameAndGoOnFromACut) {
  std::mt19937_64 random(72);
  std::string text;
  while (text.size() < 300'000) text += RandomText(random);
  const std::vector<PlainLine> expected = SplitPlainly(text);
  for (const Packer packer : {Packer::kGzip, Packer::kZstd}) {
    const std::string path = folder_.Put("t.packed", Pack(text, packer));
    std::vector<Incident> incidents;
    std::vector<Cut> cuts;
    LineChunker chunker = Open(path, Compression::kPacked);
    ASSERT_TRUE(ReadOn(&chunker, 50'000, &incidents, &cuts) == expected);
    ASSERT_GT(cuts.size(), 4u);
    LineChunker rest = Open(path, Compression::kPacked);
    ASSERT_TRUE(rest.SkipTo(cuts[3].offset_bytes, cuts[3].line).ok());
    const std::vector<PlainLine> lines = ReadOn(&rest, 50'000, &incidents);
    EXPECT_TRUE(std::equal(lines.begin(), lines.end(),
                           expected.begin() + static_cast<ptrdiff_t>(cuts[3].lines_before), expected.end()));
    EXPECT_TRUE(incidents.empty());
  }
}

TEST_F(LineChunkerTest, OfADamagedFileTheWholeLinesBeforeAreKept) {
  std::mt19937_64 random(73);
  std::string text;
  while (text.size() < 200'000) text += std::to_string(random()) + "\n";
  const std::vector<PlainLine> whole = SplitPlainly(text);
  const std::string packed = Pack(text, Packer::kGzip);
  for (const size_t size : {packed.size() / 3, packed.size() / 2, packed.size() - 5}) {
    const std::string path = folder_.Put("cut.gz", packed.substr(0, size));
    std::vector<PlainLine> first;
    for (const size_t chunk_bytes : {4, 1000, 1 << 20}) {
      LineChunker chunker = Open(path, Compression::kPacked);
      std::vector<Incident> incidents;
      const std::vector<PlainLine> lines = ReadOn(&chunker, chunk_bytes, &incidents);
      ASSERT_LE(lines.size(), whole.size());
      EXPECT_TRUE(std::equal(lines.begin(), lines.end(), whole.begin())) << "half a line is no record";
      EXPECT_TRUE(size <= packed.size() / 2 || lines.size() > whole.size() / 2);
      ASSERT_EQ(incidents.size(), 1u);
      EXPECT_EQ(incidents[0].kind, Incident::Kind::kSkipped);
      EXPECT_NE(incidents[0].reason.find("damaged after"), std::string::npos) << incidents[0].reason;
      EXPECT_TRUE(chunker.at_end());
      if (first.empty()) first = lines;
      EXPECT_TRUE(lines == first) << "for any size of chunks";
    }
  }
}

TEST_F(LineChunkerTest, ALineThatIsTooLongIsLeftOut) {
  const std::string path = folder_.Put(
      "long.jsonl", "a\n" + std::string(kMaxRecordBytes + 10, 'x') + "\nb\n" + std::string(100, 'y') + "\n");
  for (const size_t chunk_bytes : {size_t{4}, size_t{1} << 20}) {
    LineChunker chunker = Open(path);
    std::vector<Incident> incidents;
    const std::vector<PlainLine> lines = ReadOn(&chunker, chunk_bytes, &incidents);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[1].bytes, "b");
    EXPECT_EQ(lines[1].number, 3u);
    EXPECT_EQ(lines[1].offset_bytes, kMaxRecordBytes + 13);
    EXPECT_EQ(lines[2].bytes.size(), 100u);
    ASSERT_EQ(incidents.size(), 1u);
    EXPECT_EQ(incidents[0].place, "n.jsonl:2");
  }
}

TEST_F(LineChunkerTest, SixteenBitTextIsNotedAndEndsTheFile) {
  for (const char* mark : {"\xFF\xFE", "\xFE\xFF"}) {
    LineChunker chunker = Open(folder_.Put("wide.jsonl", std::string(mark) + "a\nb\n"));
    std::vector<Incident> incidents;
    EXPECT_TRUE(ReadOn(&chunker, 1000, &incidents).empty());
    ASSERT_EQ(incidents.size(), 1u);
    EXPECT_NE(incidents[0].reason.find("UTF-16"), std::string::npos);
    EXPECT_TRUE(chunker.at_end());
  }
}

// A source that fails after its bytes.
class FailingSource : public ByteSource {
 public:
  FailingSource(std::string bytes, absl::Status failure)
      : bytes_(std::move(bytes)), failure_(std::move(failure)) {}
  absl::StatusOr<size_t> Read(std::span<char> out) override {
    if (at_ == bytes_.size()) return failure_;
    const size_t size = std::min({out.size(), bytes_.size() - at_, size_t{3}});
    std::copy_n(bytes_.begin() + static_cast<ptrdiff_t>(at_), size, out.begin());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  absl::Status failure_;
  size_t at_ = 0;
};

TEST(LineChunker, TheSystemsErrorComesAfterTheLinesBefore) {
  for (const size_t chunk_bytes : {4, 100}) {
    LineChunker chunker("n",
                        std::make_unique<FailingSource>("one\ntwo\nthr", absl::UnavailableError("no disk")));
    std::vector<Incident> incidents;
    std::string all;
    LineChunk chunk;
    absl::StatusOr<bool> more = true;
    while ((more = chunker.Next(chunk_bytes, &chunk, &incidents)).ok() && *more) {
      all += chunk.bytes;
      EXPECT_FALSE(chunker.at_end());
    }
    EXPECT_EQ(more.status(), absl::UnavailableError("no disk"));
    EXPECT_EQ(all, "one\ntwo\n");
    EXPECT_TRUE(incidents.empty());
  }
}

}  // namespace
}  // namespace samestory
