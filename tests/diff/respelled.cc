#include "tests/diff/respelled.h"

#include <algorithm>
#include <cctype>

#include "engine/base/hash.h"

namespace samestory {
namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool IsWord(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

std::string Toneless(std::string word) {
  if (IsWord(word)) std::erase_if(word, [](char c) { return c == '1' || c == '2' || c == '3'; });
  return word;
}

// A tone is a digit at a word's end; 1 and 3 are one tone written in two ways.
TestText Toned(const std::string& text) {
  TestText split = Split(text);
  for (DiffToken& token : split.document.tokens) {
    const std::string lower = Lower(std::string_view(text).substr(token.start, token.end - token.start));
    std::string key = lower;
    if (IsWord(key)) std::replace(key.begin(), key.end(), '3', '1');
    token.key = Hash64(key);
    token.uncased = Hash64(lower);
    token.toneless = Hash64(Toneless(lower));
  }
  return split;
}

// Another hand's spelling: tones, capitals, numbers, names and semicolons are put in, or changed.
std::string Respell(std::mt19937& random, const std::string& sentence, uint32_t one_in) {
  std::string out;
  for (size_t at = 0; at < sentence.size();) {
    size_t end = at;
    while (end < sentence.size() && std::isalnum(static_cast<unsigned char>(sentence[end])) != 0) ++end;
    if (end == at) {
      const char mark = sentence[at++];
      out += mark == ',' && random() % (2 * one_in) == 0 ? ';' : mark;
      continue;
    }
    std::string word = sentence.substr(at, end - at);
    at = end;
    switch (random() % (8 * one_in)) {
      case 0:
      case 1:
        word = Toneless(word);
        if (IsWord(word)) word += static_cast<char>('1' + random() % 3);
        break;
      case 2:
        for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        break;
      case 3:
        word = std::to_string(10 + random() % 40) + " " + word;
        break;
      case 4:
        word = IsWord(word) ? "LAM KHE " + word : std::to_string(10 + random() % 40);
        break;
      case 5:
        word = Lower(word);
        break;
      default:
        break;
    }
    out += word;
  }
  return out;
}

}  // namespace

std::vector<TestText> RespelledArticles(uint32_t seed) {
  std::mt19937 random(seed + 1000);
  std::vector<std::string> source = RandomSentences(random, 2 + static_cast<int>(random() % 12));
  for (std::string& sentence : source) sentence = Respell(random, sentence, 1);
  std::vector<TestText> articles;
  const size_t count = 2 + random() % 4;
  for (size_t k = 0; k < count; ++k) {
    std::vector<std::string> sentences = k == 0 ? source : Rewrite(random, source);
    if (sentences.size() > 1 && random() % 2 == 0) {  // a passage inside a new sentence
      const std::string& from = source[random() % source.size()];
      sentences.push_back("khu mien " + from.substr(from.find(' ') + 1, 60) + " ghe dinh cheo.");
    }
    std::string text;
    for (const std::string& sentence : sentences) text += Respell(random, sentence, 3) + "\n";
    articles.push_back(Toned(text));
    for (DiffSentence& sentence : articles.back().document.sentences) sentence.aside = random() % 10 == 0;
  }
  return articles;
}

}  // namespace samestory
