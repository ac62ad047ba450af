#include "engine/report/jsonl.h"

#include <string_view>

#include "engine/base/json_writer.h"
#include "engine/report/names.h"

namespace samestory {
namespace {

void StringOrNull(std::string_view key, std::string_view value, JsonWriter* json) {
  json->Key(key);
  if (value.empty()) {
    json->Null();
  } else {
    json->String(value);
  }
}

void MemberUnlessEmpty(std::string_view key, std::string_view value, JsonWriter* json) {
  if (!value.empty()) json->Member(key, value);
}

void WriteMember(const ReportArticle& article, const std::string& role, JsonWriter* json) {
  json->BeginObject();
  json->Member("id", article.id);
  json->Member("source", article.source);
  StringOrNull("date", article.date, json);
  json->Member("title", article.title);
  json->Member("path", article.path);
  json->Member("role", role);
  json->EndObject();
}

void WriteLink(const ReportModel& model, const ReportLink& link, JsonWriter* json) {
  json->BeginObject();
  json->Member("a", model.articles[link.a].id);
  json->Member("b", model.articles[link.b].id);
  json->Member("kind", link.kind);
  json->Member("jaccard", link.jaccard);
  json->Member("containment_a", link.containment_a);
  json->Member("containment_b", link.containment_b);
  json->Member("score", link.score);
  json->Key("shared");
  json->BeginArray();
  for (const std::string& phrase : link.shared) json->String(phrase);
  json->EndArray();
  json->EndObject();
}

void WriteEdits(const CellEdits& edits, JsonWriter* json) {
  json->BeginObject();
  json->Member("a", edits.a);
  json->Member("b", edits.b);
  json->Key("ops");
  json->BeginArray();
  for (const EditOp& op : edits.ops) {
    json->BeginArray();
    json->String(std::string_view(&op.op, 1));
    for (uint32_t offset : {op.a_start, op.a_end, op.b_start, op.b_end}) json->Integer(offset);
    json->EndArray();
  }
  json->EndArray();
  json->Key("classes");
  json->BeginArray();
  for (const EditOp& op : edits.ops) json->String(NameOf(op.change));
  json->EndArray();
  json->EndObject();
}

void WriteDisagreement(const Disagreement& disagreement, JsonWriter* json) {
  json->BeginObject();
  json->Member("kind", NameOf(disagreement.kind));
  json->Key("sides");
  json->BeginArray();
  for (const Disagreement::Side& side : disagreement.sides) {
    json->BeginObject();
    json->Member("cell", side.cell);
    json->Member("start", side.start);
    json->Member("end", side.end);
    json->Member("version", side.version);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteRow(const Row& row, JsonWriter* json) {
  json->BeginObject();
  json->Member("kind", NameOf(row.kind));
  json->Key("cells");
  json->BeginArray();
  for (const Cell& cell : row.cells) {
    json->BeginObject();
    json->Member("article", cell.article);
    json->Member("start", cell.start);
    json->Member("end", cell.end);
    json->Member("moved", cell.moved);
    json->Member("block", cell.block);
    json->Member("main", cell.main);
    json->Member("aside", cell.aside);
    json->EndObject();
  }
  json->EndArray();
  json->Key("edits");
  json->BeginArray();
  for (const CellEdits& edits : row.edits) WriteEdits(edits, json);
  json->EndArray();
  json->Key("facts");
  json->BeginArray();
  for (const Disagreement& disagreement : row.disagreements) WriteDisagreement(disagreement, json);
  json->EndArray();
  json->EndObject();
}

void WritePassage(const Passage& passage, JsonWriter* json) {
  const auto side = [&](const char* name, uint32_t article, uint32_t start, uint32_t end) {
    json->Key(name);
    json->BeginObject();
    json->Member("article", article);
    json->Member("start", start);
    json->Member("end", end);
    json->EndObject();
  };
  json->BeginObject();
  side("a", passage.a_article, passage.a_start, passage.a_end);
  side("b", passage.b_article, passage.b_start, passage.b_end);
  json->EndObject();
}

}  // namespace

void AppendStoryLine(const ReportModel& model, const ReportStory& story, std::string* out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Member("story", story.id);
  json.Member("cohesion", story.cohesion);
  StringOrNull("first", story.first, &json);
  json.Member("title", story.title);
  json.Key("articles");
  json.BeginArray();
  for (const ReportMember& member : story.members) {
    WriteMember(model.articles[member.article], member.role, &json);
  }
  json.EndArray();
  json.Key("links");
  json.BeginArray();
  for (const ReportLink& link : story.links) WriteLink(model, link, &json);
  json.EndArray();
  json.EndObject();
  out->push_back('\n');
}

void AppendArticleLine(const ReportArticle& article, std::string* out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Member("id", article.id);
  MemberUnlessEmpty("path", article.path, &json);
  MemberUnlessEmpty("source", article.source, &json);
  MemberUnlessEmpty("title", article.title, &json);
  MemberUnlessEmpty("date", article.date, &json);
  MemberUnlessEmpty("url", article.url, &json);
  json.Member("text", article.text);
  json.EndObject();
  out->push_back('\n');
}

void AppendSkipLine(const ReportSkip& skip, std::string* out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Member("place", skip.place);
  json.Member("kind", skip.kind);
  json.Member("reason", skip.reason);
  json.EndObject();
  out->push_back('\n');
}

void AppendDiffLine(const DiffView& view, std::string* out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Key("articles");
  json.BeginArray();
  for (const ReportArticle& article : view.articles) {
    json.BeginObject();
    json.Member("id", article.id);
    json.Member("source", article.source);
    json.EndObject();
  }
  json.EndArray();
  json.Key("rows");
  json.BeginArray();
  for (const Row& row : view.collation.rows) WriteRow(row, &json);
  json.EndArray();
  json.Member("degraded", view.collation.degraded);
  json.Key("passages");
  json.BeginArray();
  for (const Passage& passage : view.collation.passages) WritePassage(passage, &json);
  json.EndArray();
  json.EndObject();
  out->push_back('\n');
}

}  // namespace samestory
