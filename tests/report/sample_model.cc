#include "tests/report/sample_model.h"

#include <algorithm>
#include <string_view>

#include "engine/base/hash.h"

namespace samestory {
namespace {

struct Range {
  uint32_t start = 0, end = 0;
};

// Words with the white space after them.
std::vector<Range> Words(std::string_view text, Range range) {
  std::vector<Range> words;
  for (uint32_t i = range.start; i < range.end;) {
    uint32_t end = i;
    while (end < range.end && text[end] != ' ') ++end;
    while (end < range.end && text[end] == ' ') ++end;
    words.push_back({i, end});
    i = end;
  }
  return words;
}

std::string_view WordOf(std::string_view text, Range range) {
  std::string_view word = text.substr(range.start, range.end - range.start);
  while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
  return word;
}

std::vector<EditOp> Script(std::string_view a, Range a_range, std::string_view b, Range b_range) {
  const std::vector<Range> x = Words(a, a_range), y = Words(b, b_range);
  std::vector<std::vector<int>> common(x.size() + 1, std::vector<int>(y.size() + 1, 0));
  for (size_t i = x.size(); i-- > 0;) {
    for (size_t j = y.size(); j-- > 0;) {
      common[i][j] = WordOf(a, x[i]) == WordOf(b, y[j]) ? common[i + 1][j + 1] + 1
                                                        : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::vector<EditOp> ops;
  uint32_t at_a = a_range.start, at_b = b_range.start;
  const auto step = [&](char op, uint32_t a_end, uint32_t b_end) {
    if (!ops.empty() && ops.back().op == op) {
      ops.back().a_end = a_end, ops.back().b_end = b_end;
    } else {
      ops.push_back({op, at_a, a_end, at_b, b_end});
    }
    at_a = a_end, at_b = b_end;
  };
  for (size_t i = 0, j = 0; i < x.size() || j < y.size();) {
    if (i < x.size() && j < y.size() && WordOf(a, x[i]) == WordOf(b, y[j])) {
      step('=', x[i++].end, y[j++].end);
    } else if (j == y.size() || (i < x.size() && common[i + 1][j] >= common[i][j + 1])) {
      step('-', x[i++].end, at_b);
    } else {
      step('+', at_a, y[j++].end);
    }
  }
  return ops;
}

ReportArticle Article(const char* id, const char* source, const char* date, int64_t seconds,
                      const char* title) {
  ReportArticle article;
  article.id = id;
  article.source = source;
  article.date = date;
  article.has_date = *date != '\0';
  article.unix_seconds = seconds;
  article.title = title;
  article.path = id;
  return article;
}

void Finish(const SampleArticle& sample, ReportArticle* article, std::vector<Range>* sentences) {
  article->text.clear();
  for (const std::string& sentence : sample.sentences) {
    if (sentence.empty()) {
      article->text.push_back('\n');
      continue;
    }
    if (!article->text.empty() && article->text.back() != '\n') article->text.push_back(' ');
    const uint32_t start = static_cast<uint32_t>(article->text.size());
    article->text += sentence;
    sentences->push_back({start, static_cast<uint32_t>(article->text.size())});
  }
  article->words = static_cast<size_t>(std::count(article->text.begin(), article->text.end(), ' ')) + 1;
  article->hash = ContentHash(article->text);
}

// Where `words` stand in the text from `start` on.
Range Find(const std::string& text, std::string_view words, uint32_t start = 0) {
  const size_t at = text.find(words, start);
  if (at == std::string::npos) return {start, start};
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

void AddHeadlines(DiffView* view) {
  for (uint32_t a = 0; a < view->articles.size(); ++a) {
    for (uint32_t b = a + 1; b < view->articles.size(); ++b) {
      const std::string &x = view->articles[a].title, &y = view->articles[b].title;
      if (x.empty() || y.empty()) continue;
      view->headlines.push_back(
          {a, b, Script(x, {0, static_cast<uint32_t>(x.size())}, y, {0, static_cast<uint32_t>(y.size())})});
    }
  }
}

ReportLink Link(size_t a, size_t b, const char* kind, double jaccard, double in_a, double in_b, double score,
                std::vector<std::string> shared) {
  return {a, b, kind, jaccard, in_a, in_b, score, std::move(shared)};
}

}  // namespace

DiffView MakeDiffView(std::vector<SampleArticle> articles, const std::vector<SampleRow>& rows,
                      uint32_t base) {
  DiffView view;
  view.base = base;
  std::vector<std::vector<Range>> sentences(articles.size());
  for (size_t i = 0; i < articles.size(); ++i) {
    view.articles.push_back(articles[i].article);
    Finish(articles[i], &view.articles.back(), &sentences[i]);
  }
  for (const SampleRow& sample : rows) {
    Row row;
    row.kind = sample.kind;
    for (const SampleCell& cell : sample.cells) {
      const Range range = sentences[cell.article][cell.sentence];
      row.cells.push_back({cell.article, cell.sentence, range.start, range.end, cell.moved, cell.block, true,
                           cell.aside, static_cast<float>(range.end - range.start)});
    }
    if (!sample.sides.empty()) {
      Disagreement disagreement{sample.fact, {}};
      for (const SampleSide& side : sample.sides) {
        const Cell& cell = row.cells[side.cell];
        const Range range = Find(view.articles[cell.article].text, side.words, cell.start);
        disagreement.sides.push_back({side.cell, range.start, range.end, side.version});
      }
      row.disagreements.push_back(std::move(disagreement));
    }
    for (uint32_t a = 0; a < row.cells.size(); ++a) {
      for (uint32_t b = a + 1; b < row.cells.size(); ++b) {
        const Cell &x = row.cells[a], &y = row.cells[b];
        if (x.article == y.article) continue;
        row.edits.push_back({a, b,
                             Script(view.articles[x.article].text, {x.start, x.end},
                                    view.articles[y.article].text, {y.start, y.end})});
      }
    }
    view.collation.rows.push_back(std::move(row));
  }
  AddHeadlines(&view);
  return view;
}

std::vector<SampleArticle> SampleArticles() {
  std::vector<SampleArticle> out(3);
  out[0].article = Article("bao-ven-song/cau-long-vi.txt", "Báo Ven Sông", "2025-10-09T22:10:00+07:00",
                           1760022600, "Cầu Long Vĩ thông xe sớm ba tuần so với kế hoạch");
  out[0].article.url = "https://vensong.example/cau-long-vi-thong-xe";
  out[0].sentences = {
      "Sáng 9/10, cầu Long Vĩ bắc qua sông Trà Lam chính thức thông xe sau 26 tháng thi công.",
      "Cây cầu dài 1.240 m, rộng 22 m, có bốn làn xe và tổng vốn 2.350 tỷ đồng.",
      "Ông Đỗ Quang Hạnh, giám đốc ban quản lý dự án, cho biết công trình về đích sớm ba tuần.",
      "“Chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái”, ông Hạnh nói.",
      "Phà Trà Lam cũ sẽ ngừng chạy từ ngày 15/10.",
      "",
      "Người dân hai bờ đã chờ cây cầu này hơn mười năm.",
      "Trước đó, dự án từng hai lần phải điều chỉnh thiết kế vì địa chất yếu.",
      "Ban quản lý chưa công bố mức thu phí.",
  };
  out[1].article = Article("tin-dong-bang/9812.txt", "Tin Đồng Bằng", "2025-10-09T23:05:00+07:00", 1760025900,
                           "Thông xe cầu Long Vĩ, phà Trà Lam ngừng chạy từ 15/10");
  out[1].sentences = {
      "Phà Trà Lam cũ sẽ ngừng chạy từ ngày 15/10.",
      "Sáng 9/10, cầu Long Vĩ bắc qua sông Trà Lam đã thông xe sau hơn hai năm thi công.",
      "Cây cầu dài 1.240 m, rộng 22 m, có bốn làn xe và tổng vốn 2.530 tỷ đồng.",
      "Ông Đỗ Quang Hạnh, giám đốc ban quản lý dự án, cho biết công trình về đích sớm ba tuần.",
      "“Chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái”, ông Hạnh nói.",
      "Trong ngày đầu, cảnh sát giao thông túc trực ở cả hai đầu cầu.",
      "Xe trên 30 tấn tạm thời chưa được qua cầu.",
      "Tuyến buýt số 7 sẽ kéo dài sang bờ bắc từ tuần sau.",
  };
  out[2].article = Article("the-delta-courier/bridge.txt", "Nhịp Sống Trà Lam", "2025-10-10", 1760054400,
                           "Chuyến phà cuối và cây cầu đầu tiên");
  out[2].sentences = {
      "Cây cầu dài 1.240 m có bốn làn xe, tổng vốn 2.350 tỷ đồng.",
      "Từ ngày 15/10 phà Trà Lam sẽ không còn chạy.",
      "Bà Tám Lựu bán bánh mì trên phà đã hai mươi năm.",
      "Người dân hai bờ đã chờ cây cầu này hơn mười năm.",
  };
  for (SampleArticle& sample : out) sample.article.language = "vi";
  return out;
}

DiffView SamplePairView() {
  using enum RowKind;
  std::vector<SampleArticle> articles = SampleArticles();
  articles.pop_back();
  return MakeDiffView(std::move(articles),
                      {{kSame, {{0, 4, true}, {1, 0, true}}},
                       {kEdited, {{0, 0}, {1, 1}}},
                       {kEdited, {{0, 1}, {1, 2}}},
                       {kSame, {{0, 2}, {1, 3}}},
                       {kSame, {{0, 3}, {1, 4}}},
                       {kOnly, {{0, 5}}},
                       {kOnly, {{0, 6}}},
                       {kOnly, {{0, 7}}},
                       {kOnly, {{1, 5}}},
                       {kOnly, {{1, 6}}},
                       {kOnly, {{1, 7}}}},
                      0);
}

DiffView SampleTripleView() {
  using enum RowKind;
  return MakeDiffView(SampleArticles(),
                      {{kEdited, {{0, 0}, {1, 1}}},
                       {kNear, {{0, 1}, {1, 2}, {2, 0}}},
                       {kSame, {{0, 2}, {1, 3}}},
                       {kSame, {{0, 3}, {1, 4}}},
                       {kNear, {{0, 4, true}, {1, 0, true}, {2, 1}}},
                       {kSame, {{0, 5}, {2, 3}}},
                       {kOnly, {{0, 6}}},
                       {kOnly, {{0, 7}}},
                       {kOnly, {{1, 5}}},
                       {kOnly, {{1, 6}}},
                       {kOnly, {{1, 7}}},
                       {kOnly, {{2, 2}}}},
                      0);
}

ReportModel SampleModel(const std::string& language) {
  ReportModel model;
  model.articles = SampleTripleView().articles;
  model.articles.push_back(
      Article("harbour/kite.json:1", "", "", 0, "Kite festival returns to the old harbour"));
  model.articles.push_back(Article("harbour/kite.json:2", "Harbour Herald", "", 0, "Kites are back"));
  for (size_t i : {3, 4}) {
    model.articles[i].text = "The kite festival is back at the old harbour.";
    model.articles[i].words = 9;
    model.articles[i].language = "en";
  }
  ReportStory bridge;
  bridge.id = "s-6f1c02ab9d3e";
  bridge.title = "Cầu Long Vĩ thông xe sớm ba tuần so với kế hoạch";
  bridge.first = "2025-10-09T22:10:00+07:00";
  bridge.cohesion = 0.4127;
  bridge.members = {{0, "earliest"}, {1, "partial"}, {2, "report"}};
  bridge.links = {
      Link(0, 1, "partial", 0.4612, 0.7038, 0.652, 0.8125,
           {"ba ca mỗi ngày kể từ mùa mưa", "bắc qua sông Trà Lam", "Đỗ Quang Hạnh"}),
      Link(0, 2, "event", 0.1183, 0.31, 0.22, 0.5431, {"chờ cây cầu này hơn mười năm"}),
  };
  ReportStory kites;
  kites.id = "s-0b77e1f2a4c9";
  kites.title = "Kite festival returns to the old harbour";
  kites.cohesion = 1;
  kites.members = {{3, "earliest"}, {4, "copy"}};
  kites.links = {Link(3, 4, "copy", 1, 1, 1, 1, {"the kite festival is back"})};
  model.stories = {bridge, kites};
  model.skips = {{"crawl/a.jsonl:17", "\"text\" is a number, expected a string", "skipped"},
                 {"crawl/logo.png", "not a kind of file that holds articles", "ignored"}};
  model.articles_read = 25;
  model.singles = 20;
  model.version = "0.1.0";
  model.method = {{"threads", "any: the result does not depend on it"}, {"window", "72 h"}, {"cut", "0.35"}};
  model.language = language;
  return model;
}

ReportModel HostileModel(const std::string& text) {
  ReportModel model;
  for (int i = 0; i < 2; ++i) {
    ReportArticle article;
    for (std::string* field : {&article.id, &article.source, &article.date, &article.title, &article.path,
                               &article.url, &article.language, &article.text}) {
      *field = text;
    }
    article.has_date = i == 0;
    model.articles.push_back(article);
  }
  ReportStory story;
  story.id = story.title = story.first = text;
  story.cohesion = 0.5;
  story.members = {{0, text}, {1, text}};
  story.links = {Link(0, 1, text.c_str(), 0.5, 0.5, 0.5, 0.5, {text, text})};
  model.stories = {story};
  model.skips = {{text, text, text}};
  model.version = model.language = text;
  model.method = {{text, text}};
  return model;
}

DiffView HostileView(const std::string& text, size_t articles) {
  using enum RowKind;
  std::vector<SampleArticle> samples(articles);
  SampleRow edited{kEdited, {}};
  std::vector<SampleRow> rows;
  for (uint32_t i = 0; i < articles; ++i) {
    for (std::string* field : {&samples[i].article.id, &samples[i].article.source, &samples[i].article.date,
                               &samples[i].article.title, &samples[i].article.path, &samples[i].article.url,
                               &samples[i].article.language}) {
      *field = text;
    }
    samples[i].sentences = {text + " same words " + std::to_string(i), "x " + text};
    edited.cells.push_back({i, 0, i == 0});
    rows.push_back({kOnly, {{i, 1}}});
    edited.sides.push_back({i, text, i});
  }
  rows.push_back(edited);
  DiffView view = MakeDiffView(std::move(samples), rows, 0);
  for (ReportArticle& article : view.articles) {
    const uint32_t all = static_cast<uint32_t>(article.text.size());
    article.facts = {{FactKind::kQuotation, 0, all}, {FactKind::kName, all / 2, all}};
    article.credits = {{text, 0, all}};
    article.hash = text;
  }
  const Cell &a = view.collation.rows[0].cells[0], &b = view.collation.rows[1].cells[0];
  view.collation.passages = {{0, a.start, a.end, 1, b.start, b.end}};
  return view;
}

}  // namespace samestory
