#include "engine/diff/passages.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/hash.h"

namespace samestory {
namespace {

constexpr uint32_t kGramWords = 4;
constexpr size_t kMostRepeats = 16;
constexpr size_t kMostRuns = 100'000;

// A word of one article: its token without the punctuation in between.
struct Word {
  uint64_t key = 0;
  uint32_t token = 0, sentence = 0;
  double weight = 0;
};

struct Gram {
  uint64_t hash = 0;
  uint32_t at = 0;  // its first word
};

struct Words {
  std::vector<Word> words;
  std::vector<Gram> grams;  // by hash, then position
};

Words WordsOf(const DiffDocument& document, const std::vector<double>& weights) {
  Words out;
  for (uint32_t s = 0; s < document.sentences.size(); ++s) {
    const DiffSentence& sentence = document.sentences[s];
    for (uint32_t k = 0; k < sentence.token_count; ++k) {
      const uint32_t at = sentence.first_token + k;
      const DiffToken& token = document.tokens[at];
      if (!token.punctuation) out.words.push_back({token.key, at, s, weights[at]});
    }
  }
  for (uint32_t k = 0; k + kGramWords <= out.words.size(); ++k) {
    if (out.words[k].sentence != out.words[k + kGramWords - 1].sentence) continue;
    uint64_t hash = 0;
    for (uint32_t j = 0; j < kGramWords; ++j) hash = CombineHash(hash, out.words[k + j].key);
    out.grams.push_back({hash, k});
  }
  std::sort(out.grams.begin(), out.grams.end(),
            [](const Gram& x, const Gram& y) { return std::tie(x.hash, x.at) < std::tie(y.hash, y.at); });
  return out;
}

// A run of words of both.
struct Run {
  uint32_t a = 0, b = 0, length = 0;
  double weight = 0;
};

class PairFinder {
 public:
  PairFinder(const DiffDocument& a, const DiffDocument& b, const Words& words_a, const Words& words_b,
             const PassageOptions& options)
      : a_(a),
        b_(b),
        words_a_(words_a),
        words_b_(words_b),
        options_(options),
        matched_a_(a.tokens.size(), false),
        matched_b_(b.tokens.size(), false) {}

  // The tokens that start in the bytes of a kept step.
  void Explain(const EditOp& op, bool turned) {
    Mark(a_, turned ? op.b_start : op.a_start, turned ? op.b_end : op.a_end, &matched_a_);
    Mark(b_, turned ? op.a_start : op.b_start, turned ? op.a_end : op.b_end, &matched_b_);
  }

  std::vector<Run> Find(bool* degraded) {
    std::vector<Run> runs;
    const std::vector<Gram>&x = words_a_.grams, &y = words_b_.grams;
    for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
      if (x[i].hash != y[j].hash) {
        ++(x[i].hash < y[j].hash ? i : j);
        continue;
      }
      const size_t i_end = EndOf(x, i), j_end = EndOf(y, j);
      if (i_end - i <= kMostRepeats && j_end - j <= kMostRepeats) {
        for (size_t p = i; p < i_end; ++p) {
          for (size_t q = j; q < j_end; ++q) Extend(x[p].at, y[q].at, &runs);
        }
      }
      if (runs.size() > kMostRuns) {
        *degraded = true;
        break;
      }
      i = i_end, j = j_end;
    }
    return Disjoint(std::move(runs));
  }

 private:
  static void Mark(const DiffDocument& document, uint32_t start, uint32_t end, std::vector<bool>* matched) {
    auto token = std::lower_bound(document.tokens.begin(), document.tokens.end(), start,
                                  [](const DiffToken& t, uint32_t at) { return t.start < at; });
    for (; token != document.tokens.end() && token->start < end; ++token) {
      (*matched)[static_cast<size_t>(token - document.tokens.begin())] = true;
    }
  }

  static size_t EndOf(const std::vector<Gram>& grams, size_t from) {
    size_t end = from;
    while (end < grams.size() && grams[end].hash == grams[from].hash) ++end;
    return end;
  }

  // Of two equal words: kept on neither side, on a's, on b's; kNone for others and where both are kept.
  enum class State { kNone, kFresh, kKeptInA, kKeptInB };
  State StateOf(uint32_t i, uint32_t j) const {
    const Word &x = words_a_.words[i], &y = words_b_.words[j];
    if (x.key != y.key) return State::kNone;
    const bool in_a = matched_a_[x.token], in_b = matched_b_[y.token];
    if (in_a && in_b) return State::kNone;
    return in_a ? State::kKeptInA : in_b ? State::kKeptInB : State::kFresh;
  }

  // Words i and j go on what i - 1 and j - 1 are.
  bool GoesOn(uint32_t i, uint32_t j) const {
    const State state = StateOf(i, j);
    return state != State::kNone && state == StateOf(i - 1, j - 1) &&
           words_a_.words[i].sentence == words_a_.words[i - 1].sentence &&
           words_b_.words[j].sentence == words_b_.words[j - 1].sentence;
  }

  // From the first words of a run only: it is found by each of its grams.
  void Extend(uint32_t i, uint32_t j, std::vector<Run>* runs) const {
    const State state = StateOf(i, j);
    if (state == State::kNone || (i > 0 && j > 0 && GoesOn(i, j))) return;
    Run run{i, j, 1, words_a_.words[i].weight};
    while (i + run.length < words_a_.words.size() && j + run.length < words_b_.words.size() &&
           GoesOn(i + run.length, j + run.length)) {
      run.weight += words_a_.words[i + run.length].weight;
      ++run.length;
    }
    const PassageBounds& bounds = state == State::kFresh ? options_.fresh : options_.repeated;
    if (run.length >= bounds.words && run.weight >= bounds.weight) runs->push_back(run);
  }

  std::vector<Run> Disjoint(std::vector<Run> runs) const {
    std::sort(runs.begin(), runs.end(), [](const Run& x, const Run& y) {
      return std::tie(y.weight, x.a, x.b) < std::tie(x.weight, y.a, y.b);
    });
    std::vector<bool> used_a(words_a_.words.size(), false), used_b(words_b_.words.size(), false);
    std::vector<Run> kept;
    for (const Run& run : runs) {
      const auto taken = [&](const std::vector<bool>& used, uint32_t from) {
        return std::find(used.begin() + from, used.begin() + from + run.length, true) !=
               used.begin() + from + run.length;
      };
      if (taken(used_a, run.a) || taken(used_b, run.b)) continue;
      std::fill_n(used_a.begin() + run.a, run.length, true);
      std::fill_n(used_b.begin() + run.b, run.length, true);
      kept.push_back(run);
    }
    return kept;
  }

  const DiffDocument &a_, &b_;
  const Words &words_a_, &words_b_;
  const PassageOptions& options_;
  std::vector<bool> matched_a_, matched_b_;  // by token
};

Passage ToPassage(const DiffDocument& a, const Words& words_a, const DiffDocument& b, const Words& words_b,
                  const Run& run) {
  Passage passage;
  passage.a_start = a.tokens[words_a.words[run.a].token].start;
  passage.a_end = a.tokens[words_a.words[run.a + run.length - 1].token].end;
  passage.b_start = b.tokens[words_b.words[run.b].token].start;
  passage.b_end = b.tokens[words_b.words[run.b + run.length - 1].token].end;
  return passage;
}

}  // namespace

std::vector<Passage> FindPassages(std::span<const DiffDocument> documents, std::span<const Row> rows,
                                  std::span<const std::vector<double>> weights,
                                  std::span<const uint32_t> rank, const PassageOptions& options,
                                  bool* degraded) {
  std::vector<Words> words;
  for (size_t d = 0; d < documents.size(); ++d) words.push_back(WordsOf(documents[d], weights[d]));
  // The scripts between each two articles, by a · N + b.
  std::vector<std::vector<const CellEdits*>> scripts(documents.size() * documents.size());
  for (const Row& row : rows) {
    for (const CellEdits& edits : row.edits) {
      scripts[row.cells[edits.a].article * documents.size() + row.cells[edits.b].article].push_back(&edits);
    }
  }
  std::vector<Passage> passages;
  for (uint32_t a = 0; a < documents.size(); ++a) {
    for (uint32_t b = a + 1; b < documents.size(); ++b) {
      const bool turned = rank[b] < rank[a];
      const uint32_t x = turned ? b : a, y = turned ? a : b;
      PairFinder finder(documents[x], documents[y], words[x], words[y], options);
      for (const CellEdits* edits : scripts[a * documents.size() + b]) {
        for (const EditOp& op : edits->ops) {
          if (op.op == '=') finder.Explain(op, turned);
        }
      }
      for (const Run& run : finder.Find(degraded)) {
        Passage passage = ToPassage(documents[x], words[x], documents[y], words[y], run);
        if (turned) std::swap(passage.a_start, passage.b_start), std::swap(passage.a_end, passage.b_end);
        passage.a_article = a, passage.b_article = b;
        passages.push_back(passage);
      }
    }
  }
  std::sort(passages.begin(), passages.end(), [](const Passage& p, const Passage& q) {
    return std::tie(p.a_article, p.a_start, p.b_article, p.b_start) <
           std::tie(q.a_article, q.a_start, q.b_article, q.b_start);
  });
  return passages;
}

}  // namespace samestory
