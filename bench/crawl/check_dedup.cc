#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "absl/strings/str_format.h"
#include "bench/crawl/check.h"
#include "corpus/crawl/random.h"
#include "corpus/crawl/truth.h"
#include "engine/base/file.h"

namespace samestory::bench {
namespace {

enum class Fate : uint8_t { kUnseen, kKept, kDropped };

struct Drop {
  uint32_t id, survivor;
  float jaccard;
};

// The number of the "id" a line of JSON has; simdjson may read a little beyond the line, which a copy allows.
uint32_t LineId(simdjson::dom::parser* parser, std::string_view line) {
  const auto json = parser->parse(line.data(), line.size(), true);
  std::string_view id;
  return json["id"].get(id) == simdjson::SUCCESS ? IdNumber(id) : UINT32_MAX;
}

struct Counts {
  uint64_t kept = 0, dropped = 0, lost = 0, twice = 0;
  uint64_t truth_pairs = 0, caught = 0, stubs = 0, stubs_kept = 0;
  uint64_t strangers = 0, survivors_gone = 0, sampled = 0, below = 0, misreported = 0;
};

void CountPairs(const std::vector<TruthRow>& truth, const std::vector<Fate>& fates, Counts* counts) {
  for (size_t id = 0; id < truth.size(); ++id) {
    const bool kept = fates[id] != Fate::kDropped;
    counts->lost += fates[id] == Fate::kUnseen;
    counts->stubs += truth[id].stub;
    counts->stubs_kept += truth[id].stub && fates[id] == Fate::kKept;
    if (!truth[id].is_copy()) continue;
    ++counts->truth_pairs;
    counts->caught += !(kept && fates[truth[id].origin] != Fate::kDropped);
  }
}

// Texts by offset in the crawl's file.
class Texts {
 public:
  static absl::StatusOr<Texts> Open(const std::string& path, size_t articles) {
    Texts texts;
    ASSIGN_OR_RETURN(texts.file_, MappedFile::Open(path));
    texts.offsets_.resize(articles);
    // The id stands first in a crawl's line.
    constexpr std::string_view kBefore = "{\"id\":\"";
    RETURN_IF_ERROR(ForEachLine(path, [&](std::string_view line, uint64_t offset) {
      if (!line.starts_with(kBefore)) return;
      const uint32_t id = IdNumber(line.substr(kBefore.size(), 9));
      if (id < articles) texts.offsets_[id] = offset;
    }));
    return texts;
  }

  std::string Get(uint32_t id) {
    const std::string_view rest = file_.bytes().substr(offsets_[id]);
    const simdjson::padded_string line(rest.substr(0, rest.find('\n')));
    std::string_view text;
    return parser_.parse(line)["text"].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
  }

 private:
  MappedFile file_;
  std::vector<uint64_t> offsets_;
  simdjson::dom::parser parser_;
};

// A seeded sample of the dropped, by the order of the file.
std::vector<Drop> Sample(const std::vector<Drop>& drops, uint64_t size, uint64_t seed) {
  if (drops.size() <= size) return drops;
  std::vector<Drop> chosen;
  const crawl::Permutation order(drops.size(), seed);
  for (uint64_t i = 0; i < size; ++i) chosen.push_back(drops[order(i)]);
  return chosen;
}

void Recount(const std::vector<Drop>& sample, Texts* texts, Counts* counts) {
  for (const Drop& drop : sample) {
    const crawl::Overlap overlap = crawl::PlainOverlap(texts->Get(drop.id), texts->Get(drop.survivor));
    ++counts->sampled;
    counts->below += overlap.united == 0 || overlap.shared * 10 < overlap.united * 7;
    const double jaccard =
        static_cast<double>(overlap.shared) / static_cast<double>(std::max<uint64_t>(1, overlap.united));
    counts->misreported += std::abs(jaccard - static_cast<double>(drop.jaccard)) > 0.00011;
  }
}

}  // namespace

absl::Status CheckDedup(const std::string& crawl, const std::string& truth_path, const std::string& kept,
                        const std::string& dropped, uint64_t sample, uint64_t seed) {
  ASSIGN_OR_RETURN(const std::vector<TruthRow> truth, ReadTruth(truth_path));
  std::vector<Fate> fates(truth.size());
  Counts counts;
  bool known = true;
  const auto meet = [&](uint32_t id, Fate fate) {
    if (id >= truth.size()) {
      known = false;
      return;
    }
    counts.twice += fates[id] != Fate::kUnseen;
    fates[id] = fate;
    ++(fate == Fate::kKept ? counts.kept : counts.dropped);
  };
  simdjson::dom::parser parser;
  std::vector<Drop> drops;
  RETURN_IF_ERROR(ForEachLine(dropped, [&](std::string_view bytes, uint64_t) {
    const auto json = parser.parse(bytes.data(), bytes.size(), true);
    std::string_view id, survivor;
    double jaccard = 0;
    if (json["id"].get(id) != 0 || json["survivor"].get(survivor) != 0 || json["jaccard"].get(jaccard) != 0) {
      known = false;
      return;
    }
    const Drop drop{IdNumber(id), IdNumber(survivor), static_cast<float>(jaccard)};
    meet(drop.id, Fate::kDropped);
    if (drop.id < truth.size() && drop.survivor < truth.size()) drops.push_back(drop);
  }));
  RETURN_IF_ERROR(ForEachLine(
      kept, [&](std::string_view bytes, uint64_t) { meet(LineId(&parser, bytes), Fate::kKept); }));
  CountPairs(truth, fates, &counts);
  for (const Drop& drop : drops) {
    counts.strangers += truth[drop.id].event != truth[drop.survivor].event;
    counts.survivors_gone += fates[drop.survivor] != Fate::kKept;
  }
  ASSIGN_OR_RETURN(Texts texts, Texts::Open(crawl, truth.size()));
  Recount(Sample(drops, sample, seed), &texts, &counts);
  absl::PrintF(
      "articles %d\nkept %d\ndropped %d\nlost %d\ntwice %d\ntruth_pairs %d\ncaught %d\nstubs %d\nstubs_kept "
      "%d\n"
      "strangers %d\nsurvivors_gone %d\nsampled %d\nbelow %d\nmisreported %d\n",
      truth.size(), counts.kept, counts.dropped, counts.lost, counts.twice, counts.truth_pairs, counts.caught,
      counts.stubs, counts.stubs_kept, counts.strangers, counts.survivors_gone, counts.sampled, counts.below,
      counts.misreported);
  if (!known) return absl::InvalidArgumentError("an id is not of the crawl, or a line not of dedup");
  return absl::OkStatus();
}

}  // namespace samestory::bench
