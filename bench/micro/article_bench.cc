#include <benchmark/benchmark.h>

#include <string>

#include "bench/micro/invented.h"
#include "engine/article/reader.h"
#include "engine/base/json_writer.h"

namespace samestory {
namespace {

constexpr size_t kWords = 600;

void Parse(benchmark::State& state, Format format, const std::string& name, std::string bytes) {
  InputFile file;
  file.disk_path = file.input = file.name = file.path = name;
  file.format = format;
  Record record;
  record.location = {0, bytes.size(), 1};
  record.bytes = std::move(bytes);
  for (auto _ : state) {
    const ParsedRecord parsed = ParseRecord(file, record);
    if (parsed.articles.size() != 1) {
      state.SkipWithError("the record gave no article");
      break;
    }
    benchmark::DoNotOptimize(parsed.articles.data());
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                          static_cast<int64_t>(record.bytes.size()));
}

void BM_ParseJsonLine(benchmark::State& state) {
  Draw draw(1);
  std::string line;
  JsonWriter json(&line);
  json.BeginObject();
  json.Member("id", "invented-1");
  json.Member("source", "harbour-post");
  json.Member("title", InventSentence(&draw, 12));
  json.Member("date", "2026-03-04T07:15:00+07:00");
  json.Member("url", "https://harbour-post.example/2026/03/04/invented-1");
  json.Member("text", InventArticle(1, kWords));
  json.EndObject();
  Parse(state, Format::kJsonLines, "invented.jsonl", std::move(line));
}
BENCHMARK(BM_ParseJsonLine);

// A page with a menu, the article in paragraphs, and a list of other articles.
std::string InventPage() {
  Draw draw(1);
  const std::string title = InventSentence(&draw, 12);
  std::string links;
  for (int i = 0; i < 30; ++i) {
    links += "<li><a href=\"/p/" + std::to_string(i) + "\">" + InventSentence(&draw, 10) + "</a></li>\n";
  }
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>" + title +
      "</title>\n<meta property=\"article:published_time\" content=\"2026-03-04T07:15:00+07:00\">\n"
      "<style>body{margin:0}</style><script>var page=1;</script></head>\n<body><nav><ul>\n" +
      links + "</ul></nav>\n<main><h1>" + title + "</h1>\n<div class=\"body\">\n";
  for (const std::string& sentence : InventSentences(&draw, kWords)) page += "<p>" + sentence + ".</p>\n";
  return page + "</div></main>\n<aside><ul>\n" + links + "</ul></aside></body></html>\n";
}

void BM_ParseHtmlPage(benchmark::State& state) { Parse(state, Format::kHtml, "invented.html", InventPage()); }
BENCHMARK(BM_ParseHtmlPage);

}  // namespace
}  // namespace samestory
