// The words that finding facts knows, by language. Internal to text/.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "engine/text/token.h"

namespace samestory {

// Number words collide between languages ("once", "seis", "mil"), so the text's own is told first.
enum class FactLanguage : uint8_t {
  kOther,
  kVietnamese,
  kEnglish,
  kPortuguese,
  kSpanish,
  kFrench,
  kGerman,
  kIndonesian,
};

// The language whose function words are most frequent in the text's first words; kOther where none are.
FactLanguage FactLanguageOf(std::span<const Token> tokens);

// A word's part in a written number.
struct Numeral {
  enum class Kind : uint8_t {
    kNone,
    kUnit,       // 0 to 9
    kAfterTens,  // only after tens or, carelessly, a unit: "mốt", "lăm"
    kTeen,       // 10 to 19, and others that nothing follows
    kTens,       // a unit may follow: "mười", "twenty"
    kTimesTen,   // "mươi", "puluh"
    kPlusTen,    // "belas"
    kHundred,
    kFullHundred,  // "cem", "seratus": no unit before
    kScale,        // 10 to the power of `value`
    kJoin,         // "lẻ", "and"
    kHalf,         // "rưỡi"
  };
  Kind kind = Kind::kNone;
  uint8_t value = 0;
};

struct FactWord {
  enum Role : uint32_t {
    kFunction = 1,      // counts and names nothing: "và", "the"
    kCounted = 2,       // units and nouns that are counted all the time: "người", "km"
    kLabel = 4,         // the number after it is a name: "lớp", "chapter"
    kLink = 8,          // between a number and what it counts: "of", "de"
    kYear = 16,         // before a year: "năm", "since"
    kClock = 32,        // before a time of day: "lúc", "at"
    kMorning = 64,      // the part of the day after a time
    kNoon = 128,        // 1 to 3 are afternoon
    kEvening = 256,     // hours are after noon
    kNight = 512,       // so are late hours
    kPercent = 1024,    // "percent"
    kMoney = 2048,      // marks and names of currencies
    kParticle = 4096,   // inside names: "de", "van"
    kTitle = 8192,      // before names, part of none: "President"
    kPerson = 16384,    // likewise, and what follows is surely a name: "ông", "Mr"
    kNotName = 32768,   // capitalised without being one: "Monday"
    kPlace = 65536,     // countries and large places
    kTail = 131072,     // of a pair: goes on with the name in lower case: "Ngoại giao"
    kArticle = 262144,  // a numeral that is mostly an article: "một", "one"
    kUnsure = 524288,   // a numeral that has other meanings: "năm", "chín"
    kVague = 1048576,   // a numeral after it counts nothing: "vài", "mỗi"
    kIdiom = 2097152,   // of a pair: no number though it begins with a numeral: "hai bên"
  };
  uint32_t roles = 0;
  uint8_t month = 0;  // of an abbreviation: "Jan"
  Numeral numeral;
  uint64_t subject = 0;  // what measures alike has in common ("km", "kilometres"); 0: the key's own hash

  bool Is(uint32_t any_of) const { return (roles & any_of) != 0; }
};

// One language's, with those of every language.
class FactWords {
 public:
  static const FactWords& Of(FactLanguage language);

  // A word of no roles where it is not known.
  const FactWord& Find(uint64_t key) const;
  // Of two tokens in a row.
  const FactWord& FindPair(uint64_t first, uint64_t second) const;

  ~FactWords();

 private:
  explicit FactWords(FactLanguage language);

  struct Map;
  std::unique_ptr<Map> map_;
};

}  // namespace samestory
