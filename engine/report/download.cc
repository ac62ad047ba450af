#include "engine/report/download.h"

#include <algorithm>
#include <cstdint>

#include "engine/base/json_writer.h"
#include "engine/base/utf8.h"
#include "engine/report/names.h"
#include "engine/report/row_facts.h"
#include "engine/report/wording_front.h"

namespace samestory {
namespace {

// A file's name is nobody's path.
std::string FileName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' ||
                       c == '_' || (c == '.' && !out.empty());
    if (plain && out.size() < 80) out.push_back(c);
  }
  return out.empty() ? "table" : out;
}

void AppendCsvLine(const std::vector<std::string>& fields, std::string* out) {
  for (size_t i = 0; i < fields.size(); ++i) Add(out, {i == 0 ? "" : ",", CsvField(fields[i])});
  out->append("\r\n");
}

void AppendCsvRow(const NamedView& named, size_t number, const Row& row, bool with_texts, std::string* out) {
  const DiffView& view = *named.view;
  const RowVersions versions = VersionsOf(view, row);
  std::vector<std::string> fields = {std::to_string(number), std::string(NameOf(row.kind)),
                                     std::to_string(versions.articles.size()),
                                     row.disagreements.empty() ? "no" : "yes", IsAside(row) ? "yes" : "no"};
  std::vector<std::string> texts;
  for (uint32_t article = 0; article < view.articles.size(); ++article) {
    std::string position, kind, text;
    for (const size_t cell : CellsOf(row, article)) {
      if (!position.empty()) position += "; ", kind += "; ", text += '\n';
      position += std::to_string(row.cells[cell].sentence + 1);
      kind += CellKindName(row, versions, cell);
      text += TextOf(view, row.cells[cell]);
    }
    fields.push_back(position);
    fields.push_back(kind.empty() ? "absent" : kind);
    texts.push_back(text);
  }
  if (with_texts) fields.insert(fields.end(), texts.begin(), texts.end());
  AppendCsvLine(fields, out);
}

void WriteFacts(const NamedView& named, const Row& row, JsonWriter* json) {
  json->Key("facts");
  json->BeginArray();
  for (const Disagreement& disagreement : row.disagreements) {
    json->BeginObject();
    json->Member("kind", NameOf(disagreement.kind));
    json->Key("versions");
    json->BeginArray();
    for (const FactVersion& version : FactVersionsOf(*named.view, row, disagreement)) {
      json->BeginObject();
      json->Key("articles");
      json->BeginArray();
      for (const uint32_t article : version.articles) json->String(named.letters[article]);
      json->EndArray();
      json->Member("text", version.text);
      json->EndObject();
    }
    json->EndArray();
    json->EndObject();
  }
  json->EndArray();
}

void WriteRow(const NamedView& named, size_t number, const Row& row, bool with_texts, JsonWriter* json) {
  const RowVersions versions = VersionsOf(*named.view, row);
  json->BeginObject();
  json->Member("row", number);
  json->Member("kind", NameOf(row.kind));
  json->Member("count", versions.articles.size());
  json->Member("facts_differ", !row.disagreements.empty());
  json->Member("aside", IsAside(row));
  json->Key("sentences");
  json->BeginArray();
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    json->BeginObject();
    json->Member("article", named.letters[cell.article]);
    json->Member("position", cell.sentence + 1);
    json->Member("kind", CellKindName(row, versions, i));
    json->Member("main", cell.main);
    json->Member("moved", cell.moved);
    if (with_texts) json->Member("text", TextOf(*named.view, cell));
    json->EndObject();
  }
  json->EndArray();
  WriteFacts(named, row, json);
  json->EndObject();
}

}  // namespace

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  const auto at = [&](size_t i) {
    return i < bytes.size() ? static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) : 0u;
  };
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const uint32_t group = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    const size_t digits = std::min<size_t>(bytes.size() - i, 3) + 1;
    for (size_t digit = 0; digit < 4; ++digit) {
      out.push_back(digit < digits ? kDigits[group >> (18 - 6 * digit) & 63] : '=');
    }
  }
  return out;
}

std::string CsvField(std::string_view value) {
  std::string out;
  bool quoted = false;
  if (!value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos)
    out.push_back('\'');
  for (size_t position = 0; position < value.size();) {
    const char32_t c = DecodeUtf8(value, &position);
    if (c == '"') out.push_back('"');
    quoted = quoted || c == '"' || c == ',' || c == '\n' || c == '\r';
    const bool control = (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7F && c <= 0x9F);
    AppendUtf8(control ? kReplacementCharacter : c, &out);
  }
  return quoted ? "\"" + out + "\"" : out;
}

std::string MatrixCsv(const NamedView& named, bool with_texts) {
  const DiffView& view = *named.view;
  std::string out = "\xEF\xBB\xBF";
  std::vector<std::string> heads = {"row", "kind", "count", "facts_differ", "aside"};
  std::vector<std::string> names;
  for (size_t i = 0; i < view.articles.size(); ++i) {
    names.push_back(named.letters[i] + " " + std::string(OutletOf(view.articles[i])));
    heads.push_back(names.back() + ": position");
    heads.push_back(names.back() + ": kind");
  }
  if (with_texts) {
    for (const std::string& name : names) heads.push_back(name + ": text");
  }
  AppendCsvLine(heads, &out);
  for (size_t i = 0; i < view.collation.rows.size(); ++i) {
    const Row& row = view.collation.rows[i];
    if (!row.cells.empty()) AppendCsvRow(named, i + 1, row, with_texts, &out);
  }
  return out;
}

std::string MatrixJson(const NamedView& named, bool with_texts) {
  const DiffView& view = *named.view;
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Member("base", view.base < named.letters.size() ? named.letters[view.base] : "");
  json.Key("articles");
  json.BeginArray();
  for (size_t i = 0; i < view.articles.size(); ++i) {
    const ReportArticle& article = view.articles[i];
    json.BeginObject();
    json.Member("letter", named.letters[i]);
    json.Member("id", article.id);
    json.Member("source", article.source);
    json.Member("date", article.date);
    json.Member("title", article.title);
    json.Member("url", article.url);
    json.EndObject();
  }
  json.EndArray();
  json.Key("rows");
  json.BeginArray();
  for (size_t i = 0; i < view.collation.rows.size(); ++i) {
    const Row& row = view.collation.rows[i];
    if (!row.cells.empty()) WriteRow(named, i + 1, row, with_texts, &json);
  }
  json.EndArray();
  json.EndObject();
  out.push_back('\n');
  return out;
}

void AppendDownloads(const NamedView& named, const Wording& wording, std::string_view name, std::string* out,
                     size_t most_bytes) {
  const FrontWording& words = FrontWordingFor(wording.language);
  Add(out, {"<p class=\"downloads\">", EscapeHtml(words.download)});
  const auto link = [&](const char* label, const char* ending, const char* type, auto make) {
    std::string file = make(named, true);
    const bool whole = file.size() <= most_bytes;
    if (!whole) file = make(named, false);
    Add(out, {" <a download=\"", FileName(name), ending, "\" href=\"data:", type, ";base64,", Base64(file),
              "\">", EscapeHtml(label), "</a>"});
    if (!whole) Add(out, {" <span class=\"quiet\">(", EscapeHtml(words.texts_left_out), ")</span>"});
  };
  link(words.csv, ".csv", "text/csv;charset=utf-8", MatrixCsv);
  link(words.json, ".json", "application/json", MatrixJson);
  Add(out, {"</p>\n"});
}

}  // namespace samestory
