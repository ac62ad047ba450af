// One record → one article, by format. Pure functions; ParseRecord chooses.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/article/line_chunks.h"
#include "engine/article/reader.h"

namespace samestory {

ParsedRecord ParseJsonArticle(const InputFile& file, const Record& record);
ParsedRecord ParseTextArticle(const InputFile& file, const Record& record);
ParsedRecord ParseHtmlArticle(const InputFile& file, const Record& record);
ParsedRecord ParseWarcArticle(const InputFile& file, const Record& record);

// A page or a text of a crawl, and what is known of it from outside.
struct Page {
  std::string_view bytes;
  std::string id;
  std::string place;    // of its incidents
  std::string path;     // of its file
  std::string outlet;   // where it names none itself and has no URL
  std::string url;      // it was fetched from; where it is known it is the article's
  std::string charset;  // its transport declared
  // The path's last part names the article: the day it begins with may be the article's.
  bool own_file = false;
};

ParsedRecord ParseHtmlPage(const Page& page);
ParsedRecord ParseTextPage(const Page& page);

// Lines of JSON Lines one after the other, with buffers that are used again. Not for two threads at once.
class JsonLineParser {
 public:
  JsonLineParser();
  ~JsonLineParser();
  // Appends to `*parsed`. kRecordPaddingBytes beyond the line's end must be readable.
  void Parse(const InputFile& file, const Line& line, ParsedRecord* parsed);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

// The host of an absolute URL, lower-case, without user, port and "www."; empty where there is none.
std::string HostOfUrl(std::string_view url);

// Runs of white space as one space, none at the ends.
std::string FoldSpaces(std::string_view text);

// Nothing but white space.
bool IsBlankText(std::string_view text);

}  // namespace samestory
