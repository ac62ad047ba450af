#include "engine/base/byte_codec.h"

#include <gtest/gtest.h>

#include <random>
#include <variant>
#include <vector>

namespace samestory {
namespace {

using Value = std::variant<uint64_t, std::string>;

std::vector<Value> RandomValues(std::mt19937_64& random) {
  std::vector<Value> values;
  for (uint64_t i = random() % 20; i > 0; --i) {
    if (random() % 2 == 0) {
      values.emplace_back(random() >> random() % 64);
    } else {
      std::string text(random() % 8 == 0 ? random() % 500 : random() % 5, '\0');
      for (char& c : text) c = static_cast<char>(random());
      values.emplace_back(text);
    }
  }
  return values;
}

std::string Encoded(const std::vector<Value>& values) {
  ByteEncoder out;
  for (const Value& value : values) {
    if (const auto* number = std::get_if<uint64_t>(&value)) {
      out.Number(*number);
    } else {
      out.String(std::get<std::string>(value));
    }
  }
  return out.Take();
}

TEST(ByteCodec, ComesBackAsItWentIn) {
  std::mt19937_64 random(11);
  for (int trial = 0; trial < 500; ++trial) {
    const std::vector<Value> values = RandomValues(random);
    const std::string bytes = Encoded(values);
    ByteDecoder in(bytes);
    for (const Value& value : values) {
      if (const auto* number = std::get_if<uint64_t>(&value)) {
        ASSERT_EQ(in.Number(), *number);
      } else {
        ASSERT_EQ(in.String(), std::get<std::string>(value));
      }
    }
    ASSERT_TRUE(in.ok() && in.at_end());
  }
}

TEST(ByteCodec, NumbersTakeSevenBitsAByte) {
  for (int bits = 0; bits < 64; ++bits) {
    ByteEncoder out;
    out.Number(uint64_t{1} << bits);
    EXPECT_EQ(out.Take().size(), static_cast<size_t>(bits / 7 + 1)) << bits;
  }
  ByteEncoder out;
  out.Number(UINT64_MAX);
  out.Number(0);
  const std::string bytes = out.Take();
  ByteDecoder in(bytes);
  EXPECT_EQ(in.Number(), UINT64_MAX);
  EXPECT_EQ(in.Number(), 0u);
  EXPECT_TRUE(in.ok() && in.at_end());
}

TEST(ByteCodec, EveryCutIsAFaultAndEverythingAfterItIsNothing) {
  std::mt19937_64 random(12);
  for (int trial = 0; trial < 50; ++trial) {
    const std::vector<Value> values = RandomValues(random);
    const std::string bytes = Encoded(values);
    for (size_t size = 0; size < bytes.size(); ++size) {
      ByteDecoder in(std::string_view(bytes).substr(0, size));
      bool failed = false;
      for (const Value& value : values) {
        const bool is_number = std::holds_alternative<uint64_t>(value);
        const uint64_t number = is_number ? in.Number() : 0;
        const std::string text = is_number ? "" : in.String();
        failed |= !in.ok();
        if (failed) {
          ASSERT_FALSE(in.ok());
          ASSERT_EQ(number, 0u);
          ASSERT_EQ(text, "");
        }
      }
      ASSERT_TRUE(failed) << size;
    }
  }
}

TEST(ByteCodec, CountsThatCannotFitAndValuesOutOfRangeAreFaults) {
  ByteEncoder out;
  out.Number(4);
  const std::string bytes = out.Take() + std::string(12, '\x01');
  EXPECT_EQ(ByteDecoder(bytes).Count(3), 4u);
  ByteDecoder too_many(bytes);
  EXPECT_EQ(too_many.Count(4), 0u);
  EXPECT_FALSE(too_many.ok());
  EXPECT_EQ(ByteDecoder(bytes).Below(5), 4u);
  ByteDecoder beyond(bytes);
  EXPECT_EQ(beyond.Below(4), 0u);
  EXPECT_FALSE(beyond.ok());
}

TEST(ByteCodec, ANumberWithoutEndIsAFault) {
  ByteDecoder in(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
  EXPECT_EQ(in.Number(), 0u);
  EXPECT_FALSE(in.ok());
}

TEST(ByteCodec, AStringLongerThanWhatFollowsIsAFault) {
  ByteEncoder out;
  out.Number(UINT64_MAX);
  const std::string bytes = out.Take() + "abc";
  ByteDecoder in(bytes);
  EXPECT_EQ(in.String(), "");
  EXPECT_FALSE(in.ok());
}

}  // namespace
}  // namespace samestory
