#include "engine/text/fold_blocks.h"

#if defined(__x86_64__)

#include <immintrin.h>

namespace samestory {
namespace {

#define SAMESTORY_AVX2 __attribute__((target("avx2"), always_inline)) inline

SAMESTORY_AVX2 __m256i Load(const char* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
SAMESTORY_AVX2 __m256i Byte(int value) { return _mm256_set1_epi8(static_cast<char>(value)); }
SAMESTORY_AVX2 __m256i Is(__m256i bytes, int value) { return _mm256_cmpeq_epi8(bytes, Byte(value)); }
SAMESTORY_AVX2 __m256i In(__m256i bytes, int first, int last) {
  const __m256i offset = _mm256_sub_epi8(bytes, Byte(first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(offset, Byte(last - first)), offset);
}
SAMESTORY_AVX2 __m256i And(__m256i a, __m256i b) { return _mm256_and_si256(a, b); }
SAMESTORY_AVX2 __m256i Or(__m256i a, __m256i b) { return _mm256_or_si256(a, b); }
SAMESTORY_AVX2 __m256i Not(__m256i a, __m256i b) { return _mm256_andnot_si256(b, a); }  // a and not b
SAMESTORY_AVX2 uint32_t Bits(__m256i bytes) { return static_cast<uint32_t>(_mm256_movemask_epi8(bytes)); }

// Of 32 bytes. Two and three mark the last bytes of code points of that length.
struct Found {
  uint32_t ascii, word, word_two, word_three, part_two, part_three;
};

// How the last bytes of letters fold.
struct Folds {
  __m256i flip;  // bits to flip
  __m256i odd;   // upper case is even, lower case the odd number after it
  __m256i even;  // upper case is odd, lower case the even number after it
};

// Latin: leads C2 to C6, E1 and E2 80.
SAMESTORY_AVX2 void FindLatin(__m256i b, __m256i before, __m256i second, __m256i continuation, Found* found,
                              Folds* folds) {
  const __m256i c2 = And(Is(before, 0xC2), continuation), c3 = And(Is(before, 0xC3), continuation);
  const __m256i c4 = And(Is(before, 0xC4), continuation), c5 = And(Is(before, 0xC5), continuation);
  const __m256i c6 = And(Is(before, 0xC6), continuation);
  const __m256i signs = Or(Is(b, 0x97), Is(b, 0xB7));  // × and ÷
  const __m256i c3_letters = Not(Not(c3, signs), Is(b, 0x9F));
  folds->flip = Or(folds->flip, And(Not(c3_letters, In(b, 0x9F, 0xBF)), Byte(0x20)));

  const __m256i low = In(b, 0x80, 0x89), middle = In(b, 0x8A, 0xB7), high = In(b, 0xB9, 0xBE);
  const __m256i c4_odd = Not(And(c4, Or(low, middle)), In(b, 0xB0, 0xB1));  // not İ and ı
  const __m256i c5_even = Not(And(c5, low), Is(b, 0x89));                   // not ŉ
  const __m256i horn_o = And(c6, In(b, 0xA0, 0xA1)), horn_u = And(c6, In(b, 0xAF, 0xB0));
  const __m256i odd = Or(Or(c4_odd, And(c5, middle)), horn_o);
  const __m256i even = Or(Or(And(Or(c4, c5), high), c5_even), horn_u);

  const __m256i e1 = And(And(Is(second, 0xE1), In(before, 0xB8, 0xBB)), continuation);
  const __m256i additional = Not(e1, And(Is(before, 0xBA), In(b, 0x96, 0x9F)));  // not ẖ to ẟ
  const __m256i general = And(And(Is(second, 0xE2), Is(before, 0x80)), continuation);

  folds->odd = Or(folds->odd, Or(odd, additional));
  folds->even = Or(folds->even, even);
  found->word_two |= Bits(Or(c3_letters, Or(odd, even)));
  found->word_three |= Bits(additional);
  const __m256i c2_letters = Or(Or(Is(b, 0xAA), Is(b, 0xB5)), Is(b, 0xBA));  // ª, µ, º
  found->part_two |= Bits(Or(Not(c2, c2_letters), And(c3, signs)));
  found->part_three |= Bits(general);
}

// Cyrillic and Arabic: leads D0, D1 and D8 to DB.
SAMESTORY_AVX2 void FindFurther(__m256i b, __m256i before, __m256i after, __m256i continuation, Found* found,
                                Folds* folds) {
  const __m256i d0 = And(Is(before, 0xD0), continuation), d1 = And(Is(before, 0xD1), continuation);
  const __m256i d8 = And(Is(before, 0xD8), continuation), d9 = And(Is(before, 0xD9), continuation);
  const __m256i da = And(Is(before, 0xDA), continuation), db = And(Is(before, 0xDB), continuation);
  const __m256i cyrillic = Or(And(d0, In(b, 0x90, 0xBF)), And(d1, In(b, 0x80, 0x9F)));
  folds->flip = Or(folds->flip, And(And(d0, In(b, 0x90, 0xAF)), Byte(0x20)));
  // The lower case of Р to Я has another lead byte.
  folds->flip = Or(folds->flip, And(And(Is(b, 0xD0), In(after, 0xA0, 0xAF)), Byte(0x01)));
  const __m256i d9_letters = Or(In(b, 0x80, 0x8A), In(b, 0xB1, 0xBF));
  const __m256i arabic = Or(Or(And(d8, In(b, 0xA0, 0xBF)), And(d9, Or(d9_letters, In(b, 0xA0, 0xA9)))),
                            Or(da, And(db, Or(In(b, 0x80, 0x93), In(b, 0xB0, 0xB9)))));
  found->word_two |= Bits(Or(cyrillic, arabic));
  const __m256i d8_signs = Or(Is(b, 0x8C), Or(Is(b, 0x9B), Is(b, 0x9F)));
  found->part_two |= Bits(Or(And(d8, d8_signs), Or(And(d9, In(b, 0xAA, 0xAD)), And(db, Is(b, 0x94)))));
}

SAMESTORY_AVX2 Found FindHalf(const char* in, char* out) {
  const __m256i b = Load(in);
  const __m256i letters = In(Or(b, Byte(0x20)), 'a', 'z');
  Found found{~Bits(b), Bits(Or(letters, Or(In(b, '0', '9'), Is(b, '_')))), 0, 0, 0, 0};
  Folds folds{Not(And(letters, Byte(0x20)), b), Byte(0), Byte(0)};
  if (found.ascii != ~uint32_t{0}) {
    const __m256i before = Load(in - 1), second = Load(in - 2);
    const __m256i continuation = _mm256_cmpgt_epi8(Byte(0xC0), b);
    FindLatin(b, before, second, continuation, &found, &folds);
    const __m256i further = Or(In(b, 0xD0, 0xDF), In(before, 0xD0, 0xDF));
    if (Bits(further) != 0) FindFurther(b, before, Load(in + 1), continuation, &found, &folds);
  }
  const __m256i flipped = _mm256_xor_si256(b, folds.flip);
  const __m256i made_odd = Or(flipped, And(folds.odd, Byte(1)));
  // One more where `even` (its bytes are -1), then without the last bit.
  const __m256i made_even = Not(_mm256_sub_epi8(made_odd, folds.even), And(folds.even, Byte(1)));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), made_even);
  return found;
}

uint64_t Both(uint32_t low, uint32_t high) { return low | uint64_t{high} << 32; }

}  // namespace

__attribute__((target("avx2"))) void FoldBlocksAvx2(const char* in, size_t blocks, FoldedBlocks* out) {
  uint64_t words[kMaxBlocks + 1], known[kMaxBlocks + 1];  // from one block before the first
  words[0] = known[0] = 0;
  for (size_t block = 0; block < blocks; ++block) {
    const Found a = FindHalf(in + block * 64, out->bytes + block * 64);
    const Found b = FindHalf(in + block * 64 + 32, out->bytes + block * 64 + 32);
    const uint64_t word_two = Both(a.word_two, b.word_two), word_three = Both(a.word_three, b.word_three);
    const uint64_t two = word_two | Both(a.part_two, b.part_two);
    const uint64_t three = word_three | Both(a.part_three, b.part_three);
    // A code point's bytes before the last one may stand in the block before.
    words[block] |= word_two << 63 | word_three << 63 | word_three << 62;
    known[block] |= two << 63 | three << 63 | three << 62;
    words[block + 1] =
        Both(a.word, b.word) | word_two | word_two >> 1 | word_three | word_three >> 1 | word_three >> 2;
    known[block + 1] = Both(a.ascii, b.ascii) | two | two >> 1 | three | three >> 1 | three >> 2;
  }
  for (size_t block = 0; block < blocks; ++block) out->unknown[block] = ~known[block + 1];
  FindEdges(words + 1, blocks, out);
}

}  // namespace samestory

#endif
