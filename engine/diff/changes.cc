#include "engine/diff/changes.h"

#include <algorithm>
#include <utility>

namespace samestory {
namespace {

constexpr uint32_t kMostCompared = 64;  // tokens of a changed run on either side, for tone marks

// Known to be written otherwise, the keys being equal.
Change ChangeOfEqual(const DiffToken& a, const DiffToken& b) {
  if (a.written == b.written || a.written == 0 || b.written == 0) return Change::kNone;
  if (a.punctuation) return Change::kPunctuation;
  return a.uncased == b.uncased ? Change::kCase : Change::kTone;
}

bool DifferInTone(const DiffToken& a, const DiffToken& b) {
  return a.toneless != 0 && a.toneless == b.toneless && a.key != b.key && !a.punctuation && !b.punctuation;
}

class Teller {
 public:
  Teller(const SentenceTokens& a, const SentenceTokens& b) : a_(a), b_(b) {}

  std::vector<EditRun> Run(const std::vector<EditRun>& runs) {
    for (const EditRun& run : runs) run.kept ? Kept(run) : Changed(run);
    return std::move(out_);
  }

 private:
  // Joins on what is alike, so that runs stay as long as they can be.
  void Append(EditRun run) {
    if (run.a_begin == run.a_end && run.b_begin == run.b_end) return;
    if (!out_.empty() && out_.back().kept == run.kept && out_.back().change == run.change) {
      out_.back().a_end = run.a_end;
      out_.back().b_end = run.b_end;
    } else {
      out_.push_back(run);
    }
  }

  void Kept(const EditRun& run) {
    for (uint32_t i = run.a_begin, j = run.b_begin; i < run.a_end; ++i, ++j) {
      Append({true, i, i + 1, j, j + 1, ChangeOfEqual(a_.tokens[i], b_.tokens[j])});
    }
  }

  void Changed(const EditRun& run) {
    const uint32_t m = run.a_end - run.a_begin, n = run.b_end - run.b_begin;
    const std::vector<TokenMatch> matches =
        m <= kMostCompared && n <= kMostCompared ? ToneMatches(run) : std::vector<TokenMatch>();
    if (matches.empty() || 2 * matches.size() < std::max(m, n)) {
      Whole(run);
      return;
    }
    uint32_t at_a = run.a_begin, at_b = run.b_begin;
    for (const TokenMatch& match : matches) {
      Whole({false, at_a, match.a, at_b, match.b});
      const bool equal = a_.tokens[match.a].key == b_.tokens[match.b].key;
      Append({equal, match.a, match.a + 1, match.b, match.b + 1,
              equal ? ChangeOfEqual(a_.tokens[match.a], b_.tokens[match.b]) : Change::kTone});
      at_a = match.a + 1, at_b = match.b + 1;
    }
    Whole({false, at_a, run.a_end, at_b, run.b_end});
  }

  // The longest common subsequence of tokens that are equal but for tone marks; empty where no pair differs.
  std::vector<TokenMatch> ToneMatches(const EditRun& run) const {
    const uint32_t m = run.a_end - run.a_begin, n = run.b_end - run.b_begin;
    bool any = false;
    std::vector<uint8_t> equal(m * n, 0);
    for (uint32_t i = 0; i < m; ++i) {
      for (uint32_t j = 0; j < n; ++j) {
        const DiffToken &x = a_.tokens[run.a_begin + i], &y = b_.tokens[run.b_begin + j];
        const bool tone = DifferInTone(x, y);
        any |= tone;
        equal[i * n + j] = tone || x.key == y.key;
      }
    }
    if (!any) return {};
    std::vector<uint8_t> length((m + 1) * (n + 1), 0);  // of the tails; at most kMostCompared
    for (uint32_t i = m; i-- > 0;) {
      for (uint32_t j = n; j-- > 0;) {
        length[i * (n + 1) + j] = equal[i * n + j]
                                      ? length[(i + 1) * (n + 1) + j + 1] + 1
                                      : std::max(length[(i + 1) * (n + 1) + j], length[i * (n + 1) + j + 1]);
      }
    }
    std::vector<TokenMatch> matches;
    for (uint32_t i = 0, j = 0; i < m && j < n;) {
      if (equal[i * n + j]) {
        matches.push_back({run.a_begin + i++, run.b_begin + j++});
      } else {
        ++(length[(i + 1) * (n + 1) + j] >= length[i * (n + 1) + j + 1] ? i : j);
      }
    }
    return matches;
  }

  void Whole(EditRun run) {
    run.change = ChangeOf(run);
    Append(run);
  }

  Change ChangeOf(const EditRun& run) const {
    if (run.a_begin == run.a_end && run.b_begin == run.b_end) return Change::kNone;
    if (SameFact(run)) return Change::kNumber;
    const auto punctuation = [](const SentenceTokens& side, uint32_t begin, uint32_t end) {
      return std::all_of(side.tokens.begin() + begin, side.tokens.begin() + end,
                         [](const DiffToken& token) { return token.punctuation; });
    };
    const bool light = punctuation(a_, run.a_begin, run.a_end) && punctuation(b_, run.b_begin, run.b_end);
    return light ? Change::kPunctuation : Change::kWords;
  }

  // Whether the run lies inside a number or date that says the same on both sides; punctuation at its end (the
  // stop of "a.m.") may lie outside.
  bool SameFact(EditRun run) const {
    if (SameFigure(run)) return true;
    const auto trim = [](const SentenceTokens& side, uint32_t begin, uint32_t* end) {
      while (*end > begin + 1 && side.tokens[*end - 1].punctuation) --*end;
    };
    trim(a_, run.a_begin, &run.a_end);
    trim(b_, run.b_begin, &run.b_end);
    for (const DiffFact& x : a_.facts) {
      if (!Holds(x, a_.first_token, run.a_begin, run.a_end)) continue;
      for (const DiffFact& y : b_.facts) {
        if (x.kind == y.kind && x.value == y.value && Holds(y, b_.first_token, run.b_begin, run.b_end)) {
          return true;
        }
      }
    }
    return false;
  }

  // One token each, the same digits: "3,200" and "3200".
  bool SameFigure(const EditRun& run) const {
    return run.a_end == run.a_begin + 1 && run.b_end == run.b_begin + 1 &&
           a_.tokens[run.a_begin].figure != 0 &&
           a_.tokens[run.a_begin].figure == b_.tokens[run.b_begin].figure && !InOtherFacts(run);
  }

  // Whether both are read as facts, of different values: "3,5" is not 35.
  bool InOtherFacts(const EditRun& run) const {
    const auto read = [](const SentenceTokens& side, uint32_t begin) {
      return std::any_of(side.facts.begin(), side.facts.end(), [&](const DiffFact& fact) {
        return Holds(fact, side.first_token, begin, begin + 1);
      });
    };
    return read(a_, run.a_begin) && read(b_, run.b_begin);
  }

  // An empty stretch is held where it touches.
  static bool Holds(const DiffFact& fact, uint32_t first_token, uint32_t begin, uint32_t end) {
    if (fact.kind != FactKind::kNumber && fact.kind != FactKind::kDate) return false;
    const uint32_t first = fact.first_token - first_token;
    return begin >= first && end <= first + fact.token_count;
  }

  const SentenceTokens &a_, &b_;
  std::vector<EditRun> out_;
};

}  // namespace

void TellChanges(const SentenceTokens& a, const SentenceTokens& b, std::vector<EditRun>* runs) {
  *runs = Teller(a, b).Run(*runs);
}

}  // namespace samestory
