// Folders of invented news in every format, for tests of reading them.
#pragma once

#include <zstd.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/base/json_writer.h"
#include "tests/support/temporary_folder.h"

namespace samestory {

// Sentences of some forty made-up syllables, so that texts share shingles now and then.
inline std::string InventedText(std::mt19937_64& random, size_t words) {
  static const std::vector<std::string> kSyllables{
      "cầu",  "Vàm",  "Sậy",   "đóng", "phà",   "Bến", "Mía",   "chạy",    "thêm",
      "lúa",  "giá",  "tăng",  "mưa",  "lũ",    "trụ", "lún",   "harbour", "pilot",
      "rice", "rose", "storm", "wall", "broke", "at",  "night", "17",      "312"};
  std::string text;
  for (size_t i = 0; i < words; ++i) {
    text += kSyllables[random() % kSyllables.size()];
    text += i % 11 == 10 ? ".\n" : " ";
  }
  return text;
}

inline std::string InventedLine(std::mt19937_64& random, const std::string& id, size_t words) {
  std::string line;
  JsonWriter json(&line);
  json.BeginObject();
  json.Member("id", id);
  json.Member("text", InventedText(random, words));
  json.Member("title", InventedText(random, 6));
  json.Member("source", "outlet" + std::to_string(random() % 5));
  if (random() % 3 != 0) json.Member("date", "2025-05-1" + std::to_string(random() % 10));
  json.EndObject();
  return line + "\n";
}

inline std::string InventedLines(std::mt19937_64& random, const std::string& prefix, size_t count) {
  std::string lines;
  for (size_t i = 0; i < count; ++i) {
    lines += random() % 20 == 0 ? "{\"text\":7}\n"
                                : InventedLine(random, prefix + std::to_string(i), random() % 60);
    if (random() % 15 == 0) lines += "\n";
  }
  return lines;
}

inline std::string ZstdOf(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

// An answer of a web server as a record of a WARC file.
inline std::string WarcRecord(const std::string& url, const std::string& page) {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url +
         "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(answer.size()) + "\r\n\r\n" + answer + "\r\n\r\n";
}

// Lines open and packed, arrays open and packed, texts, pages, and ids that come twice. `scale` is of a hundred articles or so.
inline void WriteInventedNews(const TemporaryFolder& folder, const std::string& name, size_t scale,
                              uint64_t seed) {
  std::mt19937_64 random(seed);
  folder.Write(name + "/a.jsonl", InventedLines(random, "a", 60 * scale));
  folder.Write(name + "/b.jsonl.zst", ZstdOf(InventedLines(random, "b", 40 * scale)));
  folder.Write(name + "/repeated.jsonl", InventedLines(random, "a", 5 * scale));
  // Long texts, and near copies of them.
  std::string copies;
  for (size_t i = 0; i < 6 * scale; ++i) {
    const std::string id = "l" + std::to_string(i), line = InventedLine(random, id, 120);
    copies += line;
    for (uint64_t k = random() % 3; k > 0; --k) {
      std::string copy = line;
      copy.replace(copy.find(id), id.size(), id + "-" + std::to_string(k));
      copy.insert(copy.find("\"text\":\"") + 8, InventedText(random, random() % 8));
      copies += copy;
    }
  }
  folder.Write(name + "/copies.jsonl", copies);
  std::string array;
  for (size_t i = 0; i < 10 * scale; ++i) {
    array += (i == 0 ? "[" : ",") + InventedLine(random, "j" + std::to_string(i), 30);
  }
  folder.Write(name + "/c.json", array + "]");
  for (size_t at = 0; (at = array.find("\"id\":\"j", at)) != std::string::npos; ++at) array[at + 6] = 'k';
  folder.Write(name + "/d.json.zst", ZstdOf(array + "]"));
  for (size_t i = 0; i < 12 * scale; ++i) {
    folder.Write(name + "/outlet" + std::to_string(i % 3) + "/t" + std::to_string(i) + ".txt",
                 InventedText(random, 20 + random() % 40));
  }
  folder.Write(name + "/outlet1/page.html",
               "<html><title>Rice</title><body><p>" + InventedText(random, 60) + "</p></body></html>");
  std::string crawl;
  for (size_t i = 0; i < 8 * scale; ++i) {
    crawl +=
        WarcRecord("http://harbour.example/" + std::to_string(i),
                   "<html><head><title>Rice</title></head><body><article><p>" + InventedText(random, 60) +
                       "</p><p>" + InventedText(random, 40) + "</p></article></body></html>");
  }
  folder.Write(name + "/crawl.warc", crawl);
  for (size_t at = 0; (at = crawl.find("harbour.example", at)) != std::string::npos;)
    crawl.replace(at, 7, "channel");
  folder.Write(name + "/later.warc.zst", ZstdOf(crawl));
  folder.Write(name + "/packed.txt.zst", ZstdOf(InventedText(random, 50)));
  folder.Write(name + "/empty.txt", "");
}

}  // namespace samestory
