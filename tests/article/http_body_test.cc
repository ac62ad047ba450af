#include "engine/article/http_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::HasSubstr;

TEST(HttpBody, CodingsAreUndoneInOrder) {
  const std::string text = "<p>some words, some words, some words</p>";
  const std::string packed = Pack(text, Packer::kGzip);
  EXPECT_EQ(*DecodeHttpBody(text, false, ""), text);
  EXPECT_EQ(*DecodeHttpBody(packed, false, "gzip"), text);
  EXPECT_EQ(*DecodeHttpBody(packed, false, " identity , X-Gzip"), text);
  EXPECT_EQ(*DecodeHttpBody(Pack(packed, Packer::kGzip), false, "gzip,gzip"), text);
  EXPECT_EQ(*DecodeHttpBody("5\r\n<p>so\r\n3 ; a=b\r\nme \r\n0\r\n\r\n", true, ""), "<p>some ");
  EXPECT_EQ(*DecodeHttpBody("3\nabc\n0\n", true, ""), "abc");
  // Undone already, by the crawler.
  EXPECT_EQ(*DecodeHttpBody(text, true, "gzip"), text);
  EXPECT_EQ(*DecodeHttpBody(text, false, "deflate"), text);
}

TEST(HttpBody, WhatCannotBeUndoneIsAnErrorThatSaysSo) {
  const std::string packed = Pack(std::string(1000, 'x'), Packer::kGzip);
  EXPECT_THAT(std::string(DecodeHttpBody("x", false, "br").status().message()), HasSubstr("\"br\""));
  EXPECT_THAT(std::string(DecodeHttpBody(packed.substr(0, 20), false, "gzip").status().message()),
              HasSubstr("cut off"));
  EXPECT_FALSE(DecodeHttpBody("5\r\nabc", true, "").ok());
  EXPECT_FALSE(DecodeHttpBody("3\r\nabc\r\nzz\r\n", true, "").ok());
  EXPECT_FALSE(DecodeHttpBody("3\r\nabc\r\n", true, "").ok());
  EXPECT_FALSE(DecodeHttpBody("x", false, "gzip,gzip,gzip").ok());
  EXPECT_FALSE(DecodeHttpBody("ffffffffffffffff\r\nabc", true, "").ok());
}

}  // namespace
}  // namespace samestory
