// The table of one pair side by side.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/diff_rows.h"
#include "engine/report/html_diff.h"
#include "engine/report/html_text.h"
#include "engine/report/reading.h"
#include "engine/report/wording_story.h"

namespace samestory {

// Writes the rows of one pair's table; `reading` is the view's.
class PairTable {
 public:
  PairTable(const NamedView& named, const Reading& reading, uint32_t other, const Wording& wording,
            std::string* out);
  void Rows(const std::vector<PairRow>& rows);

 private:
  // One side of the pair.
  struct Half {
    const ReportArticle& article;
    const std::string letter;
  };
  // Words that a sentence shares with one of the other side that stands elsewhere.
  struct Common {
    ByteRange range;
    uint32_t row = 0;       // of the other side's sentence
    uint32_t sentence = 0;  // its number there, from 0
  };

  void CollectPassages(const Reading& reading, uint32_t other);
  void CollectMoves(const std::vector<PairRow>& rows);
  bool IsMovedTo(size_t position) const;
  void MovesBefore(const std::vector<PairRow>& rows, size_t position);
  std::string MoveWords(const std::vector<PairRow>& rows, size_t first, size_t end) const;
  void Shift(const std::vector<PairRow>& rows, size_t position);
  std::string IdOf(std::string_view kind, uint32_t row) const;
  void Begin(const PairRow& row, bool first, std::string_view row_class, std::string_view sign,
             std::string_view spoken);
  void BeginCell(const Half& half, const Cell& cell, std::string_view cell_class);
  void Fold(const std::vector<PairRow>& rows, size_t start, size_t end);
  void Plain(const std::vector<PairRow>& rows, size_t position);
  void Alone(const Half& half, const Cell& cell);
  void Paired(const Half& half, const Cell& cell, const std::vector<Stretch>& stretches);
  void Notes(const Half& half, const Cell& cell);
  std::vector<const Common*> In(const Half& half, const Cell& cell) const;
  std::string OnlyIn(bool in_base) const;

  const DiffView& view_;
  const Half base_, other_;
  const Wording& wording_;
  const StoryWording& words_;
  std::string& out_;
  std::vector<Common> base_common_, other_common_;  // by start
  // Before which row a move stands and with which sentence of the other it begins; its first row.
  std::map<std::pair<size_t, uint32_t>, size_t> moves_;
};

}  // namespace samestory
