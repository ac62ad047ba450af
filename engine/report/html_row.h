// One row of the table of who carries what: a line of cells, and its versions to open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/report/diff_rows.h"
#include "engine/report/html_diff.h"
#include "engine/report/wording_front.h"

namespace samestory {

// Writes rows as <tr id="row-n" data-kind data-in data-count data-facts data-diff>, n being the row's place in the
// collation from 1 on. What n and p stop at carries data-diff; rows of asides alone have the class "aside".
class MatrixRows {
 public:
  MatrixRows(const NamedView& named, const Wording& wording, std::string* out);

  // With a cell for each article, and all versions below the sentence. Requires a row with a cell.
  void Shared(size_t number, const Row& row);

  // Of one article: its sentence and where it stands.
  void Only(size_t number, const Row& row);

 private:
  void Begin(size_t number, const Row& row, const RowVersions& versions);
  void Place(uint32_t article, const Row& row, const RowVersions& versions);
  void Versions(const Row& row, const RowVersions& versions);
  void Who(const Row& row, size_t cell);
  void Text(const Row& row, const RowVersions& versions, size_t cell);
  void Facts(const Row& row);
  std::string Letters(const std::vector<uint32_t>& articles) const;

  const NamedView& named_;
  const DiffView& view_;
  const Wording& wording_;
  const FrontWording& words_;
  std::string& out_;
};

}  // namespace samestory
