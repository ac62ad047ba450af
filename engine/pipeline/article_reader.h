// Texts read again, one article after the other: files stay open, buffers are used again, neighbours come with one read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/article/parse.h"
#include "engine/base/file.h"
#include "engine/base/status.h"
#include "engine/pipeline/corpus.h"

namespace samestory {

// One a thread. `corpus` must outlive it.
class ArticleReader {
 public:
  explicit ArticleReader(const Corpus& corpus) : corpus_(corpus) {}
  ArticleReader(const ArticleReader&) = delete;
  ArticleReader& operator=(const ArticleReader&) = delete;
  ~ArticleReader();

  // As Corpus::Read.
  absl::StatusOr<Article> Read(uint32_t article);
  // The same by its place; its id, path and outlet are as its input has them.
  absl::StatusOr<Article> Read(ArticleRef at);

  // Has the system fetch these from the disk, as far as they are not in memory, for who reads them soon. In any order.
  void Fetch(std::vector<uint32_t> articles);

 private:
  absl::Status OpenFile(const InputFile& file);
  void CloseFile();
  // Whether these bytes follow soon upon the last; counts what is passed over and what is wanted.
  bool ReadsOn(uint64_t offset, size_t size);
  // Has the system fetch what follows, of which more will be wanted.
  void FetchAhead(uint64_t offset);
  absl::StatusOr<std::string_view> Bytes(const InputFile& file, uint64_t offset, size_t size);
  absl::StatusOr<Article> ReadAgain(const InputFile& file, const SegmentRow& row);

  const Corpus& corpus_;
  JsonLineParser json_;
  ParsedRecord parsed_;
  // The open file, and the bytes of it at hand.
  const InputFile* file_ = nullptr;
  int fd_ = -1;
  std::string window_;
  uint64_t window_offset_ = 0, last_end_ = 0;
  uint64_t wanted_bytes_ = 0, passed_over_bytes_ = 0, ahead_end_ = 0;  // since the last leap
  ReadBehind behind_;
  // The last frame of kept texts.
  uint64_t frame_ = UINT64_MAX;  // segment and frame
  std::string texts_;
};

}  // namespace samestory
