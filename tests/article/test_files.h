// A folder that is gone after the test, files in it, and files packed by libarchive.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/article/reader.h"
#include "engine/base/atomic_file.h"
#include "engine/base/file.h"

namespace samestory {

class TestFolder {
 public:
  TestFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "samestory-article-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TestFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  std::string Put(std::string_view name, std::string_view bytes) const {
    const std::string path = *this / name;
    EXPECT_TRUE(MakeFolders(std::filesystem::path(path).parent_path().string()).ok());
    EXPECT_TRUE(WriteFile(path, bytes).ok()) << path;
    return path;
  }

 private:
  std::string path_;
};

enum class Packer { kGzip, kZstd };

inline std::string Pack(std::string_view bytes, Packer packer) {
  std::string out(bytes.size() + (1 << 16), '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  packer == Packer::kGzip ? archive_write_add_filter_gzip(writer) : archive_write_add_filter_zstd(writer);
  archive_write_set_format_raw(writer);
  archive_write_set_bytes_per_block(writer, 0);
  EXPECT_EQ(archive_write_open_memory(writer, out.data(), out.size(), &used), ARCHIVE_OK);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(writer, entry);
  EXPECT_EQ(archive_write_data(writer, bytes.data(), bytes.size()), static_cast<la_ssize_t>(bytes.size()));
  archive_write_close(writer);
  archive_entry_free(entry);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

struct ReadResult {
  std::vector<Record> records;
  std::vector<Article> articles;
  std::vector<Incident> incidents;  // of reading and parsing, in order
  absl::Status status;
};

inline ReadResult ReadEverything(const InputFile& file) {
  ReadResult result;
  absl::StatusOr<std::unique_ptr<RecordReader>> reader = RecordReader::Open(file);
  if (!reader.ok()) {
    result.status = reader.status();
    return result;
  }
  for (;;) {
    Record record;
    const absl::StatusOr<bool> more = (*reader)->Next(&record, &result.incidents);
    if (!more.ok()) result.status = more.status();
    if (!more.ok() || !*more) break;
    ParsedRecord parsed = ParseRecord(file, record);
    for (Article& article : parsed.articles) result.articles.push_back(std::move(article));
    for (Incident& incident : parsed.incidents) result.incidents.push_back(std::move(incident));
    result.records.push_back(std::move(record));
  }
  return result;
}

inline ParsedRecord ParseBytes(Format format, std::string bytes, uint64_t line = 0,
                               std::string name = "a/b.x") {
  InputFile file;
  file.name = file.path = std::move(name);
  file.format = format;
  const size_t size = bytes.size();
  return ParseRecord(file, Record{std::move(bytes), Location{0, size, line}});
}

// The articles of the record at `location`, from the file's bytes there alone: as whoever reads a text again does.
inline ParsedRecord ParsedAgain(const InputFile& file, const Location& location) {
  const absl::StatusOr<std::string> bytes = ReadFile(file.disk_path);
  if (!bytes.ok() || location.offset_bytes > bytes->size()) return {};
  Record record;
  record.location = location;
  record.bytes = bytes->substr(location.offset_bytes, location.size_bytes);
  return ParseRecord(file, record);
}

}  // namespace samestory
