#include "engine/pipeline/ingest.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/monitor.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/lanes.h"
#include "engine/pipeline/piece_worker.h"

namespace samestory {
namespace {

// A piece as one stage: the header, then segment, kept texts and terms.
struct PieceHeader {
  uint64_t segment_bytes, kept_bytes, term_bytes;
  uint64_t end_offset_bytes, end_line, last;  // as in Piece
};

std::string StageName(size_t lane, uint32_t piece) { return absl::StrFormat("read-%07d-%06d", lane, piece); }

struct Done {
  size_t lane;
  uint32_t piece;
  StoredSegment stored;
};

// A lane that is being read. Whoever holds the mutex cuts the next piece; what comes of it needs no lock.
struct OpenLane {
  OpenLane(size_t lane_number, const std::vector<InputFile>& files, const Lane& lane, size_t piece_bytes)
      : number(lane_number), reader(files, lane, piece_bytes) {}
  const size_t number;
  std::mutex mutex;
  LaneReader reader;
  bool begun = false;
  std::atomic<bool> ended{false};
};

class Ingestion {
 public:
  Ingestion(const std::vector<InputFile>& files, const LanePlan& plan, const Config& config,
            const Background* background, StageFolder* stages)
      : files_(files), plan_(plan), config_(config), background_(background), stages_(stages) {}

  absl::StatusOr<std::vector<StoredSegment>> Run() {
    {
      const auto more = static_cast<size_t>(std::max(config_.threads, 1) - 1);
      const std::vector<std::jthread> others = StartThreads(more, [this] { Work(); });
      Work();
    }
    RETURN_IF_ERROR(error_);
    std::sort(done_.begin(), done_.end(), [](const Done& a, const Done& b) {
      return std::tie(a.lane, a.piece) < std::tie(b.lane, b.piece);
    });
    std::vector<StoredSegment> segments;
    segments.reserve(done_.size());
    for (Done& done : done_) segments.push_back(std::move(done.stored));
    return segments;
  }

 private:
  void Work() {
    PieceWorker worker(files_, background_);
    Piece piece;
    while (const std::shared_ptr<OpenLane> lane = NextLane()) {
      const absl::Status status = TakePieceOrSay(lane.get(), &worker, &piece);
      if (status.ok()) continue;
      const std::lock_guard lock(mutex_);
      // Of several the one that was to be read first, so that the message is the same every time or nearly so.
      if (error_.ok() || lane->number < error_lane_) {
        error_ = status;
        error_lane_ = lane->number;
      }
      stopped_ = true;
    }
  }

  // A lane that nobody is cutting at the moment, held; a new one where all are busy; the first where there is none.
  std::shared_ptr<OpenLane> NextLane() {
    std::shared_ptr<OpenLane> busy;
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) return nullptr;
      std::erase_if(open_, [](const auto& lane) { return lane->ended.load(); });
      for (const auto& lane : open_) {
        if (!lane->mutex.try_lock()) continue;
        return lane;
      }
      if (next_lane_ < plan_.lanes.size()) {
        open_.push_back(
            std::make_shared<OpenLane>(next_lane_, files_, plan_.lanes[next_lane_], plan_.piece_bytes));
        ++next_lane_;
        open_.back()->mutex.lock();
        return open_.back();
      }
      if (open_.empty()) return nullptr;
      busy = open_.front();
    }
    busy->mutex.lock();
    return busy;
  }

  // No thread may end by an exception.
  absl::Status TakePieceOrSay(OpenLane* lane, PieceWorker* worker, Piece* piece) try {
    return TakePiece(lane, worker, piece);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("out of memory");
  }

  // Called with the lane held; gives it back once the piece is cut.
  absl::Status TakePiece(OpenLane* lane, PieceWorker* worker, Piece* piece) {
    {
      const std::lock_guard held(lane->mutex, std::adopt_lock);
      if (lane->ended) return absl::OkStatus();
      bool ended = false;
      if (!std::exchange(lane->begun, true)) {
        ASSIGN_OR_RETURN(ended, Resume(lane));
      }
      absl::StatusOr<bool> more = false;
      if (!ended) more = lane->reader.Next(piece);
      if (!more.ok() || !*more) {
        lane->ended = true;
        if (CountsAtEnd(lane->number)) {
          const Lane& done = plan_.lanes[lane->number];
          const auto first = plan_.size_bytes.begin() + done.first_file;
          AddDone(config_.monitor, 0, std::accumulate(first, first + done.files, uint64_t{0}));
        }
      }
      RETURN_IF_ERROR(more.status());
      if (!*more) return absl::OkStatus();
    }
    if (Recover(lane->number, piece->number).has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const PieceResult result, worker->Process(*piece));
    ASSIGN_OR_RETURN(StageWriter writer, stages_->Create(StageName(lane->number, piece->number)));
    const PieceHeader header{result.segment.size(),   result.kept.size(), result.terms.size(),
                             piece->end_offset_bytes, piece->end_line,    piece->last};
    RETURN_IF_ERROR(writer.Append({reinterpret_cast<const char*>(&header), sizeof(header)}));
    RETURN_IF_ERROR(writer.Append(result.segment));
    RETURN_IF_ERROR(writer.Append(result.kept));
    RETURN_IF_ERROR(writer.Append(result.terms));
    ASSIGN_OR_RETURN(Stage stage, writer.Commit());
    return Keep(lane->number, piece->number, std::move(stage), /*resumed=*/false);
  }

  // Of what is packed, or cut into records one by one, no piece knows what it took on disk.
  bool CountsAtEnd(size_t lane) const {
    const InputFile& file = files_[plan_.lanes[lane].first_file];
    return plan_.lanes[lane].of_small_files || (file.disk_path != "-" && !CanReadAgain(file));
  }

  // What an earlier run left of the lane from its front; later pieces of it are met on the way. True where that is all
  // of it.
  absl::StatusOr<bool> Resume(OpenLane* lane) {
    uint32_t pieces = 0;
    PieceHeader last{};
    while (const std::optional<PieceHeader> header = Recover(lane->number, pieces)) {
      last = *header;
      ++pieces;
    }
    if (last.last != 0) return true;
    if (pieces > 0) RETURN_IF_ERROR(lane->reader.SkipPieces(pieces, last.end_offset_bytes, last.end_line));
    return false;
  }

  std::optional<PieceHeader> Recover(size_t lane, uint32_t piece) {
    if (!stages_->resumable()) return std::nullopt;
    std::optional<Stage> stage = stages_->Find(StageName(lane, piece));
    if (!stage || stage->bytes().size() < sizeof(PieceHeader)) return std::nullopt;
    PieceHeader header;
    std::memcpy(&header, stage->bytes().data(), sizeof(header));
    if (!Keep(lane, piece, *std::move(stage), /*resumed=*/true).ok()) return std::nullopt;
    return header;
  }

  absl::Status Keep(size_t lane, uint32_t piece, Stage stage, bool resumed) {
    PieceHeader header;
    std::memcpy(&header, stage.bytes().data(), sizeof(header));
    Done done{lane, piece, {}};
    StoredSegment& stored = done.stored;
    stored.resumed = resumed;
    std::string_view rest = stage.bytes().substr(sizeof(header));
    if (header.segment_bytes > rest.size() || header.kept_bytes > rest.size() - header.segment_bytes) {
      return absl::DataLossError("damaged stage");
    }
    stored.kept = rest.substr(header.segment_bytes, header.kept_bytes);
    stored.bytes = rest.substr(0, header.segment_bytes);
    ASSIGN_OR_RETURN(stored.segment, Segment::View(stored.bytes, files_.size(), header.kept_bytes));
    if (header.term_bytes > 0) {
      rest.remove_prefix(header.segment_bytes + header.kept_bytes);
      ASSIGN_OR_RETURN(stored.terms, TermBlock::View(rest, stored.segment.rows.size()));
    }
    stored.stage = std::move(stage);
    AddDone(config_.monitor, stored.segment.rows.size(), CountsAtEnd(lane) ? 0 : stored.segment.input_bytes);
    const std::lock_guard lock(done_mutex_);
    done_.push_back(std::move(done));
    return absl::OkStatus();
  }

  const std::vector<InputFile>& files_;
  const LanePlan& plan_;
  const Config& config_;
  const Background* const background_;
  StageFolder* const stages_;
  // Locked in this order: mutex_, that of a lane, done_mutex_.
  std::mutex mutex_;  // of what follows
  std::vector<std::shared_ptr<OpenLane>> open_;
  size_t next_lane_ = 0;
  absl::Status error_;
  size_t error_lane_ = 0;
  bool stopped_ = false;
  std::mutex done_mutex_;
  std::vector<Done> done_;
};

}  // namespace

absl::StatusOr<std::vector<StoredSegment>> Ingest(const std::vector<InputFile>& files, const LanePlan& plan,
                                                  const Config& config, const Background* background,
                                                  StageFolder* stages) {
  return Ingestion(files, plan, config, background, stages).Run();
}

}  // namespace samestory
