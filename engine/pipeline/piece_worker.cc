#include "engine/pipeline/piece_worker.h"

#include <algorithm>
#include <utility>

#include "engine/pipeline/features.h"
#include "engine/sketch/minhash.h"

namespace samestory {

absl::Status PieceWorker::Take(uint32_t file, const Location& location) {
  for (Incident& incident : parsed_.incidents) segment_.Note(std::move(incident));
  for (const Article& article : parsed_.articles) {
    shingles_.clear();
    const size_t words = hasher_.Hash(article.text, &shingles_);
    KeptPlace kept;
    if (!CanReadAgain(files_[file])) {
      ASSIGN_OR_RETURN(kept, kept_.Add(article.text));
    }
    segment_.Add(article, file, files_[file].path, location,
                 static_cast<uint32_t>(std::min<size_t>(words, UINT32_MAX)), MinHash(shingles_), kept);
    if (background_ == nullptr) continue;
    AddEventTerms(article, *background_, &terms_);
  }
  parsed_.articles.clear();
  parsed_.incidents.clear();
  return absl::OkStatus();
}

absl::StatusOr<PieceResult> PieceWorker::Process(const Piece& piece) {
  segment_.CountInput(piece.input_bytes);
  size_t position = 0;
  uint64_t line_number = piece.lines.first_line;
  for (Line line; NextLine(piece.lines, &position, &line_number, &line);) {
    json_.Parse(files_[piece.file], line, &parsed_);
    RETURN_IF_ERROR(Take(piece.file, line.location));
  }
  for (const auto& [file, record] : piece.records) {
    const bool json = files_[file].format == Format::kJson || files_[file].format == Format::kJsonLines;
    if (json) {
      json_.Parse(files_[file], {record.bytes, record.location}, &parsed_);
    } else {
      parsed_ = ParseRecord(files_[file], record);
    }
    RETURN_IF_ERROR(Take(file, record.location));
  }
  for (const Incident& incident : piece.incidents) segment_.Note(incident);
  PieceResult result;
  ASSIGN_OR_RETURN(result.kept, kept_.Take());
  result.segment = segment_.Take();
  if (background_ != nullptr) result.terms = terms_.Take();
  return result;
}

}  // namespace samestory
