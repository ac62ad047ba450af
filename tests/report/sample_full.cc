// The sample that shows everything a story's page can.
#include <algorithm>
#include <string_view>

#include "tests/report/sample_model.h"

namespace samestory {
namespace {

struct Range {
  uint32_t start = 0, end = 0;
};

// Where `words` stand in the text from `start` on.
Range Find(const std::string& text, std::string_view words, uint32_t start = 0) {
  const size_t at = text.find(words, start);
  if (at == std::string::npos) return {start, start};
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

void AddFacts(FactKind kind, std::initializer_list<const char*> all, ReportArticle* article) {
  for (const char* words : all) {
    const Range range = Find(article->text, words);
    if (range.end > range.start) article->facts.push_back({kind, range.start, range.end});
  }
  std::sort(article->facts.begin(), article->facts.end(),
            [](const ArticleFact& x, const ArticleFact& y) { return x.start < y.start; });
}

ReportArticle Undated(const char* id, const char* source, const char* title) {
  ReportArticle article;
  article.id = article.path = id;
  article.source = source;
  article.title = title;
  return article;
}

}  // namespace

DiffView SampleFullView() {
  using enum RowKind;
  std::vector<SampleArticle> articles = SampleArticles();
  articles[0].sentences.insert(articles[0].sentences.begin(), {"Ảnh: Lê Văn Kha / Báo Ven Sông", ""});
  articles[2].sentences.push_back("Theo Tin Đồng Bằng, vé phà cuối cùng mang số 9.871.");
  SampleArticle fourth;
  fourth.article = Undated("so-tay/cau.txt", "Sổ Tay Bến Phà", "Cầu Long Vĩ thông xe");
  fourth.article.language = "vi";
  fourth.sentences = {
      "Ban quản lý chưa công bố mức thu phí.",
      "Người dân hai bờ đã chờ cây cầu này hơn mười năm.",
      "Trước đó, dự án từng hai lần phải điều chỉnh thiết kế vì địa chất yếu.",
      "Sáng 9/10, cầu Long Vĩ bắc qua sông Trà Lam chính thức thông xe sau 27 tháng thi công.",
      "Ông Hạnh kể lại rằng chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái, và không ai bỏ về.",
  };
  articles.push_back(std::move(fourth));
  DiffView view = MakeDiffView(
      std::move(articles),
      {{kOnly, {{0, 0, false, 0, true}}},
       {kEdited, {{0, 1}, {1, 1}, {3, 3}}, FactKind::kNumber, {{0, "26 tháng", 0}, {2, "27 tháng", 1}}},
       {kNear,
        {{0, 2}, {1, 2}, {2, 0}},
        FactKind::kNumber,
        {{0, "2.350 tỷ", 0}, {1, "2.530 tỷ", 1}, {2, "2.350 tỷ", 0}}},
       {kSame, {{0, 3}, {1, 3}}},
       {kSame, {{0, 4}, {1, 4}}},
       {kNear, {{0, 5, true, 1}, {1, 0, true, 1}, {2, 1}}},
       {kSame, {{0, 6, true, 2}, {2, 3}, {3, 1, true, 1}}},
       {kSame, {{0, 7, true, 2}, {3, 2, true, 1}}},
       {kSame, {{0, 8}, {3, 0, true, 2}}},
       {kOnly, {{1, 5}}},
       {kOnly, {{1, 6}}},
       {kOnly, {{1, 7}}},
       {kOnly, {{2, 2}}},
       {kOnly, {{2, 4}}},
       {kOnly, {{3, 4}}}},
      0);
  const std::string &a = view.articles[0].text, &d = view.articles[3].text;
  const Range x = Find(a, "Chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái"),
              y = Find(d, "chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái");
  view.collation.passages = {{0, x.start, x.end, 3, y.start, y.end}};
  for (ReportArticle& article : view.articles) {
    AddFacts(FactKind::kNumber,
             {"26 tháng", "27 tháng", "1.240 m", "22 m", "2.350 tỷ đồng", "2.530 tỷ đồng", "30 tấn"},
             &article);
    AddFacts(FactKind::kDate, {"Sáng 9/10", "15/10"}, &article);
    AddFacts(FactKind::kName, {"Đỗ Quang Hạnh", "Long Vĩ", "Trà Lam", "Bà Tám Lựu"}, &article);
    AddFacts(FactKind::kQuotation, {"“Chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái”"}, &article);
  }
  ReportArticle& third = view.articles[2];
  const Range credit = Find(third.text, "Tin Đồng Bằng");
  third.credits = {{"Tin Đồng Bằng", credit.start, credit.end}};
  return view;
}

ReportModel SampleFullModel(const std::string& language) {
  ReportModel model = SampleModel(language);
  model.articles = SampleFullView().articles;
  model.articles.push_back(Undated("cho-que/1.html", "Chợ Quê", "Cầu mới, bến cũ"));
  ReportStory& story = model.stories[0];
  story.members = {{0, "earliest"}, {1, "partial"}, {2, "report"}, {3, "partial"}, {4, "report"}};
  model.stories.resize(1);
  model.method = {{"link_score", "0.50"}, {"window_hours", "168"}};
  return model;
}

}  // namespace samestory
