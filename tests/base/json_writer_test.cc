#include "engine/base/json_writer.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <limits>
#include <random>

#include "engine/base/utf8.h"

namespace samestory {
namespace {

std::string Quoted(std::string_view text) {
  std::string out;
  AppendJsonString(text, &out);
  return out;
}

TEST(JsonWriter, EscapesWhatJsonAndScriptElementsNeed) {
  EXPECT_EQ(Quoted("a\"b\\c\n\t\x01"), R"("a\"b\\c\n\t\u0001")");
  EXPECT_EQ(Quoted("</script>"), R"("\u003c/script>")");
  EXPECT_EQ(Quoted("\u2028"), R"("\u2028")");
  EXPECT_EQ(Quoted("hoà \xFF"), "\"hoà \uFFFD\"");
}

// Character after character.
std::string SlowQuoted(std::string_view text) {
  size_t replaced;
  const std::string repaired = RepairUtf8(text, &replaced);
  std::string out = "\"";
  for (size_t position = 0; position < repaired.size();) {
    const char32_t c = DecodeUtf8(repaired, &position);
    char escape[8];
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (c < 0x20 || c == '<' || c == 0x7F || c == 0x2028 || c == 0x2029) {
      std::snprintf(escape, sizeof(escape), "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      AppendUtf8(c, &out);
    }
  }
  return out + '"';
}

// Plain stretches of any length, so that what needs care stands at every place of a block, and at its edges.
TEST(JsonWriter, StringsAreThoseOfTheSlowTwin) {
  static const std::vector<std::string> kParts{
      "\"",         "\\",   "<",        "\n",     "\r",     "\t",   "\x01",
      "\x1f",       "\x7f", "\u2028",   "\u2029", "\u2027", "ệ",    "日",
      "\U0001F600", "\xE2", "\xE2\x80", "\xFF",   "\x80",   "\xC3", std::string(1, '\0')};
  std::mt19937_64 random(21);
  size_t escaped = 0;
  for (int trial = 0; trial < 30'000; ++trial) {
    std::string text;
    for (uint64_t parts = random() % 6; parts > 0; --parts) {
      text.append(random() % 70, 'a');
      text += kParts[random() % kParts.size()];
    }
    // Ending in nothing, in a whole block, in part of one.
    text.append(random() % 70, 'b');
    // The bytes lie at any address.
    const std::string shifted = std::string(random() % 32, ' ') + text;
    const std::string_view view = std::string_view(shifted).substr(shifted.size() - text.size());
    const std::string fast = Quoted(view);
    ASSERT_EQ(fast, SlowQuoted(text));
    escaped += fast.size() > text.size() + 2;
  }
  EXPECT_GT(escaped, 10'000u);
}

TEST(JsonWriter, RandomBytesAreThoseOfTheSlowTwin) {
  std::mt19937_64 random(22);
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string text(random() % 150, '\0');
    for (char& c : text) c = static_cast<char>(random() >> (trial % 2 == 0 ? 0 : 57));
    ASSERT_EQ(Quoted(text), SlowQuoted(text));
  }
}

TEST(JsonWriter, EveryByteAtEveryPlaceOfABlock) {
  for (int byte = 0; byte < 256; ++byte) {
    for (size_t place = 0; place < 66; ++place) {
      std::string text(66, 'x');
      text[place] = static_cast<char>(byte);
      ASSERT_EQ(Quoted(text), SlowQuoted(text)) << byte << " at " << place;
    }
  }
}

TEST(JsonWriter, NumbersAreShortAndFinite) {
  std::string out;
  JsonWriter json(&out);
  json.BeginArray();
  for (double value : {0.25, 1.0, 0.33333, -0.00001, std::numeric_limits<double>::infinity()})
    json.Number(value);
  json.EndArray();
  EXPECT_EQ(out, "[0.25,1,0.3333,0,null]");
}

TEST(JsonWriter, PutsCommasBetweenMembersAndElements) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Member("id", "a");
  json.Member("n", 3);
  json.Key("list");
  json.BeginArray();
  json.BeginObject();
  json.EndObject();
  json.Bool(true);
  json.Null();
  json.EndArray();
  json.Member("on", false);
  json.EndObject();
  EXPECT_EQ(out, R"({"id":"a","n":3,"list":[{},true,null],"on":false})");
}

}  // namespace
}  // namespace samestory
