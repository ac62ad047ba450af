#include "corpus/crawl/report.h"

#include <algorithm>

namespace samestory::crawl {
namespace {

// Of 1,024 steps of a sentence, those that take a fact, a term of the topic, a stock phrase, a name met by the way, and else a follower of
// the word before.
constexpr uint32_t kFactSteps = 50, kTopicSteps = 200, kStockSteps = 14, kNameSteps = 3;
// Phrases every desk uses, and those of a topic; of either the first are met far more often than the last.
constexpr double kStockBankBits = 17, kTopicStockBits = 7;

uint64_t ReportKey(const Event& event, uint32_t number) { return CombineHash(event.key(), 0x4e90 + number); }

const AliasTable& FactTable(size_t facts) {
  static const std::vector<AliasTable> kTables = [] {
    std::vector<AliasTable> tables;
    for (uint32_t count = 1; count <= 16; ++count) tables.push_back(ZipfTable(count, 2));
    return tables;
  }();
  return kTables[std::min<size_t>(facts, 16) - 1];
}

uint32_t CountWords(std::string_view phrase) {
  return 1 + static_cast<uint32_t>(std::count(phrase.begin(), phrase.end(), ' '));
}

// A run of words that stands like this in other articles too; returns how many.
uint32_t AppendStockPhrase(const Event& event, Random* random, std::string* out) {
  const bool of_topic = random->Chance(0.5);
  const double bits = of_topic ? kTopicStockBits : kStockBankBits;
  const auto number = static_cast<uint64_t>(PowerOfTwo(random->Unit() * bits));
  Random phrase(CombineHash(of_topic ? event.topic() : 0x570c, number));
  const Language& language = event.language();
  const uint32_t words = 6 + phrase.Below(9);
  uint32_t word = language.DrawWord(&phrase);
  for (uint32_t i = 0; i < words; ++i, word = language.DrawNext(word, &phrase)) {
    if (i > 0) out->push_back(' ');
    out->append(language.word(word));
  }
  return words;
}

// A report knows the event's first fact and six in ten of the others; for one it does not know it tells one of more
// weight.
const std::string& ToldFact(const Event& event, uint64_t report_key, uint32_t which) {
  while (which > 0 && CombineHash(report_key, 0xfac7 + which) % 10 >= 6) which /= 2;
  return event.facts()[which];
}

// Sentence `place` of report `number`; returns its words. It is drawn from these alone.
uint32_t AppendSentence(const Event& event, uint32_t number, uint32_t place, std::string* out) {
  const Language& language = event.language();
  const uint64_t key = ReportKey(event, number);
  Random random(CombineHash(key, place));
  const uint32_t target = 10 + random.Below(14) + random.Below(14);
  const AliasTable& fact_table = FactTable(event.facts().size());
  uint32_t word = language.DrawWord(&random), words = 1, told = 0;
  out->append(language.capital(word));
  while (words < target) {
    const uint64_t bits = random.Next();
    const auto step = static_cast<uint32_t>(bits & 0x3ff);
    if ((bits >> 12 & 0xf) == 0) out->push_back(',');
    out->push_back(' ');
    if (step < kFactSteps || (place == 0 && told < 4 && words > 3 + 4 * told)) {
      const uint32_t which = place == 0 && told < 4 ? told++ : fact_table.Draw(random.Next());
      const std::string& fact = ToldFact(event, key, which);
      out->append(fact);
      words += CountWords(fact);
      continue;
    }
    if (step >= 1024 - kStockSteps) {
      words += AppendStockPhrase(event, &random, out);
      continue;
    }
    if (step < kFactSteps + kTopicSteps) {
      event.AppendTopicTerm(&random, out);
      words += 2;
      continue;
    }
    if (step >= 1024 - kStockSteps - kNameSteps) {
      language.AppendName(static_cast<uint64_t>(PowerOfTwo(random.Unit() * 28)), out);
    } else {
      word = language.DrawNext(word, &random);
      out->append(language.word(word));
    }
    ++words;
  }
  out->push_back('.');
  return words;
}

void WriteTitle(const Event& event, uint32_t number, std::string* title) {
  const Language& language = event.language();
  Random random(CombineHash(ReportKey(event, number), 0x717e));
  AppendLine(language, 2 + random.Below(3), &random, title);
  title->append(" ").append(event.facts()[0]);
  for (uint32_t i = 1 + random.Below(2); i > 0; --i) {
    title->push_back(' ');
    event.AppendTopicTerm(&random, title);
  }
  title->append(" ").append(event.facts()[1 + random.Below(3)]);
}

// Two reports of an event are of about one length: the event's, with a draw of the report's own.
uint32_t TargetWords(const Event& event, uint32_t number, const Settings& settings) {
  Random shared(CombineHash(event.key(), 0x1e27)), own(CombineHash(ReportKey(event, number), 0x1e27));
  const double power = settings.spread * (0.8 * shared.Normal() + 0.6 * own.Normal());
  return static_cast<uint32_t>(std::clamp(settings.words * PowerOfTwo(power), 12.0, 8000.0));
}

}  // namespace

void AppendLine(const Language& language, uint32_t words, Random* random, std::string* out) {
  uint32_t word = language.DrawWord(random);
  out->append(language.capital(word));
  for (uint32_t i = 1; i < words; ++i) {
    word = language.DrawNext(word, random);
    out->append(" ").append(language.word(word));
  }
}

void WriteReport(const Event& event, uint32_t number, const Settings& settings, Draft* draft) {
  draft->Clear();
  WriteTitle(event, number, &draft->title);
  const uint32_t target = TargetWords(event, number, settings);
  // The original's sentences, which every report can write alone; their number is near enough.
  const uint32_t quotable = std::max(2u, TargetWords(event, 0, settings) / 25);
  Random random(CombineHash(ReportKey(event, number), 0x9a4a));
  const double share = random.Unit(), quoted = number == 0 ? 0 : 0.4 * share * share;
  uint32_t words = 0, in_paragraph = 0, paragraph = 2 + random.Below(3);
  std::vector<bool> taken(quotable);
  for (uint32_t place = 0; words < target; ++place) {
    if (place > 0) draft->text.push_back(in_paragraph == 0 ? '\n' : ' ');
    draft->sentences.push_back(static_cast<uint32_t>(draft->text.size()));
    const uint32_t quote = random.Below(quotable);
    if (random.Chance(quoted) && !taken[quote]) {
      taken[quote] = true;
      words += AppendSentence(event, 0, quote, &draft->text);
    } else {
      words += AppendSentence(event, number, place, &draft->text);
    }
    if (++in_paragraph == paragraph) {
      in_paragraph = 0;
      paragraph = 2 + random.Below(3);
    }
  }
}

}  // namespace samestory::crawl
