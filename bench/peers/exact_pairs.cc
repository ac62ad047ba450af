// samestory_exact_pairs FILE.jsonl: all pairs of articles whose word-5-shingle Jaccard is .7 or more, exactly.
//
// Prints "pair A B SHARED UNITED" and "stub A" (fewer than five words), articles by their line from 0. Every pair that
// shares a shingle is counted over an inverted index; a pair near the threshold is counted again from the texts with sets
// of strings (corpus/crawl/truth.h), so that no collision of hashes decides. About 16 bytes a shingle in memory.
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/crawl/check.h"
#include "corpus/crawl/truth.h"
#include "engine/base/hash.h"

namespace {

using namespace samestory;

// A shingle in a few thousand texts joins millions of pairs of which none is alike for it alone: an article's rarest
// shingles are looked up, enough of them that no pair of Jaccard .7 can miss.
struct Index {
  std::vector<std::vector<uint64_t>> shingles;  // of each article, by rising frequency, then value
  std::unordered_map<uint64_t, uint32_t> frequency;
};

// Two sets of Jaccard .7 with sizes a and b share at least .7 max(a, b); so of either's shingles in one common order the
// first .3 a + 1 meet (Chaudhuri, Ganti, Kaushik, A primitive operator for similarity joins, ICDE 2006).
size_t PrefixLength(size_t size) { return size - (size * 7 + 9) / 10 + 1; }

bool Alike(uint64_t shared, uint64_t united) { return united > 0 && shared * 10 >= united * 7; }

void Sort(Index* index) {
  for (const auto& of : index->shingles) {
    for (const uint64_t shingle : of) ++index->frequency[shingle];
  }
  for (auto& of : index->shingles) {
    std::sort(of.begin(), of.end(), [&](uint64_t a, uint64_t b) {
      return std::pair(index->frequency[a], a) < std::pair(index->frequency[b], b);
    });
  }
}

uint64_t Shared(std::vector<uint64_t> a, std::vector<uint64_t> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::vector<uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: samestory_exact_pairs FILE.jsonl\n", stderr);
    return 2;
  }
  Index index;
  std::vector<std::string> texts;
  simdjson::dom::parser parser;
  const absl::Status read = bench::ForEachLine(argv[1], [&](std::string_view line, uint64_t) {
    std::string_view text;
    const auto json = parser.parse(line.data(), line.size(), true);
    if (json["text"].get(text) != simdjson::SUCCESS) text = {};
    std::vector<uint64_t>& of = index.shingles.emplace_back();
    for (const std::string& shingle : crawl::PlainShingles(text)) of.push_back(Hash64(shingle));
    if (of.empty()) std::printf("stub %zu\n", texts.size());
    texts.emplace_back(text);
  });
  if (!read.ok()) {
    std::fprintf(stderr, "samestory_exact_pairs: %s\n", std::string(read.message()).c_str());
    return 2;
  }
  Sort(&index);
  std::unordered_map<uint64_t, std::vector<uint32_t>> met;
  for (uint32_t b = 0; b < texts.size(); ++b) {
    const std::vector<uint64_t>& of = index.shingles[b];
    if (of.empty()) continue;
    std::vector<uint32_t> candidates;
    for (size_t i = 0; i < PrefixLength(of.size()); ++i) {
      if (index.frequency[of[i]] < 2) continue;
      std::vector<uint32_t>& earlier = met[of[i]];
      candidates.insert(candidates.end(), earlier.begin(), earlier.end());
      earlier.push_back(b);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (const uint32_t a : candidates) {
      const uint64_t shorter = std::min(index.shingles[a].size(), of.size());
      const uint64_t longer = std::max(index.shingles[a].size(), of.size());
      if (!Alike(shorter, longer)) continue;
      const uint64_t shared = Shared(index.shingles[a], of);
      if (shared * 10 < (shorter + longer - shared) * 6) continue;
      const crawl::Overlap exact = crawl::PlainOverlap(texts[a], texts[b]);
      if (!Alike(exact.shared, exact.united)) continue;
      std::printf("pair %u %u %zu %zu\n", a, b, static_cast<size_t>(exact.shared),
                  static_cast<size_t>(exact.united));
    }
  }
}
