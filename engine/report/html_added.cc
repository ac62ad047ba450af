#include "engine/report/html_added.h"

#include <algorithm>
#include <map>

#include "engine/report/diff_rows.h"
#include "engine/report/html_text.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

constexpr size_t kShownFirst = 6;     // entries of a list; the rest is folded
constexpr size_t kOpenBlocks = 6;     // of more articles than that the blocks are folded
constexpr uint32_t kMostBytes = 420;  // of a sentence in a list
constexpr uint32_t kContextBytes = 60;

// A sentence in a list.
struct Entry {
  uint32_t row = 0;
  const Cell* cell = nullptr;
};

// A fact of the other article and what the base has in its place.
struct Differing {
  uint32_t row = 0;
  FactKind kind = FactKind::kNumber;
  const Cell* cell = nullptr;  // the other's
  ByteRange range;             // in the other's text
  std::vector<std::pair<const Cell*, ByteRange>> of_base;
};

const char* FactWord(FactKind kind, const StoryWording& words) {
  switch (kind) {
    case FactKind::kNumber:
      return words.fact_number;
    case FactKind::kDate:
      return words.fact_date;
    case FactKind::kName:
      return words.fact_name;
    case FactKind::kQuotation:
      return words.fact_quotation;
  }
  return "";
}

std::string_view Slice(std::string_view text, ByteRange range) {
  const size_t from = std::min<size_t>(range.start, text.size());
  return text.substr(from, std::max<size_t>(range.end, from) - from);
}

// What one article holds against the base.
struct Account {
  std::vector<Differing> facts;
  std::vector<Entry> dropped, added;
};

class AccountWriter {
 public:
  AccountWriter(const NamedView& named, const Reading& reading, const Wording& wording, std::string* out)
      : view_(*named.view),
        named_(named),
        reading_(reading),
        wording_(wording),
        words_(StoryWordingFor(wording.language)),
        out_(*out) {
    for (const Passage& passage : view_.collation.passages) {
      if (passage.a_article != view_.base && passage.b_article != view_.base) continue;
      const bool base_is_a = passage.a_article == view_.base;
      const ByteRange a{passage.a_start, passage.a_end}, b{passage.b_start, passage.b_end};
      const uint32_t other = base_is_a ? passage.b_article : passage.a_article;
      common_[other].push_back({base_is_a ? a : b, base_is_a ? b : a});
    }
  }

  void Block(uint32_t other, const Account& account, bool folded, bool open) {
    other_ = other;
    const std::string name = NamedOutlet(named_.letters[other], view_.articles[other]);
    const std::string heading = "<h3>" + name + "</h3>" + Summary(account);
    Add(&out_, {folded ? open ? "<details class=\"account\" open=\"\"><summary>"
                              : "<details class=\"account\"><summary>"
                       : "<div class=\"account\">\n",
                heading, folded ? "</summary>\n" : "\n"});
    Facts(account.facts);
    Add(&out_, {"<div class=\"columns\">\n"});
    List(account.dropped, /*added=*/false);
    List(account.added, /*added=*/true);
    Add(&out_, {"</div>\n", folded ? "</details>\n" : "</div>\n"});
  }

 private:
  struct Common {
    ByteRange of_base, of_other;
  };

  std::string Summary(const Account& account) const {
    std::string out = "<p class=\"sums\">";
    const auto sum = [&](const char* sign, size_t count, const char* word) {
      Add(&out, {"<span><span class=\"sign\" aria-hidden=\"true\">", sign, "</span> <b>",
                 std::to_string(count), "</b> ", EscapeHtml(word), "</span> "});
    };
    const size_t facts = account.facts.size();
    if (facts > 0) sum("≠", facts, facts == 1 ? words_.fact_differs.one : words_.fact_differs.many);
    sum("−", account.dropped.size(), words_.dropped_by);
    sum("+", account.added.size(), words_.added_by);
    return out + "</p>";
  }

  void Facts(const std::vector<Differing>& facts) {
    if (facts.empty()) return;
    Add(&out_, {"<ul class=\"differing\">\n"});
    const ReportArticle &base = view_.articles[view_.base], &other = view_.articles[other_];
    for (const Differing& fact : facts) {
      Add(&out_, {"<li data-diff=\"\"><span class=\"pairing\"><ins", TextAttributes(other), ">",
                  EscapeHtml(Slice(other.text, Short(other, fact.range))), "</ins> – ",
                  EscapeHtml(named_.letters[view_.base]), ": "});
      for (size_t i = 0; i < fact.of_base.size(); ++i) {
        Add(&out_, {i == 0 ? "" : ", ", "<del", TextAttributes(base), ">",
                    EscapeHtml(Slice(base.text, Short(base, fact.of_base[i].second))), "</del>"});
      }
      const Excerpt around =
          ContextOf(other.text, fact.range, fact.cell->start, fact.cell->end, kContextBytes);
      Add(&out_,
          {"</span> <span class=\"where\">", EscapeHtml(FactWord(fact.kind, words_)), " · <span",
           TextAttributes(other), " class=\"around\">", around.range.start > fact.cell->start ? "…" : ""});
      const Excerpt cut = ExcerptOf(other.text, around.range.start, around.range.end, kMostBytes);
      AppendMarked(other, cut.range.start, cut.range.end, {fact.range}, &out_);
      Add(&out_, {cut.cut || around.range.end < fact.cell->end ? "…" : "", "</span> ",
                  SentenceLink(named_.letters[other_], fact.cell->sentence + 1), " · ",
                  SentenceLink(named_.letters[view_.base], fact.of_base[0].first->sentence + 1), " · ",
                  RowLink(fact.row, wording_), "</span></li>\n"});
    }
    Add(&out_, {"</ul>\n"});
  }

  static ByteRange Short(const ReportArticle& article, ByteRange range) {
    return ExcerptOf(article.text, range.start, range.end, kMostBytes).range;
  }

  void List(const std::vector<Entry>& entries, bool added) {
    Add(&out_,
        {"<div class=\"", added ? "list-added" : "list-dropped", "\">\n<h4><span aria-hidden=\"true\">",
         added ? "+" : "−", "</span> ", EscapeHtml(added ? words_.added_by : words_.dropped_by), "</h4>\n"});
    if (entries.empty()) {
      Add(&out_, {"<p class=\"note\">", EscapeHtml(added ? words_.nothing_added : words_.nothing_dropped),
                  "</p>\n"});
    } else {
      const size_t shown = entries.size() <= kShownFirst + 1 ? entries.size() : kShownFirst;
      Items(entries, 0, shown, added);
      if (shown < entries.size()) {
        Add(&out_, {"<details><summary>",
                    Filled(words_.more_sentences, {std::to_string(entries.size() - shown)}), "</summary>\n"});
        Items(entries, shown, entries.size(), added);
        Add(&out_, {"</details>\n"});
      }
    }
    Add(&out_, {"</div>\n"});
  }

  void Items(const std::vector<Entry>& entries, size_t first, size_t end, bool added) {
    const uint32_t article = added ? other_ : view_.base;
    const ReportArticle& source = view_.articles[article];
    Add(&out_, {"<ul>\n"});
    for (size_t i = first; i < end; ++i) {
      const Cell& cell = *entries[i].cell;
      std::vector<ByteRange> shared;
      std::string partly;
      Partly(cell, added, &shared, &partly);
      const Excerpt cut = ExcerptOf(source.text, cell.start, cell.end, kMostBytes);
      Add(&out_, {"<li data-diff=\"\"><span", TextAttributes(source), ">"});
      AppendMarked(source, cut.range.start, cut.range.end, shared, &out_);
      Add(&out_,
          {cut.cut ? "…" : "", "</span><span class=\"where\">",
           SentenceLink(named_.letters[article], cell.sentence + 1), " · ", RowLink(entries[i].row, wording_),
           partly, Others(entries[i].row, article), "</span></li>\n"});
    }
    Add(&out_, {"</ul>\n"});
  }

  // Who else carries it, or that nobody does.
  std::string Others(uint32_t row, uint32_t article) const {
    std::vector<uint32_t> others = reading_.carriers[row];
    std::erase(others, article);
    if (others.empty()) return " · " + EscapeHtml(words_.nowhere_else);
    return " · " + Filled(words_.also_in, {LetterList(named_.letters, others)});
  }

  // Runs of the sentence that the other of the two has inside another one.
  void Partly(const Cell& cell, bool added, std::vector<ByteRange>* shared, std::string* words) const {
    const auto found = common_.find(other_);
    if (found == common_.end()) return;
    for (const Common& common : found->second) {
      const ByteRange here = added ? common.of_other : common.of_base,
                      there = added ? common.of_base : common.of_other;
      if (here.end <= cell.start || here.start >= cell.end) continue;
      shared->push_back(here);
      const uint32_t article = added ? view_.base : other_;
      const Place place = PlaceAt(view_, reading_, article, there.start);
      if (place.row == UINT32_MAX || !words->empty()) continue;
      const Cell& counterpart = view_.collation.rows[place.row].cells[place.cell];
      *words =
          " · " + Filled(words_.partly_in, {SentenceLink(named_.letters[article], counterpart.sentence + 1)});
    }
  }

  const DiffView& view_;
  const NamedView& named_;
  const Reading& reading_;
  const Wording& wording_;
  const StoryWording& words_;
  std::string& out_;
  uint32_t other_ = 0;
  std::map<uint32_t, std::vector<Common>> common_;  // with the base, by the other article
};

// Facts of the row that an article states otherwise than the base does, to each article's account.
void CollectFacts(const DiffView& view, uint32_t r, std::vector<Account>* accounts) {
  const Row& row = view.collation.rows[r];
  for (const Disagreement& disagreement : row.disagreements) {
    std::vector<std::pair<const Cell*, ByteRange>> of_base;
    std::vector<uint32_t> versions;
    for (const Disagreement::Side& side : disagreement.sides) {
      if (side.cell >= row.cells.size() || row.cells[side.cell].article != view.base) continue;
      if (std::find(versions.begin(), versions.end(), side.version) != versions.end()) continue;
      versions.push_back(side.version);
      of_base.emplace_back(&row.cells[side.cell], ByteRange{side.start, side.end});
    }
    if (of_base.empty()) continue;
    std::vector<std::pair<uint32_t, uint32_t>> told;  // article and version
    for (const Disagreement::Side& side : disagreement.sides) {
      if (side.cell >= row.cells.size()) continue;
      const Cell& cell = row.cells[side.cell];
      if (cell.article == view.base) continue;
      if (std::find(versions.begin(), versions.end(), side.version) != versions.end()) continue;
      const std::pair key(cell.article, side.version);
      if (std::find(told.begin(), told.end(), key) != told.end()) continue;
      told.push_back(key);
      (*accounts)[cell.article].facts.push_back(
          {r, disagreement.kind, &cell, {side.start, side.end}, of_base});
    }
  }
}

std::vector<Account> AccountsOf(const DiffView& view, const Reading& reading) {
  std::vector<Account> accounts(view.articles.size());
  for (uint32_t r = 0; r < view.collation.rows.size(); ++r) {
    const Row& row = view.collation.rows[r];
    const std::vector<uint32_t>& carriers = reading.carriers[r];
    const bool in_base = std::binary_search(carriers.begin(), carriers.end(), view.base);
    if (in_base) CollectFacts(view, r, &accounts);
    for (const Cell& cell : row.cells) {
      if (cell.aside) continue;
      if (cell.article != view.base && !in_base) accounts[cell.article].added.push_back({r, &cell});
      if (cell.article != view.base) continue;
      size_t next = 0;
      for (uint32_t other = 0; other < accounts.size(); ++other) {
        while (next < carriers.size() && carriers[next] < other) ++next;
        if (next == carriers.size() || carriers[next] != other) accounts[other].dropped.push_back({r, &cell});
      }
    }
  }
  const auto heavier = [](const Entry& x, const Entry& y) { return x.cell->weight > y.cell->weight; };
  for (Account& account : accounts) {
    std::stable_sort(account.dropped.begin(), account.dropped.end(), heavier);
    std::stable_sort(account.added.begin(), account.added.end(), heavier);
  }
  return accounts;
}

}  // namespace

void AppendAddedDropped(const NamedView& named, const Reading& reading, const Wording& wording,
                        std::string* out) {
  const DiffView& view = *named.view;
  const std::vector<Account> accounts = AccountsOf(view, reading);
  AccountWriter writer(named, reading, wording, out);
  const bool folded = view.articles.size() > kOpenBlocks;
  bool open = true;
  for (uint32_t other = 0; other < view.articles.size(); ++other) {
    if (other == view.base) continue;
    writer.Block(other, accounts[other], folded, open);
    open = false;
  }
}

}  // namespace samestory
