#include "engine/report/html_page.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"
#include "engine/report/display.h"
#include "engine/report/html_controls.h"
#include "engine/report/html_method.h"
#include "report_assets.h"

namespace samestory {
namespace {

bool IsAsciiAlnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool IsLanguageTag(std::string_view tag) {
  return tag.size() >= 2 && tag.size() <= 35 && IsAsciiAlnum(tag[0]) && tag.back() != '-' &&
         std::all_of(tag.begin(), tag.end(), [](char c) { return IsAsciiAlnum(c) || c == '-'; });
}

const char* ClassOf(Change change) {
  switch (change) {
    case Change::kCase:
      return "c-case";
    case Change::kTone:
      return "c-tone";
    case Change::kNumber:
      return "c-number";
    case Change::kPunctuation:
      return "c-punctuation";
    case Change::kNone:
    case Change::kWords:
      break;
  }
  return "c-words";
}

bool IsControl(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c <= 0x9F);
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeUtf8(text, &position);
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        AppendUtf8(IsControl(c) ? kReplacementCharacter : c, &out);
    }
  }
  return out;
}

std::string Isolated(std::string_view text) { return "<bdi>" + EscapeHtml(text) + "</bdi>"; }

std::string TextAttributes(const ReportArticle& article) {
  std::string out = " dir=\"auto\"";
  if (IsLanguageTag(article.language)) out += " lang=\"" + EscapeHtml(article.language) + "\"";
  return out;
}

std::string TimeHtml(std::string_view iso) {
  const bool plain =
      iso.size() >= 4 && iso.size() <= 25 && std::all_of(iso.begin(), iso.end(), [](char c) {
        return (c >= '0' && c <= '9') || std::string_view("-:+TZ").find(c) != std::string_view::npos;
      });
  if (!plain) return Isolated(iso);
  return "<time datetime=\"" + EscapeHtml(iso) + "\">" + EscapeHtml(ReadableDate(iso)) + "</time>";
}

std::string BarHtml(double share) {
  const int width =
      std::isfinite(share) ? static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 64)) : 0;
  return absl::StrFormat(
      "<svg class=\"bar\" viewBox=\"0 0 64 6\" width=\"64\" height=\"6\" aria-hidden=\"true\" "
      "focusable=\"false\">"
      "<rect class=\"rail\" width=\"64\" height=\"6\" rx=\"3\"/><rect class=\"fill\" width=\"%d\" "
      "height=\"6\" "
      "rx=\"3\"/></svg>",
      width);
}

std::string StoryHref(std::string_view id) {
  std::string out = "story/";
  for (const char c : id) {
    if (IsAsciiAlnum(c) || c == '-' || c == '_' || c == '.') {
      out.push_back(c);
    } else {
      out += absl::StrFormat("%%%02X", static_cast<unsigned char>(c));
    }
  }
  return out + ".html";
}

void Add(std::string* out, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) out->append(part);
}

std::string SpokenHtml(std::string_view text) {
  return "<span class=\"spoken\">" + EscapeHtml(text) + "</span>";
}

void AppendChange(std::string_view text, bool dropped, Change change, const Wording& wording,
                  std::string* out) {
  if (text.empty()) return;
  const size_t length = text.find_last_not_of(" \t\r\n") + 1;  // 0 where there is nothing but white space
  const std::string spoken = std::string(" ") + (dropped ? wording.dropped : wording.added) + " ";
  // The style's sign stands before the text; only the text itself is struck out, in a span of its own.
  Add(out, {dropped ? "<del class=\"" : "<ins class=\"", ClassOf(change), "\"><span class=\"spoken\" lang=\"",
            wording.language, "\">", EscapeHtml(spoken), "</span>", dropped ? "<span class=\"cut\">" : "",
            EscapeHtml(text.substr(0, length)), dropped ? "</span>" : "", SpokenHtml("; "),
            dropped ? "</del>" : "</ins>", text.substr(length)});
}

void AppendChange(std::string_view text, bool dropped, const Wording& wording, std::string* out) {
  AppendChange(text, dropped, Change::kWords, wording, out);
}

void AppendShared(std::string_view text, std::string* out) {
  constexpr std::string_view kEdges = " \t\r\n,.;:()[]\"'-";
  const size_t first = text.find_first_not_of(kEdges);
  if (first == std::string_view::npos) {
    Add(out, {EscapeHtml(text)});
    return;
  }
  const size_t end = text.find_last_not_of(kEdges) + 1;
  Add(out, {EscapeHtml(text.substr(0, first)), "<mark>", EscapeHtml(text.substr(first, end - first)),
            "</mark>", EscapeHtml(text.substr(end))});
}

std::string PageStart(const Wording& wording, std::string_view title, std::string_view way_back) {
  std::string out;
  Add(&out, {"<!DOCTYPE html>\n<html class=\"no-js\" lang=\"", wording.language,
             "\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '",
             kStyleHash, "'; script-src '", kScriptHash,
             "'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
             EscapeHtml(title), " – samestory</title>\n<style>", kStyle, "</style>\n</head>\n<body>\n",
             "<a class=\"skip\" href=\"#main\">", EscapeHtml(wording.skip_to_content), "</a>\n",
             "<header class=\"top\"><span class=\"name\">samestory</span>"});
  if (!way_back.empty()) {
    Add(&out,
        {"<nav><a href=\"", EscapeHtml(way_back), "\">← ", EscapeHtml(wording.all_stories), "</a></nav>"});
  }
  AppendKeysButton(wording, &out);
  Add(&out, {"</header>\n"});
  AppendKeys(wording, &out);
  Add(&out, {"<main id=\"main\" tabindex=\"-1\">\n"});
  return out;
}

std::string PageEnd() {
  std::string out;
  Add(&out, {"</main>\n<script>", kScript, "</script>\n</body>\n</html>\n"});
  return out;
}

std::string PageEnd(const Wording& wording, const std::vector<std::pair<std::string, std::string>>& method,
                    const std::string& version) {
  std::string out;
  AppendMethod({&method, version, "", "", nullptr, {}}, wording, &out);
  return out + PageEnd();
}

}  // namespace samestory
