#include "corpus/crawl/event.h"

#include <array>

#include "absl/strings/str_format.h"

namespace samestory::crawl {
namespace {

constexpr uint32_t kTopics = 3000;
constexpr uint32_t kTopicTerms = 200;
// Names come from banks whose entries are met by Zipf's law: the first in most weeks, the last once.
constexpr double kNameBankBits = 28;
constexpr double kPlaceBankBits = 13;

const AliasTable& TopicTermTable() {
  static const AliasTable kTable = ZipfTable(kTopicTerms, 2);
  return kTable;
}

// The terms an event returns to.
const AliasTable& HabitTable() {
  static const AliasTable kTable = ZipfTable(40, 2);
  return kTable;
}

uint64_t DrawFromBank(double bits, Random* random) {
  return static_cast<uint64_t>(PowerOfTwo(random->Unit() * bits));
}

constexpr std::array<const char*, 12> kFamilyNames = {"Nguyễn", "Trần", "Lê",  "Phạm", "Hoàng", "Phan",
                                                      "Vũ",     "Đặng", "Bùi", "Đỗ",   "Hồ",    "Ngô"};

}  // namespace

Event::Event(const Language& language, uint64_t key) : language_(&language), key_(key) {
  Random random(CombineHash(key, 0xe7e27));
  topic_ = Mix64(DrawFromBank(11.55, &random) % kTopics);
  facts_ = {Person(&random), PlaceName(&random), Number(&random), RareWords(&random)};
  if (random.Chance(0.5)) facts_.push_back(Person(&random));
  facts_.push_back(Number(&random));
  facts_.push_back(RareWords(&random));
  if (random.Chance(0.4)) facts_.push_back(PlaceName(&random));
  facts_.push_back(Number(&random));
  facts_.push_back(Person(&random));
  facts_.push_back(RareWords(&random));
  facts_.push_back(Number(&random));
  if (random.Chance(0.7)) facts_.push_back(Person(&random));
  if (random.Chance(0.5)) facts_.push_back(Person(&random));
}

void Event::AppendTopicTerm(Random* random, std::string* out) const {
  const uint64_t habit = CombineHash(key_, HabitTable().Draw(random->Next()));
  Random term(topic_ ^ (uint64_t{TopicTermTable().Draw(habit)} << 40));
  const uint32_t word = language_->ContentWord(term.Next());
  out->append(language_->word(word)).append(" ");
  out->append(language_->word(language_->DrawNext(word, &term)));
}

std::string Event::Person(Random* random) const {
  std::string name;
  // Names of Vietnamese are made of ordinary syllables; others, and foreigners, have words of their own.
  if (language_->name() == "vi" && random->Chance(0.6)) {
    const uint64_t key = DrawFromBank(kNameBankBits, random) * 0x9e3779b97f4a7c15u;
    name = kFamilyNames[Mix64(key) % kFamilyNames.size()];
    for (const uint64_t part : {1, 2}) {
      name.append(" ").append(language_->capital(language_->ContentWord(key ^ part)));
    }
    return name;
  }
  language_->AppendName(DrawFromBank(kNameBankBits, random), &name);
  name.push_back(' ');
  language_->AppendName(DrawFromBank(kNameBankBits, random) ^ (uint64_t{1} << 40), &name);
  return name;
}

std::string Event::PlaceName(Random* random) const {
  const uint64_t key = Mix64(DrawFromBank(kPlaceBankBits, random) ^ 0x71ace);
  std::string name;
  name.append(language_->capital(language_->ContentWord(key ^ 1))).append(" ");
  name.append(language_->capital(language_->ContentWord(key ^ 2)));
  return name;
}

std::string Event::Number(Random* random) const {
  const std::string unit(language_->word(language_->ContentWord(Mix64(random->Below(300)))));
  // One draw a statement: in which order a call's arguments are evaluated is the compiler's choice.
  const uint32_t form = random->Below(4), large = random->Below(400), small = random->Below(1000);
  switch (form) {
    case 0:
      return absl::StrFormat("%d/%d", 1 + large % 28, 1 + small % 12);
    case 1:
      return absl::StrFormat("%d.%03d %s", 1 + large % 60, small, unit);
    case 2:
      return absl::StrFormat("%d,%d %s", large % 100, small % 10, unit);
    default:
      return absl::StrFormat("%d %s", 2 + large, unit);
  }
}

std::string Event::RareWords(Random* random) const {
  std::string words;
  const uint32_t word = language_->ContentWord(random->Next());
  words.append(language_->word(word)).append(" ");
  words.append(language_->word(language_->ContentWord(random->Next())));
  return words;
}

}  // namespace samestory::crawl
