#include "engine/pipeline/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>

#include "engine/base/hash.h"
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
    for (uint32_t i = 0; i < corpus.size(); ++i) ids.push_back(corpus.entry(i).id);
    return ids;
  }

  // All that find and dedup can see.
  static void ExpectSame(const Corpus& x, const Corpus& y) {
    ASSERT_EQ(Ids(x), Ids(y));
    const MatchInput p = x.match_input(), q = y.match_input();
    for (uint32_t i = 0; i < x.size(); ++i) {
      EXPECT_EQ(x.entry(i).path, y.entry(i).path);
      EXPECT_EQ(x.entry(i).date, y.entry(i).date);
      EXPECT_EQ(x.entry(i).language, y.entry(i).language);
      EXPECT_EQ(x.catalog().sources[x.entry(i).source], y.catalog().sources[y.entry(i).source]);
      EXPECT_EQ(x.title(i), y.title(i));
      EXPECT_EQ(x.url(i), y.url(i));
      EXPECT_TRUE(std::equal(p.sketches[i].terms.begin(), p.sketches[i].terms.end(),
                             q.sketches[i].terms.begin(), q.sketches[i].terms.end()));
      EXPECT_TRUE(std::equal(p.sketches[i].shingles.begin(), p.sketches[i].shingles.end(),
                             q.sketches[i].shingles.begin(), q.sketches[i].shingles.end()));
      const absl::StatusOr<Article> a = x.Read(i), b = y.Read(i);
      ASSERT_TRUE(a.ok() && b.ok()) << a.status() << " " << b.status();
      EXPECT_EQ(a->text, b->text);
    }
  }

  TemporaryFolder folder_;
  Config config_;
};

TEST_F(CorpusTest, ReadsAFolder) {
  WriteNews();
  const Corpus corpus = Open({folder_.Path("news")});
  EXPECT_THAT(Ids(corpus), ElementsAre("ben-song/ferry.txt", "sao-khue/bridge.txt", "w1", "w2", "z"));
  EXPECT_EQ(corpus.catalog().sources[corpus.entry(0).source], "ben-song");
  EXPECT_EQ(corpus.title(1), "Cầu Vàm Sậy đóng");
  EXPECT_EQ(corpus.url(2), "http://m.example/1");
  EXPECT_EQ(corpus.url(3), "");
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
  for (uint32_t i = 0; i < corpus.size(); ++i) EXPECT_EQ(*corpus.Find(corpus.entry(i).id), i);
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
  const MatchInput input = Open({folder_.Path("d.jsonl")}).match_input();
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
