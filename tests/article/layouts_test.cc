// Main text over pages of our own in eleven layouts: layouts/*.html are pages with room for a story, and
// layouts/stories.txt are the stories, each to be put into each page.
//
// In a layout {{title}} and {{lead}} stand for themselves, {{json-title}} and {{json-body}} for the title and
// the whole text as JSON, and [[FROM:TO|MARKUP]] for the paragraphs FROM to TO (without it, counted from 0),
// each in MARKUP in place of its %.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/article/test_files.h"

namespace samestory {
namespace {

constexpr double kMinRecall = .95, kMinPrecision = .95, kMinSameStory = .9, kMaxOtherStory = .05;

struct Story {
  std::string title, lead;
  std::vector<std::string> paragraphs;

  std::string Text() const {
    std::string text = lead;
    for (const std::string& paragraph : paragraphs) text += "\n\n" + paragraph;
    return text;
  }
};

std::string Contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<Story> ReadStories(const std::filesystem::path& path) {
  std::vector<Story> stories(1);
  std::vector<std::string> lines(1);
  for (const char c : Contents(path)) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back().push_back(c);
    }
  }
  for (std::string& line : lines) {
    Story& story = stories.back();
    if (line == "%%") {
      stories.emplace_back();
    } else if (!line.empty()) {
      (story.title.empty()  ? story.title
       : story.lead.empty() ? story.lead
                            : story.paragraphs.emplace_back()) = std::move(line);
    }
  }
  return stories;
}

std::string Json(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) json += c == '"' ? "\\\"" : c == '\n' ? "\\n" : std::string(1, c);
  return json + "\"";
}

std::string Replace(std::string page, const std::string& from, const std::string& to) {
  for (size_t at = page.find(from); at != std::string::npos; at = page.find(from, at + to.size())) {
    page.replace(at, from.size(), to);
  }
  return page;
}

std::string Fill(std::string page, const Story& story) {
  page = Replace(page, "{{title}}", story.title);
  page = Replace(page, "{{lead}}", story.lead);
  page = Replace(page, "{{json-title}}", Json(story.title));
  page = Replace(page, "{{json-body}}", Json(story.Text()));
  for (size_t at = page.find("[["); at != std::string::npos; at = page.find("[[", at)) {
    const size_t bar = page.find('|', at), end = page.find("]]", at), colon = page.find(':', at);
    const size_t from = std::stoul(page.substr(at + 2)), to = std::stoul(page.substr(colon + 1));
    const std::string markup = page.substr(bar + 1, end - bar - 1);
    std::string filled;
    for (size_t i = from; i < std::min(to, story.paragraphs.size()); ++i) {
      filled += Replace(markup, "%", story.paragraphs[i]);
    }
    page.replace(at, end + 2 - at, filled);
  }
  return page;
}

// Runs of anything but ASCII blanks and punctuation.
std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool letter =
        (c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

size_t CommonCount(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::multiset<std::string> left(a.begin(), a.end()), right(b.begin(), b.end());
  std::vector<std::string> common;
  std::ranges::set_intersection(left, right, std::back_inserter(common));
  return common.size();
}

double ShingleJaccard(const std::string& a, const std::string& b) {
  const auto shingles = [](const std::string& text) {
    const std::vector<std::string> words = WordsOf(text);
    std::set<std::string> all;
    for (size_t i = 0; i + 5 <= words.size(); ++i) {
      std::string shingle;
      for (size_t j = i; j < i + 5; ++j) shingle += words[j] + " ";
      all.insert(shingle);
    }
    return all;
  };
  const auto left = shingles(a), right = shingles(b);
  std::vector<std::string> common;
  std::ranges::set_intersection(left, right, std::back_inserter(common));
  return static_cast<double>(common.size()) / static_cast<double>(left.size() + right.size() - common.size());
}

std::string TextOf(const std::string& page, const std::string& layout) {
  const ParsedRecord parsed = ParseBytes(Format::kHtml, page, 0, layout);
  EXPECT_EQ(parsed.articles.size(), 1u) << layout;
  return parsed.articles.empty() ? "" : parsed.articles[0].text;
}

TEST(Layouts, TheMainTextIsTheStory) {
  const std::filesystem::path folder = std::filesystem::path(SAMESTORY_TEST_DIR) / "layouts";
  const std::vector<Story> stories = ReadStories(folder / "stories.txt");
  ASSERT_EQ(stories.size(), 4u);
  std::map<std::string, std::string> layouts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".html") layouts[entry.path().stem()] = Contents(entry.path());
  }
  EXPECT_GE(layouts.size(), 10u);
  const char* dump = std::getenv("SAMESTORY_LAYOUTS_OUT");  // a folder, to look at the pages
  std::printf("%-12s %7s %9s %10s %11s\n", "layout", "recall", "precision", "same story", "other story");
  for (const auto& [name, layout] : layouts) {
    size_t expected = 0, extracted = 0, common = 0;
    double same = 1, other = 0;
    std::vector<std::string> texts;
    for (const Story& story : stories) {
      const std::string page = Fill(layout, story);
      texts.push_back(TextOf(page, name + ".html"));
      if (dump != nullptr) {
        const std::string at = dump + ("/" + name) + "-" + std::to_string(texts.size());
        EXPECT_TRUE(WriteFile(at + ".html", page).ok());
        EXPECT_TRUE(WriteFile(at + ".txt", story.Text()).ok());
      }
      const auto want = WordsOf(story.Text()), got = WordsOf(texts.back());
      expected += want.size();
      extracted += got.size();
      common += CommonCount(want, got);
      same = std::min(same, ShingleJaccard(story.Text(), texts.back()));
      for (size_t i = 0; i + 1 < texts.size(); ++i)
        other = std::max(other, ShingleJaccard(texts[i], texts.back()));
    }
    const double recall = static_cast<double>(common) / static_cast<double>(expected);
    const double precision = static_cast<double>(common) / static_cast<double>(extracted);
    std::printf("%-12s %7.3f %9.3f %10.3f %11.3f\n", name.c_str(), recall, precision, same, other);
    EXPECT_GE(recall, kMinRecall) << name;
    EXPECT_GE(precision, kMinPrecision) << name;
    EXPECT_GE(same, kMinSameStory) << name;
    EXPECT_LT(other, kMaxOtherStory) << name;
  }
}

}  // namespace
}  // namespace samestory
