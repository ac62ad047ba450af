#include "engine/article/header_fields.h"

#include <algorithm>

namespace samestory {

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

std::string_view TrimBlanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

HeaderFields::HeaderFields(std::string_view lines) {
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const bool continues = line.starts_with(' ') || line.starts_with('\t');
    const size_t colon = line.find(':');
    if (continues && !fields_.empty()) {
      fields_.back().second.append(" ").append(TrimBlanks(line));
    } else if (!continues && colon != std::string_view::npos) {
      fields_.emplace_back(LowerAscii(TrimBlanks(line.substr(0, colon))), TrimBlanks(line.substr(colon + 1)));
    }
  }
}

std::string_view HeaderFields::First(std::string_view lower_name) const {
  for (const auto& [name, value] : fields_) {
    if (name == lower_name) return value;
  }
  return {};
}

size_t EndOfHead(std::string_view text) {
  for (size_t feed = text.find('\n'); feed != std::string_view::npos; feed = text.find('\n', feed + 1)) {
    const std::string_view rest = text.substr(feed + 1, 2);
    if (rest.starts_with('\n')) return feed + 2;
    if (rest == "\r\n") return feed + 3;
  }
  return std::string_view::npos;
}

MediaType ParseMediaType(std::string_view value) {
  MediaType type;
  const std::string lower = LowerAscii(value);
  std::string_view rest = lower;
  const auto take = [&rest] {
    const size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view part = TrimBlanks(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
  };
  type.name = take();
  while (!rest.empty() && type.charset.empty()) {
    std::string_view part = take();
    if (!part.starts_with("charset")) continue;
    part = TrimBlanks(part.substr(7));
    if (!part.starts_with('=')) continue;
    part = TrimBlanks(part.substr(1));
    while (part.starts_with('"') || part.starts_with('\'')) part.remove_prefix(1);
    type.charset = part.substr(0, part.find_first_of("\"' \t"));
  }
  return type;
}

}  // namespace samestory
