#include "engine/text/shingle.h"

#include <algorithm>
#include <cstring>

#include "engine/base/hash_sort.h"
#include "engine/text/code_points.h"
#include "engine/text/normalize.h"
#include "engine/text/word_hash.h"

namespace samestory {
namespace {

// The words of any text, code point by code point: the usual word is folded into a small buffer; one with marks to
// compose, unusual folding or great length is left to ICU.
class SlowWords {
 public:
  SlowWords(std::string_view text, std::vector<uint64_t>* hashes) : text_(text), hashes_(hashes) {}

  void Run() {
    for (size_t position = 0; position < text_.size();) {
      const size_t start = position;
      const char32_t c = DecodeFast(text_, &position);
      if (c < kTableEnd) {
        Take(table_.low[c], c, start);
      } else {
        CodePoint point = Describe(table_, c);
        if (c >= kFormsBegin) point.flags |= CodePoint::kContextual;  // a key's full-width forms are not ours
        Take(point, c, start);
      }
    }
    EndWord(text_.size());
  }

 private:
  static constexpr size_t kBuffer = 256;
  static constexpr int kWordFlags = CodePoint::kLetter | CodePoint::kMark | CodePoint::kDigit;

  void Take(const CodePoint& point, char32_t c, size_t start) {
    if (!point.Is(kWordFlags) && c != '_') {
      EndWord(start);
      return;
    }
    if (!in_word_) {
      in_word_ = true;
      word_start_ = start;
    }
    if (point.Is(CodePoint::kContextual) || size_ + 4 > kBuffer) {
      contextual_ = true;
    } else {
      for (int i = 0; i < point.fold_size; ++i) buffer_[size_ + i] = point.fold[i];
      size_ += point.fold_size;
    }
  }

  void EndWord(size_t end) {
    if (!in_word_) return;
    if (contextual_) {
      hashes_->push_back(HashWord(FoldWord(text_.substr(word_start_, end - word_start_))));
    } else {
      hashes_->push_back(HashWord({buffer_, size_}));
    }
    in_word_ = contextual_ = false;
    size_ = 0;
  }

  std::string_view text_;
  const CodePointTable& table_ = Table();
  std::vector<uint64_t>* hashes_;
  bool in_word_ = false, contextual_ = false;
  size_t word_start_ = 0, size_ = 0;
  char buffer_[kBuffer];
};

// An ASCII byte that no word holds parts the words of any text.
bool PartsWords(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && c != '_' && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// The first `size` bytes of a number, 0 to 8.
uint64_t Keep(uint64_t value, size_t size) {
  constexpr std::array<uint64_t, 9> kMasks = {
      0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff, ~uint64_t{0}};
  return value & kMasks[size];
}

// Of a word that is followed by at least 16 readable bytes.
[[gnu::always_inline]] inline uint64_t HashFolded(const char* word, size_t size) {
  if (size > 16) [[unlikely]]
    return HashWord({word, size});
  const size_t low = std::min<size_t>(size, 8);
  return HashWord16(Keep(LoadLittleEndian(word), low), Keep(LoadLittleEndian(word + 8), size - low));
}

bool AnyUnknown(const uint64_t* unknown, size_t start, size_t end) {
  for (size_t block = start / 64; block <= (end - 1) / 64; ++block) {
    uint64_t bits = unknown[block];
    if (block == start / 64) bits = bits >> (start % 64) << (start % 64);
    if (block == end / 64) bits &= (uint64_t{1} << (end % 64)) - 1;
    if (bits != 0) return true;
  }
  return false;
}

}  // namespace

ShingleHasher::ShingleHasher(SimdLevel level) : fold_(FoldBlocksFor(level)) { in_.fill(' '); }

size_t ShingleHasher::Hash(std::string_view text, std::vector<uint64_t>* shingles) {
  words_.clear();
  size_t count = 0;
  for (size_t start = 0; start < text.size();) {
    size_t end = text.size();
    if (end - start > kChunk) {
      // The chunk ends where words part; without such a place it goes the slow way, up to the next one.
      end = start + kChunk;
      while (end > start && !PartsWords(text[end - 1])) --end;
      if (end == start) {
        end = start + kChunk;
        while (end < text.size() && !PartsWords(text[end])) ++end;
      }
    }
    const size_t before = words_.size();
    HashChunk(text.substr(start, end - start));
    count += words_.size() - before;
    AppendShingles(shingles);
    start = end;
  }
  return count;
}

void ShingleHasher::HashChunk(std::string_view chunk) {
  if (chunk.size() > kChunk) {
    SlowWords(chunk, &words_).Run();
    return;
  }
  std::memcpy(in_.data() + kPadding, chunk.data(), chunk.size());
  std::memset(in_.data() + kPadding + chunk.size(), ' ', kPadding);
  const size_t blocks = (chunk.size() + 63) / 64;
  fold_(in_.data() + kPadding, blocks, &folded_);
  HashRuns(chunk);
}

void ShingleHasher::HashRuns(std::string_view chunk) {
  const uint16_t* const edges = folded_.edges;
  const size_t edge_count = folded_.edge_count;
  if (folded_.any_unknown) {
    for (size_t i = 0; i < edge_count; i += 2) {
      const size_t start = edges[i], end = edges[i + 1];
      if (AnyUnknown(folded_.unknown, start, end)) {
        SlowWords(chunk.substr(start, end - start), &words_).Run();
      } else {
        words_.push_back(HashFolded(folded_.bytes + start, end - start));
      }
    }
    return;
  }
  size_t count = words_.size();
  words_.resize(count + edge_count / 2);
  for (size_t i = 0; i < edge_count; i += 2) {
    words_[count++] = HashFolded(folded_.bytes + edges[i], size_t{edges[i + 1]} - edges[i]);
  }
}

void ShingleHasher::AppendShingles(std::vector<uint64_t>* shingles) {
  if (words_.size() < kShingleWords) return;
  const size_t count = words_.size() - kShingleWords + 1, before = shingles->size();
  shingles->resize(before + count);
  uint64_t* const out = shingles->data() + before;
  for (size_t i = 0; i < count; ++i) out[i] = HashRun(words_.data() + i);
  // The last words begin the next chunk's runs.
  words_.erase(words_.begin(), words_.begin() + static_cast<ptrdiff_t>(count));
}

std::vector<uint64_t> WordShingles(std::string_view text, size_t* word_count) {
  std::vector<uint64_t> shingles;
  shingles.reserve(text.size() / 5 + 1);
  const size_t words = ShingleHasher().Hash(text, &shingles);
  if (word_count != nullptr) *word_count = words;
  std::vector<uint64_t> scratch;
  SortHashes(&shingles, &scratch);
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

}  // namespace samestory
