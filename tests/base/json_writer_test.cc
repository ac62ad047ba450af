#include "engine/base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

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
