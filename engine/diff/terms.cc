#include "engine/diff/terms.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <tuple>

#include "engine/base/hash.h"

namespace samestory {
namespace {

constexpr double kDamping = 1;
constexpr double kMaxWeight = 1e6;
constexpr double kContainmentShare = 0.15;
constexpr double kStemShare = 0.5;
constexpr uint32_t kNone = UINT32_MAX;

double Sane(float weight) { return weight > 0 ? std::min<double>(weight, kMaxWeight) : 0; }

uint32_t TermOf(const std::vector<uint64_t>& keys, uint64_t key) {
  return static_cast<uint32_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
}

// Numbers the keys' terms by key and gives each token its term.
void NumberTerms(std::span<const DiffDocument* const> documents, TermSpace* space) {
  std::vector<uint64_t> keys;
  for (const DiffDocument* document : documents) {
    for (const DiffToken& token : document->tokens) keys.push_back(token.key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  space->token_weights.assign(keys.size(), 0);
  for (size_t d = 0; d < documents.size(); ++d) {
    for (const DiffToken& token : documents[d]->tokens) {
      const uint32_t term = TermOf(keys, token.key);
      space->documents[d].token_terms.push_back(term);
      space->token_weights[term] = std::max(space->token_weights[term], Sane(token.weight));
    }
  }
}

// The stems that several keys have, numbered on from the keys' terms.
struct Stems {
  std::vector<uint32_t> of_term;  // by key's term; kNone where its stem is its own
  std::vector<double> weights;    // of the stem's lightest key
};

Stems NumberStems(std::span<const DiffDocument* const> documents, const TermSpace& space) {
  const uint32_t keys = static_cast<uint32_t>(space.token_weights.size());
  std::vector<uint64_t> stem_of_key(keys, 0);  // the greatest where a key's tokens differ
  for (size_t d = 0; d < documents.size(); ++d) {
    for (size_t k = 0; k < documents[d]->tokens.size(); ++k) {
      uint64_t& stem = stem_of_key[space.documents[d].token_terms[k]];
      stem = std::max(stem, documents[d]->tokens[k].stem);
    }
  }
  std::vector<std::pair<uint64_t, uint32_t>> sorted;  // stem, term
  for (uint32_t term = 0; term < keys; ++term) {
    if (stem_of_key[term] != 0) sorted.emplace_back(stem_of_key[term], term);
  }
  std::sort(sorted.begin(), sorted.end());
  Stems stems{std::vector<uint32_t>(keys, kNone), {}};
  for (size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    while (end < sorted.size() && sorted[end].first == sorted[begin].first) ++end;
    if (end - begin < 2) continue;
    double lightest = kMaxWeight;
    for (size_t k = begin; k < end; ++k) {
      stems.of_term[sorted[k].second] = keys + static_cast<uint32_t>(stems.weights.size());
      lightest = std::min(lightest, space.token_weights[sorted[k].second]);
    }
    stems.weights.push_back(lightest);
  }
  return stems;
}

void CountTerms(const DiffDocument& document, const Stems& stems, DocumentTerms* out) {
  std::vector<std::pair<uint32_t, uint32_t>> held;  // term, sentence
  for (const DiffSentence& sentence : document.sentences) {
    const auto first = out->token_terms.begin() + sentence.first_token;
    std::vector<uint32_t> sorted(first, first + sentence.token_count);
    for (uint32_t k = 0; k < sentence.token_count; ++k) {
      const uint32_t stem = stems.of_term[sorted[k]];
      if (stem != kNone) sorted.push_back(stem);
    }
    std::sort(sorted.begin(), sorted.end());
    SentenceTerms counted;
    counted.aside = sentence.aside;
    for (const uint32_t term : sorted) {
      if (counted.terms.empty() || counted.terms.back().id != term) counted.terms.push_back({term, 0});
      ++counted.terms.back().count;
    }
    for (const WeightedTerm& term : counted.terms) {
      held.emplace_back(term.id, static_cast<uint32_t>(out->sentences.size()));
    }
    out->sentences.push_back(std::move(counted));
  }
  std::sort(held.begin(), held.end());
  for (const auto& [term, sentence] : held) {
    if (out->terms.empty() || out->terms.back() != term) {
      out->terms.push_back(term);
      out->starts.push_back(static_cast<uint32_t>(out->postings.size()));
    }
    out->postings.push_back(sentence);
  }
  out->starts.push_back(static_cast<uint32_t>(out->postings.size()));
}

void WeighTerms(const Stems& stems, TermSpace* space) {
  const size_t keys = space->token_weights.size();
  std::vector<uint32_t> most_sentences(keys + stems.weights.size(), 1);
  for (const DocumentTerms& document : space->documents) {
    for (size_t k = 0; k < document.terms.size(); ++k) {
      uint32_t& most = most_sentences[document.terms[k]];
      most = std::max(most, document.starts[k + 1] - document.starts[k]);
    }
  }
  std::vector<uint64_t> occurrences(keys, 0);
  for (const DocumentTerms& document : space->documents) {
    for (const uint32_t term : document.token_terms) ++occurrences[term];
  }
  const auto damp = [&](double weight, size_t term) {
    return weight / (1 + kDamping * std::log(static_cast<double>(most_sentences[term])));
  };
  double sum = 0, squares = 0, damped_sum = 0, damped_squares = 0;
  for (size_t t = 0; t < keys; ++t) {
    const double weight = space->token_weights[t], damped = damp(weight, t);
    space->weights.push_back(stems.of_term[t] == kNone ? damped : (1 - kStemShare) * damped);
    const double count = static_cast<double>(occurrences[t]);
    sum += count * weight;
    squares += count * weight * weight;
    damped_sum += count * damped;
    damped_squares += count * damped * damped;
  }
  for (size_t s = 0; s < stems.weights.size(); ++s) {
    space->weights.push_back(kStemShare * damp(stems.weights[s], keys + s));
  }
  space->typical_token_weight = sum > 0 ? squares / sum : 0;
  space->typical_weight = damped_sum > 0 ? damped_squares / damped_sum : 0;
  for (DocumentTerms& document : space->documents) {
    for (SentenceTerms& sentence : document.sentences) {
      for (const WeightedTerm& term : sentence.terms) sentence.mass += term.count * space->weights[term.id];
    }
  }
}

struct Content {
  uint64_t hash = 0;
  std::span<const uint32_t> terms;
  SentenceTerms* sentence = nullptr;
};

std::strong_ordering Compare(const Content& a, const Content& b) {
  if (a.hash != b.hash) return a.hash <=> b.hash;
  return std::lexicographical_compare_three_way(a.terms.begin(), a.terms.end(), b.terms.begin(),
                                                b.terms.end());
}

void NumberContents(std::span<const DiffDocument* const> documents, TermSpace* space) {
  std::vector<Content> contents;
  for (size_t d = 0; d < documents.size(); ++d) {
    DocumentTerms& document = space->documents[d];
    for (size_t s = 0; s < document.sentences.size(); ++s) {
      const DiffSentence& sentence = documents[d]->sentences[s];
      Content content;
      content.terms = std::span(document.token_terms).subspan(sentence.first_token, sentence.token_count);
      content.sentence = &document.sentences[s];
      content.hash = content.terms.size();
      for (uint32_t k = 0; k < sentence.token_count; ++k) {
        content.hash = CombineHash(content.hash, documents[d]->tokens[sentence.first_token + k].key);
      }
      contents.push_back(content);
    }
  }
  std::sort(contents.begin(), contents.end(),
            [](const Content& a, const Content& b) { return Compare(a, b) < 0; });
  uint32_t number = 0;
  for (size_t k = 0; k < contents.size(); ++k) {
    if (k > 0 && Compare(contents[k - 1], contents[k]) != 0) ++number;
    contents[k].sentence->content = number;
  }
}

}  // namespace

TermSpace BuildTermSpace(std::span<const DiffDocument* const> documents) {
  TermSpace space;
  space.documents.resize(documents.size());
  NumberTerms(documents, &space);
  const Stems stems = NumberStems(documents, space);
  for (size_t d = 0; d < documents.size(); ++d) CountTerms(*documents[d], stems, &space.documents[d]);
  WeighTerms(stems, &space);
  NumberContents(documents, &space);
  return space;
}

double LikenessOfShared(const TermSpace& space, double shared, double mass_a, double mass_b) {
  if (!(shared > 0)) return 0;
  const double dice = 2 * shared / (mass_a + mass_b);
  const double containment = shared / std::min(mass_a, mass_b);
  const double blend = (1 - kContainmentShare) * dice + kContainmentShare * containment;
  const double surety = shared / (shared + space.typical_weight);
  return std::min(1.0, std::sqrt(blend * surety));
}

double SharedMass(const TermSpace& space, std::span<const WeightedTerm> a, std::span<const WeightedTerm> b) {
  double shared = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].id < b[j].id) {
      ++i;
    } else if (b[j].id < a[i].id) {
      ++j;
    } else {
      shared += std::min(a[i].count, b[j].count) * space.weights[a[i].id];
      ++i, ++j;
    }
  }
  return shared;
}

double Likeness(const TermSpace& space, const SentenceTerms& a, const SentenceTerms& b) {
  return LikenessOfShared(space, SharedMass(space, a.terms, b.terms), a.mass, b.mass);
}

}  // namespace samestory
