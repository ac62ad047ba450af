#include "engine/pipeline/lanes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/pipeline/news_files.h"

namespace samestory {
namespace {

// A record or a line, with the file it is of.
struct Read {
  uint32_t file = 0;
  uint64_t offset_bytes = 0, line = 0;
  std::string bytes;
  friend bool operator==(const Read&, const Read&) = default;
};

void AppendPiece(const Piece& piece, std::vector<Read>* all) {
  size_t position = 0;
  uint64_t line_number = piece.lines.first_line;
  for (Line line; NextLine(piece.lines, &position, &line_number, &line);) {
    all->push_back({piece.file, line.location.offset_bytes, line.location.line, std::string(line.bytes)});
  }
  for (const auto& [file, record] : piece.records) {
    all->push_back({file, record.location.offset_bytes, record.location.line, record.bytes});
  }
}

// Every file front to back, one after the other.
std::vector<Read> ReadPlainly(const std::vector<InputFile>& files) {
  std::vector<Read> all;
  for (uint32_t file = 0; file < files.size(); ++file) {
    auto reader = RecordReader::Open(files[file]);
    EXPECT_TRUE(reader.ok()) << reader.status();
    std::vector<Incident> incidents;
    for (Record record; *(*reader)->Next(&record, &incidents);) {
      all.push_back({file, record.location.offset_bytes, record.location.line, record.bytes});
    }
  }
  return all;
}

class LanesTest : public testing::Test {
 protected:
  std::vector<InputFile> Scan(const std::string& name) {
    absl::StatusOr<InputList> list = ScanInputs({folder_.Path(name)});
    EXPECT_TRUE(list.ok()) << list.status();
    return list->files;
  }
  TemporaryFolder folder_;
};

TEST_F(LanesTest, LanesHoldEveryRecordOnceInOrderForAnyPieceSize) {
  WriteInventedNews(folder_, "news", 2, 31);
  const std::vector<InputFile> files = Scan("news");
  const std::vector<Read> expected = ReadPlainly(files);
  ASSERT_GT(expected.size(), 150u);
  const LanePlan plan = PlanLanes(files);
  for (const size_t piece_bytes : {size_t{1}, size_t{100}, size_t{3000}, size_t{40'000}, plan.piece_bytes}) {
    std::vector<Read> all;
    size_t pieces = 0;
    for (const Lane& lane : plan.lanes) {
      LaneReader reader(files, lane, piece_bytes);
      Piece piece;
      for (uint32_t number = 0;; ++number, ++pieces) {
        const absl::StatusOr<bool> more = reader.Next(&piece);
        ASSERT_TRUE(more.ok()) << more.status();
        if (!*more) break;
        EXPECT_EQ(piece.number, number);
        EXPECT_TRUE(piece.incidents.empty());
        AppendPiece(piece, &all);
      }
      EXPECT_FALSE(*reader.Next(&piece)) << "the end stays the end";
    }
    ASSERT_TRUE(all == expected) << piece_bytes << " bytes a piece";
    EXPECT_GE(pieces, plan.lanes.size() - 1);
    EXPECT_TRUE(piece_bytes > 4000 || pieces > plan.lanes.size() + 10);
  }
}

TEST_F(LanesTest, SmallFilesShareLanesUpToThePiecesSize) {
  std::mt19937_64 random(32);
  for (int i = 0; i < 2500; ++i) folder_.Write("texts/" + std::to_string(10'000 + i) + ".txt", "a few words");
  folder_.Write("texts/10500.jsonl", InventedLines(random, "x", 3));
  folder_.Write("texts/10600.txt", std::string(900'000, 'x'));
  folder_.Write("texts/10601.txt", std::string(900'000, 'x'));
  const std::vector<InputFile> files = Scan("texts");
  const LanePlan plan = PlanLanes(files);
  EXPECT_LE(plan.lanes.size(), 8u);
  EXPECT_EQ(plan.size_bytes.size(), files.size());
  uint32_t next = 0;
  uint64_t total_bytes = 0;
  for (const Lane& lane : plan.lanes) {
    EXPECT_EQ(lane.first_file, next) << "each file once, in order";
    next += lane.files;
    uint64_t lane_bytes = 0;
    for (uint32_t file = lane.first_file; file < next; ++file) lane_bytes += plan.size_bytes[file];
    EXPECT_TRUE(lane.files == 1 || lane_bytes <= plan.piece_bytes);
    EXPECT_LE(lane.files, 1024u);
    EXPECT_TRUE(lane.of_small_files);
    total_bytes += lane_bytes;
  }
  EXPECT_EQ(next, files.size());
  EXPECT_EQ(plan.total_bytes, total_bytes);
}

// Crawlers write a file an article; a lane each would be a stage each, and no kernel maps so many.
TEST_F(LanesTest, SmallFilesOfManyRecordsShareLanesToo) {
  std::mt19937_64 random(36);
  const std::string page = "<!DOCTYPE html><title>A page</title><p>" + InventedLine(random, "p", 60);
  for (int i = 0; i < 2200; ++i) {
    const std::string name = "in/" + std::to_string(10'000 + i);
    const std::string id = std::to_string(i) + "-";
    folder_.Write(name + ".json", i % 7 == 0 ? "[]" : InventedLine(random, id, 20));
    if (i % 100 == 0) folder_.Write(name + ".jsonl", InventedLines(random, id, 3));
    if (i % 1000 == 0) folder_.Write(name + ".html.zst", ZstdOf(page));
  }
  const std::string lines = InventedLines(random, "large", 50);
  std::string large;
  while (large.size() <= size_t{1} << 20) large += lines;
  folder_.Write("in/11000-large.jsonl", large);
  const std::vector<InputFile> files = Scan("in");
  const LanePlan plan = PlanLanes(files);
  EXPECT_LE(plan.lanes.size(), 12u);
  for (const size_t piece_bytes : {size_t{500}, plan.piece_bytes}) {
    std::vector<Read> all;
    for (const Lane& lane : plan.lanes) {
      LaneReader reader(files, lane, piece_bytes);
      uint64_t most_bytes = 0;
      for (Piece piece; *reader.Next(&piece);) {
        AppendPiece(piece, &all);
        EXPECT_TRUE(piece.incidents.empty());
        most_bytes = std::max(most_bytes, piece.input_bytes);
      }
      EXPECT_LT(most_bytes, piece_bytes + 4000);
    }
    EXPECT_TRUE(all == ReadPlainly(files));
  }
}

TEST_F(LanesTest, GoesOnAfterAnyPiece) {
  WriteInventedNews(folder_, "news", 1, 33);
  const std::vector<InputFile> files = Scan("news");
  size_t resumed = 0;
  for (const Lane& lane : PlanLanes(files).lanes) {
    std::vector<Piece> pieces;
    LaneReader whole(files, lane, 700);
    for (Piece piece; *whole.Next(&piece); piece = Piece()) pieces.push_back(std::move(piece));
    for (uint32_t skipped = 1; skipped < pieces.size(); ++skipped, ++resumed) {
      LaneReader reader(files, lane, 700);
      const Piece& last = pieces[skipped - 1];
      ASSERT_TRUE(reader.SkipPieces(skipped, last.end_offset_bytes, last.end_line).ok());
      for (uint32_t number = skipped; number < pieces.size(); ++number) {
        Piece piece;
        ASSERT_TRUE(*reader.Next(&piece));
        EXPECT_EQ(piece.number, number);
        std::vector<Read> again, before;
        AppendPiece(piece, &again);
        AppendPiece(pieces[number], &before);
        ASSERT_TRUE(again == before) << files[lane.first_file].name << " piece " << number;
        EXPECT_EQ(piece.last, pieces[number].last);
      }
      Piece piece;
      EXPECT_FALSE(*reader.Next(&piece));
    }
  }
  EXPECT_GT(resumed, 30u);
}

TEST_F(LanesTest, AFileOfAFolderThatIsGoneIsAnIncidentAnInputItselfAnError) {
  std::mt19937_64 random(34);
  for (const std::string name : {"a.txt", "b.jsonl", "c.json", "d.txt"}) {
    folder_.Write("in/" + name, name[2] == 't' ? "some words" : InventedLine(random, "i", 9));
  }
  const std::vector<InputFile> files = Scan("in");
  for (const InputFile& file : files) {
    const std::string bytes = folder_.Read("in/" + file.name);
    const std::vector<InputFile> alone = ScanInputs({file.disk_path})->files;
    std::filesystem::remove(file.disk_path);
    std::vector<Incident> incidents;
    std::vector<Read> all;
    for (const Lane& lane : PlanLanes(files).lanes) {
      LaneReader reader(files, lane, 1 << 20);
      Piece piece;
      for (;;) {
        const absl::StatusOr<bool> more = reader.Next(&piece);
        ASSERT_TRUE(more.ok()) << more.status();
        if (!*more) break;
        AppendPiece(piece, &all);
        incidents.insert(incidents.end(), piece.incidents.begin(), piece.incidents.end());
      }
    }
    EXPECT_EQ(all.size(), files.size() - 1);
    ASSERT_EQ(incidents.size(), 1u) << file.name;
    EXPECT_EQ(incidents[0].place, file.name);
    EXPECT_EQ(incidents[0].kind, Incident::Kind::kSkipped);
    LaneReader reader(alone, PlanLanes(alone).lanes.at(0), 1 << 20);
    Piece piece;
    EXPECT_EQ(reader.Next(&piece).status().code(), absl::StatusCode::kNotFound) << file.name;
    folder_.Write("in/" + file.name, bytes);
  }
}

TEST_F(LanesTest, WhatEndsALaneIsToldOnce) {
  std::mt19937_64 random(35);
  const std::string packed = ZstdOf(InventedLines(random, "a", 200));
  folder_.Write("in/cut.jsonl.zst", packed.substr(0, packed.size() * 2 / 3));
  folder_.Write("in/wide.jsonl", std::string("\xFF\xFE{\0\n\0", 6));
  const std::vector<InputFile> files = Scan("in");
  ASSERT_EQ(files.size(), 2u);
  for (const Lane& lane : PlanLanes(files).lanes) {
    LaneReader reader(files, lane, 1 << 20);
    std::vector<Incident> incidents;
    bool last = false;
    for (Piece piece; *reader.Next(&piece);) {
      EXPECT_FALSE(last) << "a piece after the last";
      last = piece.last;
      incidents.insert(incidents.end(), piece.incidents.begin(), piece.incidents.end());
    }
    EXPECT_TRUE(last);
    ASSERT_EQ(incidents.size(), 1u) << files[lane.first_file].name;
  }
}

}  // namespace
}  // namespace samestory
