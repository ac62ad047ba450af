#include "engine/text/shingle.h"

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/text/code_points.h"
#include "engine/text/normalize.h"

namespace samestory {
namespace {

constexpr size_t kBuffer = 256;

// The words' hashes in order. The usual word is folded code point by code point into a small buffer; a word
// with marks to compose, unusual folding or great length is left to ICU.
class WordHasher {
 public:
  explicit WordHasher(std::string_view text) : text_(text) { hashes_.reserve(text.size() / 5 + 1); }

  std::vector<uint64_t> Run() {
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
    return std::move(hashes_);
  }

 private:
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
      hashes_.push_back(Hash64(FoldWord(text_.substr(word_start_, end - word_start_))));
    } else {
      hashes_.push_back(Hash64({buffer_, size_}));
    }
    in_word_ = contextual_ = false;
    size_ = 0;
  }

  std::string_view text_;
  const CodePointTable& table_ = Table();
  std::vector<uint64_t> hashes_;
  bool in_word_ = false, contextual_ = false;
  size_t word_start_ = 0, size_ = 0;
  char buffer_[kBuffer];
};

// Hashes are spread evenly, so one pass into buckets by their leading bits leaves little to sort.
void SortHashes(std::vector<uint64_t>* values) {
  const size_t count = values->size();
  if (count < 64) {
    std::sort(values->begin(), values->end());
    return;
  }
  int bits = 1;
  while (bits < 16 && (size_t{4} << bits) < count) ++bits;
  std::vector<uint32_t> ends(size_t{1} << bits, 0);
  for (uint64_t value : *values) ++ends[value >> (64 - bits)];
  uint32_t sum = 0;
  for (uint32_t& end : ends) {
    const uint32_t size = end;
    end = sum;
    sum += size;
  }
  std::vector<uint64_t> sorted(count);
  for (uint64_t value : *values) sorted[ends[value >> (64 - bits)]++] = value;
  for (size_t bucket = 0, begin = 0; bucket < ends.size(); begin = ends[bucket++]) {
    std::sort(sorted.begin() + begin, sorted.begin() + ends[bucket]);
  }
  values->swap(sorted);
}

}  // namespace

std::vector<uint64_t> WordShingles(std::string_view text, size_t* word_count) {
  std::vector<uint64_t> words = WordHasher(text).Run();
  if (word_count != nullptr) *word_count = words.size();
  if (words.size() < kShingleWords) return {};
  const size_t count = words.size() - kShingleWords + 1;
  for (size_t i = 0; i < count; ++i) {
    uint64_t state = 0;
    for (size_t k = 0; k < kShingleWords; ++k) state = CombineHash(state, words[i + k]);
    words[i] = state;
  }
  words.resize(count);
  SortHashes(&words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace samestory
