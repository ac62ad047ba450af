#include "engine/pipeline/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>

#include <algorithm>

#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "engine/pipeline/dedup.h"
#include "engine/pipeline/find.h"
#include "tests/pipeline/news_files.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kBridge =
    "Cầu Vàm Sậy đóng\n\nTừ chiều 14/5 cầu Vàm Sậy ngừng lưu thông vì trụ lún 17 cm.\n";
const std::string kFerry = "Phà Bến Mía chạy thêm\n\nNgười dân đi phà Bến Mía trong lúc chờ sửa cầu.\n";

class CorpusTest : public testing::Test {
 protected:
  CorpusTest() { config_.threads = 2; }

  void WriteNews() {
    folder_.Write("news/sao-khue/bridge.txt", kBridge);
    folder_.Write("news/ben-song/ferry.txt", kFerry);
    folder_.Write("news/wire.jsonl",
                  R"({"id":"w1","title":"Rice","text":"Rice exports rose by 18.6 percent.",)"
                  R"("source":"meridian","date":"2025-01-08T07:15:00+07:00","url":"http://m.example/1"})"
                  "\n"
                  R"({"id":"w2","text":"A chalice was stolen from the abbey at night."})"
                  "\n");
    std::string packed(200, '\0');
    const std::string line = R"({"id":"z","text":"Storm Isolde broke the sea wall at Pender Staithe."})";
    packed.resize(ZSTD_compress(packed.data(), packed.size(), line.data(), line.size(), 3));
    folder_.Write("news/packed.jsonl.zst", packed);
  }

  Corpus Open(const std::vector<std::string>& inputs) {
    absl::StatusOr<Corpus> corpus = Corpus::Open(inputs, config_);
    EXPECT_TRUE(corpus.ok()) << corpus.status();
    return corpus.ok() ? *std::move(corpus) : Corpus();
  }
  std::string SketchOf(const std::vector<std::string>& inputs, const std::string& name) {
    const absl::StatusOr<Catalog> catalog = WriteSketch(inputs, folder_.Path(name), config_);
    EXPECT_TRUE(catalog.ok()) << catalog.status();
    return folder_.Path(name);
  }
  static std::vector<std::string> Ids(const Corpus& corpus) {
    std::vector<std::string> ids;
    for (uint32_t i = 0; i < corpus.size(); ++i) ids.emplace_back(corpus.id(i));
    return ids;
  }

  // All that find and dedup can see.
  static void ExpectSame(const Corpus& x, const Corpus& y) {
    ASSERT_EQ(Ids(x), Ids(y));
    const MatchInput p = x.match_input(), q = y.match_input();
    for (uint32_t i = 0; i < x.size(); ++i) {
      const CatalogEntry a_entry = x.entry(i), b_entry = y.entry(i);
      EXPECT_EQ(a_entry.id, b_entry.id);
      EXPECT_EQ(a_entry.path, b_entry.path);
      EXPECT_EQ(a_entry.date, b_entry.date);
      EXPECT_EQ(a_entry.language, b_entry.language);
      EXPECT_EQ(a_entry.source, b_entry.source);
      EXPECT_EQ(a_entry.title, b_entry.title);
      EXPECT_EQ(a_entry.url, b_entry.url);
      EXPECT_EQ(a_entry.words, b_entry.words);
      EXPECT_EQ(a_entry.text_hash, b_entry.text_hash);
      EXPECT_TRUE(std::ranges::equal(p.terms[i], q.terms[i]));
      EXPECT_EQ(p.contexts[i].outlet == 0, q.contexts[i].outlet == 0);
      EXPECT_TRUE(std::ranges::equal(x.signature(i), y.signature(i)));
      EXPECT_EQ(*x.Shingles(i), *y.Shingles(i));
      const absl::StatusOr<Article> a = x.Read(i), b = y.Read(i);
      ASSERT_TRUE(a.ok() && b.ok()) << a.status() << " " << b.status();
      EXPECT_EQ(a->text, b->text);
    }
  }

  // The stories with their links, as text.
  std::string Found(const Corpus& corpus) const {
    const absl::StatusOr<Stories> found = FindStories(corpus, config_);
    EXPECT_TRUE(found.ok()) << found.status();
    std::string all;
    if (!found.ok()) return all;
    for (const Story& story : found->stories) {
      all += story.id + "\n";
      for (const Link& link : story.links) {
        all += absl::StrFormat(" %s %s %a %a\n", corpus.id(link.a), corpus.id(link.b), link.score,
                               link.overlap.jaccard);
      }
    }
    return all;
  }
  std::string DroppedOf(const Corpus& corpus, Keep keep = Keep::kEarliest) const {
    const absl::StatusOr<DedupResult> result = Dedup(corpus, config_, Level::kCopy, keep);
    EXPECT_TRUE(result.ok()) << result.status();
    std::string all;
    if (!result.ok()) return all;
    for (const Dropped& dropped : result->dropped) {
      all += absl::StrFormat("%s %s %a\n", corpus.id(dropped.article), corpus.id(dropped.survivor),
                             dropped.overlap.jaccard);
    }
    return all;
  }

  TemporaryFolder folder_;
  Config config_;
};

TEST_F(CorpusTest, ReadsAFolder) {
  WriteNews();
  const Corpus corpus = Open({folder_.Path("news")});
  EXPECT_THAT(Ids(corpus), ElementsAre("ben-song/ferry.txt", "sao-khue/bridge.txt", "w1", "w2", "z"));
  EXPECT_EQ(corpus.entry(0).source, "ben-song");
  EXPECT_EQ(corpus.entry(1).title, "Cầu Vàm Sậy đóng");
  EXPECT_EQ(corpus.entry(2).url, "http://m.example/1");
  EXPECT_EQ(corpus.entry(3).url, "");
  const absl::StatusOr<Article> bridge = corpus.Read(1);
  ASSERT_TRUE(bridge.ok());
  EXPECT_EQ(bridge->text, kBridge);
  EXPECT_EQ(bridge->source, "sao-khue");
  EXPECT_EQ(corpus.Read(4)->text, "Storm Isolde broke the sea wall at Pender Staithe.");
}

TEST_F(CorpusTest, ASketchIsAsGoodAsItsInputs) {
  WriteNews();
  const std::string sketch = SketchOf({folder_.Path("news")}, "news.sketch");
  ExpectSame(Open({folder_.Path("news")}), Open({sketch}));
  EXPECT_TRUE(std::filesystem::exists(sketch + ".text")) << "for the packed file";
}

TEST_F(CorpusTest, SeveralSketchesAreAsGoodAsTheirInputs) {
  WriteNews();
  folder_.Write("more/late.txt", "Cầu mở lại\n\nCầu Vàm Sậy mở lại sau hai tuần sửa trụ.\n");
  const std::string news = SketchOf({folder_.Path("news")}, "z.sketch");
  const std::string more = SketchOf({folder_.Path("more")}, "a.sketch");
  const Corpus raw = Open({folder_.Path("news"), folder_.Path("more")});
  ExpectSame(raw, Open({news, more}));
  ExpectSame(raw, Open({more, news}));
  ExpectSame(raw, Open({more, folder_.Path("news")}));
  ExpectSame(raw, Open({news, more, news}));
}

TEST_F(CorpusTest, SketchesAreAsGoodAsInputsForStoriesToo) {
  WriteInventedNews(folder_, "news", 2, 61);
  WriteInventedNews(folder_, "more", 1, 62);
  config_.background = SAMESTORY_SOURCE_DIR "/corpus/background";
  const Corpus raw = Open({folder_.Path("news"), folder_.Path("more")});
  const std::string expected = Found(raw);
  EXPECT_GT(raw.size(), 250u);
  const std::string news = SketchOf({folder_.Path("news")}, "n.sketch"),
                    more = SketchOf({folder_.Path("more")}, "m.sketch");
  for (const auto& inputs : {std::vector{news, more}, std::vector{more, folder_.Path("news")}}) {
    for (const int threads : {1, 3}) {
      config_.threads = threads;
      const Corpus corpus = Open(inputs);
      ExpectSame(raw, corpus);
      EXPECT_EQ(Found(corpus), expected);
    }
  }
}

TEST_F(CorpusTest, IsTheSameForAnyMemory) {
  WriteInventedNews(folder_, "news", 2, 63);
  const std::string sketch = SketchOf({folder_.Path("news")}, "n.sketch"),
                    sketch_bytes = folder_.Read("n.sketch");
  const Corpus plenty = Open({folder_.Path("news")});
  const std::string found = Found(plenty), dropped = DroppedOf(plenty);
  EXPECT_NE(dropped, "");
  for (const uint64_t memory_bytes : {0u, 1u, 100'000u}) {
    config_.memory_bytes = memory_bytes;
    for (const std::string& input : {folder_.Path("news"), sketch}) {
      const Corpus corpus = Open({input});
      ExpectSame(plenty, corpus);
      EXPECT_EQ(Found(corpus), found);
      EXPECT_EQ(DroppedOf(Open({input})), dropped);
    }
    SketchOf({folder_.Path("news")}, "n.sketch");
    EXPECT_TRUE(folder_.Read("n.sketch") == sketch_bytes);
  }
}

TEST_F(CorpusTest, GoesOnWithARunOfTheSameNameAlone) {
  WriteInventedNews(folder_, "news", 1, 64);
  std::filesystem::create_directories(folder_.Path("work"));
  const Corpus once = Open({folder_.Path("news")});
  const std::string found = Found(once), dropped = DroppedOf(once, Keep::kLongest);
  config_.work_folder = folder_.Path("work");
  config_.resumable = true;
  for (int again = 0; again < 3; ++again) {
    config_.run = "find";
    EXPECT_EQ(Found(Open({folder_.Path("news")})), found);
    config_.run = "dedup longest";
    EXPECT_EQ(DroppedOf(Open({folder_.Path("news")}), Keep::kLongest), dropped);
  }
  const auto folders = std::distance(std::filesystem::directory_iterator(folder_.Path("work")), {});
  EXPECT_EQ(folders, 2) << "a folder a run";
  config_.run = "find";
  {
    const Corpus first = Open({folder_.Path("news")});
    const absl::StatusOr<Corpus> second = Corpus::Open({folder_.Path("news")}, config_);
    EXPECT_EQ(second.status().code(), absl::StatusCode::kInvalidArgument) << "while another works on it";
    ASSERT_TRUE(first.stages()->Clear().ok());
  }
  folder_.Write("news/new.txt", kBridge);
  EXPECT_EQ(Open({folder_.Path("news")}).size(), once.size() + 1) << "other inputs are another run";
}

TEST_F(CorpusTest, NamesThatTwoInputsShareAreToldApart) {
  folder_.Write("A/x.txt", kBridge);
  folder_.Write("B/x.txt", kFerry);
  const std::vector<std::string> expected{"A/x.txt", "B/x.txt"};
  EXPECT_EQ(Ids(Open({folder_.Path("A"), folder_.Path("B")})), expected);
  const std::string a = SketchOf({folder_.Path("A")}, "a.sketch"),
                    b = SketchOf({folder_.Path("B")}, "b.sketch");
  EXPECT_EQ(Ids(Open({a, b})), expected);
  EXPECT_EQ(Ids(Open({a, folder_.Path("B")})), expected);
  const std::string slash = SketchOf({folder_.Path("A/")}, "slash.sketch");
  EXPECT_EQ(Ids(Open({slash, b})), expected) << "with a slash at the INPUT's end";
  EXPECT_EQ(Ids(Open({slash, folder_.Path("A")})), std::vector<std::string>{"x.txt"})
      << "one file, however named";
}

TEST_F(CorpusTest, RepeatedIdsAcrossSketchesAreDistinct) {
  const auto line = [](std::string_view text) {
    return R"({"id":"a","text":")" + std::string(text) + "\"}\n";
  };
  folder_.Write("in/1.jsonl", line("One text of some words."));
  folder_.Write("in/2.jsonl", line("Another text of some words."));
  folder_.Write("out/3.jsonl", line("Another text of some words."));
  const std::string in = SketchOf({folder_.Path("in")}, "in.sketch"),
                    out = SketchOf({folder_.Path("out")}, "out.sketch");
  const std::vector<std::string> raw = Ids(Open({folder_.Path("in"), folder_.Path("out")}));
  EXPECT_EQ(raw.size(), 2u);
  EXPECT_EQ(Ids(Open({in, out})), raw);
}

TEST_F(CorpusTest, AnInputThatChangedIsNamed) {
  WriteNews();
  const std::string sketch = SketchOf({folder_.Path("news")}, "news.sketch");
  const std::string changed = folder_.Write("news/sao-khue/bridge.txt", kBridge + " Sửa.");
  const absl::Status status = Corpus::Open({sketch}, config_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), HasSubstr(changed));
  std::filesystem::remove(changed);
  EXPECT_THAT(std::string(Corpus::Open({sketch}, config_).status().message()), HasSubstr(changed));
}

TEST_F(CorpusTest, ATextThatChangedWhileInUseIsNoticed) {
  WriteNews();
  const Corpus corpus = Open({folder_.Path("news")});
  std::string other = kBridge;
  other.replace(other.find("17"), 2, "71");
  folder_.Write("news/sao-khue/bridge.txt", other);
  EXPECT_EQ(corpus.Read(1).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(corpus.Read(0).ok());
  EXPECT_TRUE(corpus.Read(4).ok());
}

TEST_F(CorpusTest, OtherKeptTextsAreRefusedAndStaleOnesGo) {
  WriteNews();
  const std::string sketch = SketchOf({folder_.Path("news")}, "news.sketch");
  folder_.Write("news.sketch.text", "something else");
  EXPECT_EQ(Corpus::Open({sketch}, config_).status().code(), absl::StatusCode::kDataLoss);
  std::filesystem::remove(folder_.Path("news/packed.jsonl.zst"));
  SketchOf({folder_.Path("news")}, "news.sketch");
  EXPECT_FALSE(std::filesystem::exists(sketch + ".text"));
  EXPECT_EQ(Open({sketch}).size(), 4u);
}

TEST_F(CorpusTest, NoArticleIsAnError) {
  folder_.Write("empty/note.doc", "x");
  EXPECT_EQ(Corpus::Open({folder_.Path("empty")}, config_).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WriteSketch({folder_.Path("empty")}, folder_.Path("e.sketch"), config_).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("e.sketch")));
  EXPECT_EQ(Corpus::Open({folder_.Path("none")}, config_).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(CorpusTest, FindsById) {
  WriteNews();
  const Corpus corpus = Open({folder_.Path("news")});
  for (uint32_t i = 0; i < corpus.size(); ++i) EXPECT_EQ(*corpus.Find(corpus.id(i)), i);
  EXPECT_EQ(corpus.Find("zz").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(corpus.Find("").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(CorpusTest, DatesSpanWhatTheyMean) {
  folder_.Write("d.jsonl", R"({"id":"1","text":"a b c","date":"2025-01-08"})"
                           "\n"
                           R"({"id":"2","text":"a b d","date":"2025-01-08T07:15+07:00"})"
                           "\n"
                           R"({"id":"3","text":"a b e","date":"2025-01-08T07:15:30Z"})"
                           "\n"
                           R"({"id":"4","text":"a b f"})"
                           "\n");
  const Corpus corpus = Open({folder_.Path("d.jsonl")});
  const MatchInput input = corpus.match_input();
  ASSERT_EQ(input.contexts.size(), 4u);
  const auto length = [&](size_t i) {
    return input.contexts[i].last_second - input.contexts[i].first_second + 1;
  };
  EXPECT_EQ(length(0), 86'400);
  EXPECT_EQ(length(1), 60);
  EXPECT_EQ(length(2), 1);
  EXPECT_EQ(input.contexts[1].first_second - input.contexts[0].first_second, 15 * 60);
  EXPECT_FALSE(input.contexts[3].dated);
}

}  // namespace
}  // namespace samestory
