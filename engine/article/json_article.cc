#include <simdjson.h>

#include <array>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/encoding.h"
#include "engine/article/json_error.h"
#include "engine/article/parse.h"
#include "engine/article/record_readers.h"
#include "engine/base/utf8.h"

namespace samestory {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

enum Field { kId, kText, kTitle, kSource, kDate, kUrl, kFieldCount };

struct Alias {
  Field field;
  std::string_view key;
};

// Earlier ones win: the names of this program's own output first, then news-please, trafilatura, JSON-LD.
constexpr Alias kAliases[] = {{kId, "id"},
                              {kText, "text"},
                              {kText, "content"},
                              {kText, "body"},
                              {kText, "maintext"},
                              {kText, "articleBody"},
                              {kTitle, "title"},
                              {kTitle, "headline"},
                              {kSource, "source"},
                              {kSource, "outlet"},
                              {kSource, "publisher"},
                              {kSource, "source_domain"},
                              {kSource, "domain"},
                              {kDate, "date"},
                              {kDate, "published"},
                              {kDate, "date_publish"},
                              {kDate, "datePublished"},
                              {kDate, "date_published"},
                              {kDate, "publish_date"},
                              {kUrl, "url"},
                              {kUrl, "link"}};
constexpr size_t kAliasCount = std::size(kAliases);

std::string_view TypeName(element_type type) {
  switch (type) {
    case element_type::ARRAY:
      return "an array";
    case element_type::OBJECT:
      return "an object";
    case element_type::STRING:
      return "a string";
    case element_type::BOOL:
      return "true or false";
    case element_type::NULL_VALUE:
      return "null";
    default:
      return "a number";
  }
}

std::optional<std::string_view> StringOf(const element& value) {
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  return text;
}

// The grammar of RFC 8259, section 6.
bool IsJsonNumber(std::string_view number) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t before = at;
    while (at < number.size() && number[at] >= '0' && number[at] <= '9') ++at;
    return at > before;
  };
  const auto take = [&](std::string_view any) {
    const bool is = at < number.size() && any.find(number[at]) != std::string_view::npos;
    at += is ? 1 : 0;
    return is;
  };
  take("-");
  if (!take("0") && !digits()) return false;
  if (take(".") && !digits()) return false;
  if (take("eE")) {
    take("+-");
    if (!digits()) return false;
  }
  return at == number.size();
}

// \ud800 without its other half, as some writers emit for bytes they could not read, becomes \ufffd.
std::string MendSurrogateEscapes(std::string_view json, size_t* mended) {
  std::string out(json);
  const auto unit = [&](size_t at) -> int {
    if (at + 6 > out.size() || out[at] != '\\' || out[at + 1] != 'u') return -1;
    int value = 0;
    for (size_t i = at + 2; i < at + 6; ++i) {
      const char c = out[i];
      const int digit = c >= '0' && c <= '9'                 ? c - '0'
                        : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                             : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  };
  for (size_t i = 0; i < out.size(); ++i) {
    if (out[i] != '\\') continue;
    const int first = unit(i), second = first >= 0xD800 && first <= 0xDBFF ? unit(i + 6) : -1;
    if (second >= 0xDC00 && second <= 0xDFFF) {
      i += 11;
    } else if (first >= 0xD800 && first <= 0xDFFF) {
      out.replace(i + 2, 4, "fffd");
      ++*mended;
      i += 5;
    } else {
      ++i;
    }
  }
  return out;
}

// Numbers that no 64 bits hold are JSON too (RFC 8259): as strings, in case one is an id.
std::string QuoteLongNumbers(std::string_view json, size_t* quoted) {
  constexpr size_t kSafeBytes = 18;
  constexpr std::string_view kOfNumbers = "0123456789+-.eE";
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\' && i + 1 < json.size()) {
      out.append(json.substr(i++, 2));
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string || (c != '-' && (c < '0' || c > '9'))) {
      out.push_back(c);
      continue;
    }
    const size_t end = std::min(json.find_first_not_of(kOfNumbers, i), json.size());
    const std::string_view number = json.substr(i, end - i);
    const bool large = number.size() > kSafeBytes || number.find_first_of("eE") != std::string_view::npos;
    if (large && IsJsonNumber(number)) {
      out += '"';
      out += number;
      out += '"';
      ++*quoted;
    } else {
      out += number;
    }
    i = end - 1;
  }
  return out;
}

class JsonArticle {
 public:
  JsonArticle(const InputFile& file, const Line& line, simdjson::dom::parser* parser, ParsedRecord* parsed)
      : file_(file), line_(line), parser_(*parser), parsed_(*parsed) {}
  void Parse();

 private:
  void Note(Incident::Kind kind, std::string reason) {
    parsed_.incidents.push_back({kind, RecordPlace(file_.name, line_.location), std::move(reason)});
  }
  simdjson::error_code ParseMending(element* root);
  void CollectFields(const simdjson::dom::object& object);
  std::optional<std::string_view> FirstString(Field field) const;
  bool TakeText(Article* article);
  std::string Id() const;
  std::string Source(std::string_view url) const;
  std::optional<Date> PublicationDate() const;
  void Mend(std::string* value, size_t* mended) {
    if (value->find('\0') != std::string::npos) *mended += MendUtf8(value);
  }

  const InputFile& file_;
  const Line& line_;
  simdjson::dom::parser& parser_;
  std::array<std::optional<element>, kAliasCount> values_;
  ParsedRecord& parsed_;
};

simdjson::error_code JsonArticle::ParseMending(element* root) {
  const std::string_view bytes = line_.bytes;
  // There is room behind its end, so that it is parsed where it lies.
  constexpr bool kCopy = false;
  simdjson::error_code error = parser_.parse(bytes.data(), bytes.size(), kCopy).get(*root);
  if (error == simdjson::SUCCESS) return error;
  // What ails a line may hide what else does: all is mended that can be.
  size_t replaced = 0, halves = 0, numbers = 0;
  std::string mended = MendSurrogateEscapes(RepairUtf8(bytes, &replaced), &halves);
  if (mended.starts_with(kByteOrderMark)) mended.erase(0, kByteOrderMark.size());
  error = parser_.parse(mended).get(*root);
  if (error == simdjson::NUMBER_ERROR) {
    mended = QuoteLongNumbers(mended, &numbers);
    error = parser_.parse(mended).get(*root);
  }
  if (error != simdjson::SUCCESS) return error;
  const auto note = [&](size_t count, std::string_view what, std::string_view done) {
    if (count == 0) return;
    Note(Incident::Kind::kMended, absl::StrFormat("%d %s%s %s", count, what, count == 1 ? "" : "s", done));
  };
  note(replaced, "invalid byte sequence", "replaced by U+FFFD");
  note(halves, "escape", "of half a surrogate pair replaced by U+FFFD");
  note(numbers, "number", "beyond 64 bits read as a string");
  return error;
}

void JsonArticle::CollectFields(const simdjson::dom::object& object) {
  for (const auto& [key, value] : object) {
    for (size_t i = 0; i < kAliasCount; ++i) {
      if (key == kAliases[i].key && !values_[i]) values_[i] = value;
    }
  }
}

std::optional<std::string_view> JsonArticle::FirstString(Field field) const {
  for (size_t i = 0; i < kAliasCount; ++i) {
    if (kAliases[i].field != field || !values_[i]) continue;
    const std::optional<std::string_view> text = StringOf(*values_[i]);
    if (text && !IsBlankText(*text)) return text;
  }
  return std::nullopt;
}

bool JsonArticle::TakeText(Article* article) {
  if (const std::optional<std::string_view> text = FirstString(kText)) {
    article->text = *text;
    return true;
  }
  for (size_t i = 0; i < kAliasCount; ++i) {
    if (kAliases[i].field != kText || !values_[i]) continue;
    if (values_[i]->is_string()) {
      Note(Incident::Kind::kSkipped, absl::StrFormat("\"%s\" is empty", kAliases[i].key));
    } else {
      Note(Incident::Kind::kSkipped,
           absl::StrFormat("\"%s\" is %s, expected a string", kAliases[i].key, TypeName(values_[i]->type())));
    }
    return false;
  }
  Note(Incident::Kind::kSkipped, "no \"text\" (nor \"content\", \"body\", \"maintext\", \"articleBody\")");
  return false;
}

std::string JsonArticle::Id() const {
  const std::optional<element>& value = values_[0];
  if (value && value->is_string()) {
    const std::string_view id = *StringOf(*value);
    if (!IsBlankText(id)) return std::string(id);
  } else if (value && value->is_number()) {
    return simdjson::minify(*value);
  }
  return RecordPlace(file_.name, line_.location);
}

std::string JsonArticle::Source(std::string_view url) const {
  for (size_t i = 0; i < kAliasCount; ++i) {
    if (kAliases[i].field != kSource || !values_[i]) continue;
    std::optional<std::string_view> name = StringOf(*values_[i]);
    element inner;
    if (!name && values_[i]->at_key("name").get(inner) == simdjson::SUCCESS) name = StringOf(inner);
    if (name && !IsBlankText(*name)) return FoldSpaces(*name);
  }
  std::string host = HostOfUrl(url);
  return host.empty() ? file_.outlet : host;
}

std::optional<Date> JsonArticle::PublicationDate() const {
  for (size_t i = 0; i < kAliasCount; ++i) {
    if (kAliases[i].field != kDate || !values_[i]) continue;
    std::optional<Date> date;
    double number = 0;
    if (const std::optional<std::string_view> text = StringOf(*values_[i])) {
      date = ParseDate(*text);
    } else if (values_[i]->get_double().get(number) == simdjson::SUCCESS) {
      date = DateFromNumber(number);
    }
    if (date) return date;
  }
  return std::nullopt;
}

void JsonArticle::Parse() {
  element root;
  if (const simdjson::error_code error = ParseMending(&root); error != simdjson::SUCCESS) {
    Note(Incident::Kind::kSkipped, absl::StrFormat("not JSON: %s", WhatIsWrong(error)));
    return;
  }
  simdjson::dom::object object;
  if (root.get_object().get(object) != simdjson::SUCCESS) {
    Note(Incident::Kind::kSkipped, absl::StrFormat("%s, expected an object", TypeName(root.type())));
    return;
  }
  CollectFields(object);
  Article article;
  if (!TakeText(&article)) return;
  article.path = file_.path;
  article.id = Id();
  article.title = FoldSpaces(FirstString(kTitle).value_or(""));
  article.url = FoldSpaces(FirstString(kUrl).value_or(""));
  article.source = Source(article.url);
  article.date = PublicationDate();
  size_t mended = 0;
  for (std::string* value : {&article.id, &article.text, &article.title, &article.url, &article.source}) {
    Mend(value, &mended);
  }
  if (mended > 0) Note(Incident::Kind::kMended, absl::StrFormat("%d NUL replaced by U+FFFD", mended));
  parsed_.articles.push_back(std::move(article));
}

}  // namespace

struct JsonLineParser::Parser {
  simdjson::dom::parser dom;
};

JsonLineParser::JsonLineParser() : parser_(std::make_unique<Parser>()) {}
JsonLineParser::~JsonLineParser() = default;

void JsonLineParser::Parse(const InputFile& file, const Line& line, ParsedRecord* parsed) {
  JsonArticle(file, line, &parser_->dom, parsed).Parse();
}

ParsedRecord ParseJsonArticle(const InputFile& file, const Record& record) {
  static_assert(simdjson::SIMDJSON_PADDING <= kRecordPaddingBytes);
  ParsedRecord parsed;
  // A reader leaves room behind a record; one that was made elsewhere may have none.
  std::string padded;
  std::string_view bytes = record.bytes;
  if (record.bytes.capacity() < record.bytes.size() + kRecordPaddingBytes) {
    padded.reserve(record.bytes.size() + kRecordPaddingBytes);
    bytes = padded = record.bytes;
  }
  JsonLineParser().Parse(file, {bytes, record.location}, &parsed);
  return parsed;
}

}  // namespace samestory
