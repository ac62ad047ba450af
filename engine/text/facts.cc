#include "engine/text/facts.h"

#include <algorithm>
#include <span>
#include <string>
#include <tuple>

#include "engine/base/hash.h"
#include "engine/text/named_days.h"
#include "engine/text/spelling.h"
#include "engine/text/token_view.h"

namespace samestory {
namespace {

class FactFinder {
 public:
  FactFinder(std::string_view text, const TokenizedText& tokenized)
      : tokenized_(tokenized), view_(text, tokenized) {}

  std::vector<TextFact> Run() {
    for (const Sentence& sentence : tokenized_.sentences) {
      first_ = sentence.first_token;
      end_ = first_ + sentence.token_count;
      if (sentence.kind == Sentence::Kind::kFurniture || sentence.kind == Sentence::Kind::kByline ||
          sentence.kind == Sentence::Kind::kDateline) {
        continue;
      }
      used_.assign(end_ - first_, false);
      Dates();
      Numbers();
      Names();
    }
    std::sort(facts_.begin(), facts_.end(), [](const TextFact& a, const TextFact& b) {
      return std::tuple(a.first_token, b.token_count, a.kind) <
             std::tuple(b.first_token, a.token_count, b.kind);
    });
    return std::move(facts_);
  }

 private:
  void Add(TextFact::Kind kind, size_t first, size_t count, uint64_t value, uint64_t subject = 0) {
    facts_.push_back({kind, static_cast<uint32_t>(first), static_cast<uint32_t>(count), value, subject});
    for (size_t i = first; i < first + count; ++i) used_[i - first_] = true;
  }

  void Dates() {
    for (const FoundDay& day :
         FindNamedDays(tokenized_, std::span(tokenized_.tokens).subspan(first_, end_ - first_)))
      Add(TextFact::Kind::kDate, first_ + day.first, day.count, Mix64(day.day));
  }

  void Numbers() {
    for (size_t i = first_; i < end_; ++i) {
      if (used_[i - first_] || !view_.IsNumber(i)) continue;
      const std::string_view key = view_.Key(i);
      if (key.find_first_not_of("0123456789") != key.npos || key.size() > 15 || key[0] == '0') continue;
      if (i > first_ && !view_.IsWord(i - 1)) continue;
      if (i + 1 >= end_ || !view_.IsWord(i + 1) || view_.IsCapitalised(i + 1)) continue;
      Add(TextFact::Kind::kNumber, i, 1, Hash64(key, 1), view_.at(i + 1).key);
    }
  }

  void Names() {
    for (size_t i = first_ + 1; i < end_;) {
      size_t k = i;
      std::string value;
      while (k < end_ && k - i < 12 && view_.IsWord(k) && view_.IsCapitalised(k) && !used_[k - first_]) {
        AppendToneless(view_.Key(k), &value);
        value += ' ';
        ++k;
      }
      if (k - i >= 2) Add(TextFact::Kind::kName, i, k - i, Hash64(value, 2));
      i = std::max(k, i + 1);
    }
  }

  const TokenizedText& tokenized_;
  TokenView view_;
  size_t first_ = 0, end_ = 0;
  std::vector<bool> used_;
  std::vector<TextFact> facts_;
};

}  // namespace

std::vector<TextFact> FindFacts(std::string_view text, const TokenizedText& tokenized) {
  return FactFinder(text, tokenized).Run();
}

}  // namespace samestory
