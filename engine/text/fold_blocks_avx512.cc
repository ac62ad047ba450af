#include "engine/text/fold_blocks.h"

#if defined(__x86_64__)

#include <array>
#pragma GCC diagnostic push
// g++ 12's own header reads a variable on purpose before it is set (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>

namespace samestory {
namespace {

#define SAMESTORY_TARGET target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi2,popcnt")
#define SAMESTORY_AVX512 __attribute__((SAMESTORY_TARGET, always_inline)) inline

// What the last byte of a code point folds to, by its lowest six bits; zero where that is no word's.
using LastBytes = std::array<uint8_t, 64>;

constexpr bool In(int byte, int first, int last) { return byte >= first && byte <= last; }

template <typename Fold>
constexpr LastBytes Fill(Fold fold) {
  LastBytes table = {};
  for (int i = 0; i < 64; ++i) table[i] = static_cast<uint8_t>(fold(0x80 + i));
  return table;
}

struct Tables {
  alignas(64) LastBytes ascii_low, ascii_high, c3, c4, c5, c6, d0, d1, d8, d9, db;
};

constexpr Tables MakeTables() {
  Tables t = {};
  for (int c = 0; c < 128; ++c) {
    int folded = In(c, '0', '9') || In(c, 'a', 'z') || c == '_' ? c : 0;
    if (In(c, 'A', 'Z')) folded = c + 0x20;
    (c < 64 ? t.ascii_low : t.ascii_high)[c % 64] = static_cast<uint8_t>(folded);
  }
  const auto odd = [](int b) { return b | 1; };
  const auto even = [](int b) { return (b + 1) & ~1; };
  t.c3 = Fill([](int b) { return b == 0x97 || b == 0xB7 || b == 0x9F ? 0 : b < 0x9F ? b + 0x20 : b; });
  t.c4 = Fill([&](int b) {
    return b <= 0xAF || In(b, 0xB2, 0xB7) ? odd(b) : In(b, 0xB9, 0xBE) ? even(b) : 0;
  });
  t.c5 = Fill([&](int b) {
    return b <= 0x88 || In(b, 0xB9, 0xBE) ? even(b) : In(b, 0x8A, 0xB7) ? odd(b) : 0;
  });
  t.c6 = Fill([&](int b) { return In(b, 0xA0, 0xA1) ? odd(b) : In(b, 0xAF, 0xB0) ? even(b) : 0; });
  t.d0 = Fill([](int b) { return b < 0x90 ? 0 : b < 0xB0 ? b ^ 0x20 : b; });
  t.d1 = Fill([](int b) { return b < 0xA0 ? b : 0; });
  t.d8 = Fill([](int b) { return b >= 0xA0 ? b : 0; });
  t.d9 = Fill([](int b) { return b <= 0x8A || In(b, 0xA0, 0xA9) || b >= 0xB1 ? b : 0; });
  t.db = Fill([](int b) { return b <= 0x93 || In(b, 0xB0, 0xB9) ? b : 0; });
  return t;
}

constexpr Tables kTables = MakeTables();

SAMESTORY_AVX512 __m512i Load(const void* p) { return _mm512_loadu_si512(p); }
SAMESTORY_AVX512 __m512i Byte(int value) { return _mm512_set1_epi8(static_cast<char>(value)); }
SAMESTORY_AVX512 __mmask64 Is(__m512i bytes, int value) { return _mm512_cmpeq_epu8_mask(bytes, Byte(value)); }
SAMESTORY_AVX512 __mmask64 Within(__m512i bytes, int first, int last) {
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, Byte(first)), Byte(last - first));
}

// Of 64 bytes. Two and three mark the last bytes of code points of that length.
struct Found {
  uint64_t word_two = 0, word_three = 0, part_two = 0, part_three = 0;
};

// Letters of two bytes with this lead.
SAMESTORY_AVX512 void FoldTwo(const LastBytes& table, uint64_t last, __m512i bytes, __m512i* folded,
                              Found* found) {
  const __m512i to = _mm512_permutexvar_epi8(bytes, Load(table.data()));
  *folded = _mm512_mask_mov_epi8(*folded, last, to);
  found->word_two |= _mm512_mask_test_epi8_mask(last, to, to);
}

// Latin: leads C2 to C6, E1 and E2 80.
SAMESTORY_AVX512 void FindLatin(__m512i b, __m512i before, __m512i second, uint64_t continuation,
                                __m512i* folded, Found* found) {
  const uint64_t c2 = Is(before, 0xC2) & continuation, c3 = Is(before, 0xC3) & continuation;
  FoldTwo(kTables.c3, c3, b, folded, found);
  FoldTwo(kTables.c4, Is(before, 0xC4) & continuation, b, folded, found);
  FoldTwo(kTables.c5, Is(before, 0xC5) & continuation, b, folded, found);
  FoldTwo(kTables.c6, Is(before, 0xC6) & continuation, b, folded, found);
  // Every letter of U+1E00..U+1EFF but ten: upper case is even, lower case the odd number after it.
  const uint64_t e1 = Is(second, 0xE1) & Within(before, 0xB8, 0xBB) & continuation;
  const uint64_t additional = e1 & ~(Is(before, 0xBA) & Within(b, 0x96, 0x9F));
  *folded = _mm512_or_si512(*folded, _mm512_maskz_mov_epi8(additional, Byte(1)));
  found->word_three = additional;
  found->part_two = (c2 & ~(Is(b, 0xAA) | Is(b, 0xB5) | Is(b, 0xBA))) | (c3 & (Is(b, 0x97) | Is(b, 0xB7)));
  found->part_three = Is(second, 0xE2) & Is(before, 0x80) & continuation;
}

// Cyrillic and Arabic: leads D0, D1 and D8 to DB.
SAMESTORY_AVX512 void FindFurther(__m512i b, __m512i before, __m512i after, uint64_t continuation,
                                  __m512i* folded, Found* found) {
  const uint64_t d8 = Is(before, 0xD8) & continuation, d9 = Is(before, 0xD9) & continuation;
  const uint64_t da = Is(before, 0xDA) & continuation, db = Is(before, 0xDB) & continuation;
  FoldTwo(kTables.d0, Is(before, 0xD0) & continuation, b, folded, found);
  FoldTwo(kTables.d1, Is(before, 0xD1) & continuation, b, folded, found);
  FoldTwo(kTables.d8, d8, b, folded, found);
  FoldTwo(kTables.d9, d9, b, folded, found);
  FoldTwo(kTables.db, db, b, folded, found);
  found->word_two |= da;
  // The lower case of Р to Я has another lead byte.
  const uint64_t other_lead = Is(b, 0xD0) & Within(after, 0xA0, 0xAF);
  *folded = _mm512_mask_mov_epi8(*folded, other_lead, Byte(0xD1));
  found->part_two |=
      (d8 & (Is(b, 0x8C) | Is(b, 0x9B) | Is(b, 0x9F))) | (d9 & Within(b, 0xAA, 0xAD)) | (db & Is(b, 0x94));
}

// The places of the bits that change, by compressing the numbers 0 to 63.
__attribute__((SAMESTORY_TARGET)) void FindEdgesAvx512(const uint64_t* words, size_t blocks,
                                                       FoldedBlocks* out) {
  alignas(64) static constexpr LastBytes kPlaces = [] {
    LastBytes places = {};
    for (int i = 0; i < 64; ++i) places[i] = static_cast<uint8_t>(i);
    return places;
  }();
  const __m512i places = Load(kPlaces.data());
  size_t count = 0;
  uint64_t last = 0, any_unknown = 0;
  for (size_t block = 0; block < blocks; ++block) {
    any_unknown |= out->unknown[block];
    const uint64_t runs = words[block] | out->unknown[block];
    const uint64_t changes = runs ^ (runs << 1 | last);
    last = runs >> 63;
    const __m512i found = _mm512_maskz_compress_epi8(changes, places);
    const __m512i base = _mm512_set1_epi16(static_cast<int16_t>(block * 64));
    const __m512i low = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(found));
    const __m512i high = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(found, 1));
    // What lies beyond the last is overwritten by the next block's.
    _mm512_storeu_si512(out->edges + count, _mm512_add_epi16(low, base));
    _mm512_storeu_si512(out->edges + count + 32, _mm512_add_epi16(high, base));
    count += static_cast<size_t>(_mm_popcnt_u64(changes));
  }
  if (last != 0) out->edges[count++] = static_cast<uint16_t>(blocks * 64);
  out->edge_count = count;
  out->any_unknown = any_unknown != 0;
}

}  // namespace

__attribute__((SAMESTORY_TARGET)) void FoldBlocksAvx512(const char* in, size_t blocks, FoldedBlocks* out) {
  uint64_t words[kMaxBlocks + 1], known[kMaxBlocks + 1];  // from one block before the first
  words[0] = known[0] = 0;
  const __m512i ascii_low = Load(kTables.ascii_low.data()), ascii_high = Load(kTables.ascii_high.data());
  for (size_t block = 0; block < blocks; ++block) {
    const char* const p = in + block * 64;
    const __m512i b = Load(p);
    const uint64_t ascii = ~_mm512_movepi8_mask(b);
    __m512i folded = _mm512_mask2_permutex2var_epi8(ascii_low, b, ascii, ascii_high);
    const uint64_t word_one = _mm512_mask_test_epi8_mask(ascii, folded, folded);
    Found found;
    if (~ascii != 0) {
      const __m512i before = Load(p - 1), second = Load(p - 2);
      const uint64_t continuation = _mm512_cmplt_epi8_mask(b, Byte(0xC0));
      FindLatin(b, before, second, continuation, &folded, &found);
      if ((Within(b, 0xD0, 0xDF) | Within(before, 0xD0, 0xDF)) != 0) {
        FindFurther(b, before, Load(p + 1), continuation, &folded, &found);
      }
    }
    _mm512_storeu_si512(out->bytes + block * 64, folded);
    const uint64_t two = found.word_two | found.part_two, three = found.word_three | found.part_three;
    // A code point's bytes before the last one may stand in the block before.
    words[block] |= found.word_two << 63 | found.word_three << 63 | found.word_three << 62;
    known[block] |= two << 63 | three << 63 | three << 62;
    words[block + 1] = word_one | found.word_two | found.word_two >> 1 | found.word_three |
                       found.word_three >> 1 | found.word_three >> 2;
    known[block + 1] = ascii | two | two >> 1 | three | three >> 1 | three >> 2;
  }
  for (size_t block = 0; block < blocks; ++block) out->unknown[block] = ~known[block + 1];
  FindEdgesAvx512(words + 1, blocks, out);
}

}  // namespace samestory

#pragma GCC diagnostic pop

#endif
