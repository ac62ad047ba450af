#include "engine/report/html_data.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/report/names.h"

namespace samestory {
namespace {

// From the most to the least that a block says.
enum class Kept { kAllEdits, kBaseEdits, kNoEdits };

constexpr std::string_view kKeptNames[] = {"all", "base", "none"};

// Whether a script has nothing to show: one step that keeps the very same bytes.
bool IsTrivial(const std::vector<EditOp>& ops, std::string_view a, std::string_view b) {
  if (ops.empty()) return true;
  if (ops.size() > 1 || ops[0].op != '=') return false;
  const EditOp& op = ops[0];
  if (op.a_start > op.a_end || op.a_end > a.size() || op.b_start > op.b_end || op.b_end > b.size())
    return false;
  return a.substr(op.a_start, op.a_end - op.a_start) == b.substr(op.b_start, op.b_end - op.b_start);
}

class BlockWriter {
 public:
  BlockWriter(const NamedView& named, std::string* out) : named_(named), view_(*named.view), json_(out) {
    for (const ReportArticle& article : view_.articles) {
      texts_.emplace_back(article.text);
      titles_.emplace_back(article.title);
    }
  }

  void Write(Kept kept) {
    json_.BeginObject();
    json_.Member("base", view_.base);
    json_.Member("edits", kKeptNames[static_cast<size_t>(kept)]);
    Articles();
    json_.Key("rows");
    json_.BeginArray();
    for (size_t i = 0; i < view_.collation.rows.size(); ++i) OneRow(i + 1, view_.collation.rows[i], kept);
    json_.EndArray();
    Headlines();
    Passages();
    json_.EndObject();
  }

 private:
  void Articles() {
    json_.Key("articles");
    json_.BeginArray();
    for (size_t i = 0; i < view_.articles.size(); ++i) {
      const ReportArticle& article = view_.articles[i];
      json_.BeginObject();
      json_.Member("letter", named_.letters[i]);
      json_.Member("id", article.id);
      json_.Member("source", article.source);
      json_.Member("date", article.date);
      json_.Member("title", article.title);
      json_.Member("url", article.url);
      json_.Member("language", article.language);
      json_.Member("text", article.text);
      json_.Key("facts");
      json_.BeginArray();
      for (const ArticleFact& fact : article.facts) {
        json_.BeginArray();
        json_.Integer(texts_[i][fact.start]);
        json_.Integer(texts_[i][fact.end]);
        json_.String(NameOf(fact.kind));
        json_.EndArray();
      }
      json_.EndArray();
      json_.EndObject();
    }
    json_.EndArray();
  }

  void OneRow(size_t number, const Row& row, Kept kept) {
    json_.BeginObject();
    json_.Member("row", number);
    json_.Member("kind", NameOf(row.kind));
    json_.Key("cells");
    json_.BeginArray();
    for (const Cell& cell : row.cells) OneCell(cell);
    json_.EndArray();
    json_.Key("edits");
    json_.BeginArray();
    if (kept != Kept::kNoEdits) {
      for (const CellEdits& edits : row.edits) RowEdits(row, edits, kept);
    }
    json_.EndArray();
    json_.Key("facts");
    json_.BeginArray();
    for (const Disagreement& disagreement : row.disagreements) Fact(row, disagreement);
    json_.EndArray();
    json_.EndObject();
  }

  void OneCell(const Cell& cell) {
    const Utf16Offsets& units = texts_[cell.article];
    json_.BeginObject();
    json_.Member("article", cell.article);
    json_.Member("sentence", cell.sentence);
    json_.Member("start", units[cell.start]);
    json_.Member("end", units[cell.end]);
    json_.Member("moved", cell.moved);
    json_.Member("block", cell.block);
    json_.Member("main", cell.main);
    json_.Member("aside", cell.aside);
    json_.Member("weight", static_cast<double>(cell.weight));
    json_.EndObject();
  }

  void RowEdits(const Row& row, const CellEdits& edits, Kept kept) {
    if (edits.a >= row.cells.size() || edits.b >= row.cells.size()) return;
    const uint32_t a = row.cells[edits.a].article, b = row.cells[edits.b].article;
    if (kept == Kept::kBaseEdits && a != view_.base && b != view_.base) return;
    if (IsTrivial(edits.ops, view_.articles[a].text, view_.articles[b].text)) return;
    OneScript(edits, texts_[a], texts_[b]);
  }

  void Headlines() {
    json_.Key("headlines");
    json_.BeginArray();
    for (const CellEdits& edits : view_.headlines) {
      if (edits.a >= view_.articles.size() || edits.b >= view_.articles.size()) continue;
      if (IsTrivial(edits.ops, view_.articles[edits.a].title, view_.articles[edits.b].title)) continue;
      OneScript(edits, titles_[edits.a], titles_[edits.b]);
    }
    json_.EndArray();
  }

  void OneScript(const CellEdits& edits, const Utf16Offsets& a, const Utf16Offsets& b) {
    json_.BeginObject();
    json_.Member("a", edits.a);
    json_.Member("b", edits.b);
    json_.Key("ops");
    json_.BeginArray();
    for (const EditOp& op : edits.ops) {
      json_.BeginArray();
      json_.String(std::string_view(&op.op, 1));
      for (uint32_t offset : {a[op.a_start], a[op.a_end], b[op.b_start], b[op.b_end]}) json_.Integer(offset);
      json_.String(NameOf(op.change));
      json_.EndArray();
    }
    json_.EndArray();
    json_.EndObject();
  }

  void Fact(const Row& row, const Disagreement& disagreement) {
    json_.BeginObject();
    json_.Member("kind", NameOf(disagreement.kind));
    json_.Key("sides");
    json_.BeginArray();
    for (const Disagreement::Side& side : disagreement.sides) {
      if (side.cell >= row.cells.size()) continue;
      const Utf16Offsets& units = texts_[row.cells[side.cell].article];
      json_.BeginObject();
      json_.Member("cell", side.cell);
      json_.Member("start", units[side.start]);
      json_.Member("end", units[side.end]);
      json_.Member("version", side.version);
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  void Passages() {
    json_.Key("passages");
    json_.BeginArray();
    for (const Passage& passage : view_.collation.passages) {
      if (passage.a_article >= texts_.size() || passage.b_article >= texts_.size()) continue;
      const Utf16Offsets &a = texts_[passage.a_article], &b = texts_[passage.b_article];
      json_.BeginObject();
      json_.Member("a", passage.a_article);
      json_.Member("a_start", a[passage.a_start]);
      json_.Member("a_end", a[passage.a_end]);
      json_.Member("b", passage.b_article);
      json_.Member("b_start", b[passage.b_start]);
      json_.Member("b_end", b[passage.b_end]);
      json_.EndObject();
    }
    json_.EndArray();
  }

  const NamedView& named_;
  const DiffView& view_;
  JsonWriter json_;
  std::vector<Utf16Offsets> texts_, titles_;
};

}  // namespace

Utf16Offsets::Utf16Offsets(std::string_view text) {
  units_.resize(text.size() + 1);
  uint32_t unit = 0;
  for (size_t position = 0; position < text.size();) {
    const size_t start = position;
    const char32_t code_point = DecodeUtf8(text, &position);
    std::fill(units_.begin() + static_cast<std::ptrdiff_t>(start),
              units_.begin() + static_cast<std::ptrdiff_t>(position), unit);
    unit += code_point >= 0x10000 ? 2 : 1;
  }
  units_.back() = unit;
}

std::string EscapeJsonForHtml(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (const char c : json) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string DataBlockHtml(const NamedView& named, size_t most_bytes) {
  std::string json;
  for (const Kept kept : {Kept::kAllEdits, Kept::kBaseEdits, Kept::kNoEdits}) {
    json.clear();
    BlockWriter(named, &json).Write(kept);
    json = EscapeJsonForHtml(json);
    if (json.size() <= most_bytes) break;
  }
  return "<script type=\"application/json\" id=\"data\">" + json + "</script>\n";
}

}  // namespace samestory
