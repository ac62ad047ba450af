#include "tests/diff/texts.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

#include "engine/base/hash.h"

namespace samestory {
namespace {

bool IsPunctuation(char c) { return std::string_view(",.;?!()\"").find(c) != std::string_view::npos; }

DiffToken MakeToken(std::string_view text, size_t start, size_t end) {
  std::string key(text.substr(start, end - start));
  for (char& c : key) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  DiffToken token;
  token.start = static_cast<uint32_t>(start);
  token.end = static_cast<uint32_t>(end);
  token.key = Hash64(key);
  token.punctuation = IsPunctuation(key[0]);
  const bool digit =
      std::any_of(key.begin(), key.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)); });
  token.figure = digit ? token.key : 0;
  token.written = Hash64(text.substr(start, end - start));
  token.uncased = token.toneless = token.key;
  token.weight = IsPunctuation(key[0]) ? 0.05f : key.size() <= 3 ? 2.0f : 6.0f;
  return token;
}

// Runs of digits, and runs of words of two capitals and more, from token `first` on.
void AppendFacts(std::string_view text, size_t first, DiffDocument* document) {
  const std::vector<DiffToken>& tokens = document->tokens;
  const auto all = [&](size_t k, auto is) {
    const std::string_view word = text.substr(tokens[k].start, tokens[k].end - tokens[k].start);
    return std::all_of(word.begin(), word.end(),
                       [&](char c) { return is(static_cast<unsigned char>(c)) != 0; });
  };
  const auto is_name = [&](size_t k) {
    return tokens[k].end - tokens[k].start > 1 && all(k, [](unsigned char c) { return std::isupper(c); });
  };
  for (size_t k = first; k < tokens.size(); ++k) {
    if (all(k, [](unsigned char c) { return std::isdigit(c); })) {
      const uint64_t subject = k + 1 < tokens.size() && !tokens[k + 1].punctuation ? tokens[k + 1].key : 0;
      document->facts.push_back({FactKind::kNumber, static_cast<uint32_t>(k), 1, tokens[k].key, subject});
    }
    if (!is_name(k)) continue;
    DiffFact name{FactKind::kName, static_cast<uint32_t>(k), 0, 0, 0};
    for (; k < tokens.size() && is_name(k); ++k, ++name.token_count) {
      name.value = CombineHash(name.value, tokens[k].key);
    }
    document->facts.push_back(name);
    --k;
  }
}

size_t Below(std::mt19937& random, size_t bound) { return random() % bound; }

std::string Word(std::mt19937& random) {
  static constexpr const char* kCommon[] = {"va", "cua", "la", "o", "voi"};
  if (Below(random, 4) == 0) return kCommon[Below(random, 5)];
  static constexpr const char* kHead[] = {"ban", "cheo", "dinh", "ghe",  "hoan",
                                          "khu", "lam",  "mien", "nong", "phu"};
  static constexpr const char* kTail[] = {"ang", "ech", "iem", "oan", "uyt", "anh", "en", "ung"};
  return std::string(kHead[Below(random, 10)]) + kTail[Below(random, 8)] + kTail[Below(random, 5)];
}

std::string Edited(std::mt19937& random, const std::string& sentence) {
  std::istringstream words(sentence);
  std::string out;
  for (std::string word; words >> word;) {
    const size_t dice = Below(random, 12);
    if (dice == 0) continue;
    if (dice == 1) word = Word(random);
    if (dice == 2) word += " " + Word(random);
    if (dice == 3) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    out += (out.empty() ? "" : Below(random, 9) == 0 ? "  " : " ") + word;
  }
  return out.empty() ? sentence : out;
}

}  // namespace

TestText Split(std::string_view text) {
  TestText out;
  out.text = std::string(text);
  std::vector<DiffToken>& tokens = out.document.tokens;
  size_t first = 0;
  const auto end_sentence = [&] {
    if (tokens.size() == first) return;
    AppendFacts(text, first, &out.document);
    out.document.sentences.push_back({tokens[first].start, tokens.back().end, static_cast<uint32_t>(first),
                                      static_cast<uint32_t>(tokens.size() - first)});
    first = tokens.size();
  };
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '\n') end_sentence();
    if (text[at] == ' ' || text[at] == '\n') {
      ++at;
      continue;
    }
    size_t end = at + 1;
    if (!IsPunctuation(text[at])) {
      while (end < text.size() && text[end] != ' ' && text[end] != '\n') {
        const bool inner = end + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[end + 1]));
        if (IsPunctuation(text[end]) && !inner) break;
        ++end;
      }
    }
    tokens.push_back(MakeToken(text, at, end));
    if (text[at] == '.' && end < text.size() && text[end] == ' ') end_sentence();
    at = end;
  }
  end_sentence();
  return out;
}

std::vector<std::string> RandomSentences(std::mt19937& random, int sentences) {
  std::vector<std::string> out;
  for (int s = 0; s < sentences; ++s) {
    std::string sentence;
    const size_t words = 1 + Below(random, 30);
    for (size_t w = 0; w < words; ++w) {
      sentence += (w == 0 ? "" : Below(random, 8) == 0 ? ", " : " ") + Word(random);
    }
    out.push_back(sentence + (Below(random, 10) == 0 ? "" : "."));
  }
  return out;
}

std::vector<std::string> Rewrite(std::mt19937& random, const std::vector<std::string>& sentences) {
  std::vector<std::string> out;
  for (const std::string& sentence : sentences) {
    switch (Below(random, 10)) {
      case 0:
        break;
      case 1:
      case 2:
      case 3:
        out.push_back(Edited(random, sentence));
        break;
      case 4: {
        const size_t cut = sentence.find(' ', sentence.size() / 2);
        out.push_back(sentence.substr(0, cut));
        if (cut != std::string::npos) out.push_back(sentence.substr(cut + 1));
        break;
      }
      case 5:
        if (!out.empty()) {
          out.back() += " " + sentence;
          break;
        }
        [[fallthrough]];
      case 6:
        out.push_back(sentence);
        if (Below(random, 3) == 0) out.push_back(sentence);
        if (Below(random, 2) == 0) out.push_back(RandomSentences(random, 1)[0]);
        break;
      default:
        out.push_back(sentence);
    }
    if (out.size() > 1 && Below(random, 10) == 0) std::swap(out.back(), out[Below(random, out.size())]);
  }
  return out;
}

TestText Join(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += sentence + "\n";
  return Split(text);
}

std::vector<DiffDocument> Documents(const std::vector<TestText>& texts) {
  std::vector<DiffDocument> documents;
  for (const TestText& text : texts) documents.push_back(text.document);
  return documents;
}

namespace {

// What a collation says, in words that do not depend on how the articles are numbered.
class Naming {
 public:
  Naming(const Collation& collation, const std::vector<uint32_t>& names)
      : collation_(collation), names_(names) {}

  std::string Text() const {
    std::vector<std::string> lines;
    for (const Row& row : collation_.rows) lines.push_back(RowText(row));
    for (const Passage& passage : collation_.passages) lines.push_back(PassageText(passage));
    return Sorted(std::move(lines), "\n");
  }

 private:
  static std::string Sorted(std::vector<std::string> parts, const std::string& end) {
    std::sort(parts.begin(), parts.end());
    std::string out;
    for (const std::string& part : parts) out += part + end;
    return out;
  }

  static std::string Range(uint32_t start, uint32_t end) {
    return std::to_string(start) + "-" + std::to_string(end);
  }

  std::string Name(const Cell& cell) const {
    return std::to_string(names_[cell.article]) + ":" + std::to_string(cell.sentence);
  }

  std::string RowText(const Row& row) const {
    std::vector<std::string> cells, edits, facts;
    for (const Cell& cell : row.cells) {
      cells.push_back(Name(cell) + "@" + Range(cell.start, cell.end) + (cell.moved ? "m" : "") +
                      std::to_string(cell.block) + (cell.main ? "*" : "") + (cell.aside ? "(aside)" : "") +
                      " " + std::to_string(cell.weight));
    }
    for (const CellEdits& pair : row.edits) edits.push_back(EditsText(row, pair));
    for (const Disagreement& fact : row.disagreements) facts.push_back(FactText(row, fact));
    return std::to_string(static_cast<int>(row.kind)) + " " + Sorted(cells, " ") + Sorted(edits, "; ") +
           Sorted(facts, "; ");
  }

  // Seen from the other side a deletion is an insertion; which of two neighbours comes first is no matter, and
  // neither is where the empty side of one stands.
  std::string EditsText(const Row& row, const CellEdits& pair) const {
    const Cell &a = row.cells[pair.a], &b = row.cells[pair.b];
    const bool turn = names_[b.article] < names_[a.article];
    std::vector<std::string> ops;
    for (const EditOp& op : pair.ops) {
      std::string from = Range(op.a_start, op.a_end), to = Range(op.b_start, op.b_end);
      char kind = op.op;
      if (turn) {
        std::swap(from, to);
        kind = op.op == '-' ? '+' : op.op == '+' ? '-' : '=';
      }
      ops.push_back(kind + (kind == '+' ? "" : from) + "/" + (kind == '-' ? "" : to) + "c" +
                    std::to_string(static_cast<int>(op.change)));
    }
    return (turn ? Name(b) + "~" + Name(a) : Name(a) + "~" + Name(b)) + " " + Sorted(std::move(ops), " ");
  }

  // Which sides agree; how the versions are numbered is no matter.
  std::string FactText(const Row& row, const Disagreement& fact) const {
    std::map<uint32_t, std::vector<std::string>> versions;
    for (const Disagreement::Side& side : fact.sides) {
      versions[side.version].push_back(Name(row.cells[side.cell]) + "@" + Range(side.start, side.end));
    }
    std::vector<std::string> parts;
    for (auto& [version, sides] : versions) parts.push_back(Sorted(std::move(sides), " "));
    return "fact" + std::to_string(static_cast<int>(fact.kind)) + " " + Sorted(std::move(parts), "| ");
  }

  std::string PassageText(const Passage& passage) const {
    std::vector<std::string> sides = {
        std::to_string(names_[passage.a_article]) + "@" + Range(passage.a_start, passage.a_end),
        std::to_string(names_[passage.b_article]) + "@" + Range(passage.b_start, passage.b_end)};
    return "passage " + Sorted(std::move(sides), " ");
  }

  const Collation& collation_;
  const std::vector<uint32_t>& names_;
};

}  // namespace

std::string Canonical(const Collation& collation, const std::vector<uint32_t>& names) {
  return Naming(collation, names).Text();
}

}  // namespace samestory
