#include "engine/report/html_pair.h"

#include <algorithm>
#include <tuple>

namespace samestory {
namespace {

constexpr size_t kFoldFrom = 3;  // runs of that many like sentences are folded
constexpr uint32_t kMovedWordsBytes = 80;

// Rows of one group that follow each other may be folded.
std::tuple<RowKind, bool, bool, uint32_t> GroupOf(const PairRow& row) {
  return {row.kind, row.pairings[0].base != nullptr, IsAsidePair(row), row.block};
}

size_t EndOfBlock(const std::vector<PairRow>& rows, size_t first) {
  size_t end = first + 1;
  while (end < rows.size() && rows[end].block == rows[first].block) ++end;
  return end;
}

// "5" or "5–7".
std::string NumberRange(uint32_t first, uint32_t last) {
  const std::string from = std::to_string(first + 1);
  return first == last ? from : from + "–" + std::to_string(last + 1);
}

}  // namespace

PairTable::PairTable(const NamedView& named, const Reading& reading, uint32_t other, const Wording& wording,
                     std::string* out)
    : view_(*named.view),
      base_{view_.articles[view_.base], EscapeHtml(named.letters[view_.base])},
      other_{view_.articles[other], EscapeHtml(named.letters[other])},
      wording_(wording),
      words_(StoryWordingFor(wording.language)),
      out_(*out) {
  CollectPassages(reading, other);
}

void PairTable::CollectPassages(const Reading& reading, uint32_t other) {
  for (const Passage& passage : view_.collation.passages) {
    const bool of_a = passage.a_article == view_.base && passage.b_article == other;
    if (!of_a && !(passage.b_article == view_.base && passage.a_article == other)) continue;
    const ByteRange a{passage.a_start, passage.a_end}, b{passage.b_start, passage.b_end};
    const ByteRange of_base = of_a ? a : b, of_other = of_a ? b : a;
    const Place base_place = PlaceAt(view_, reading, view_.base, of_base.start),
                other_place = PlaceAt(view_, reading, other, of_other.start);
    if (base_place.row == UINT32_MAX || other_place.row == UINT32_MAX) continue;
    const auto sentence = [&](const Place& place) {
      return view_.collation.rows[place.row].cells[place.cell].sentence;
    };
    base_common_.push_back({of_base, other_place.row, sentence(other_place)});
    other_common_.push_back({of_other, base_place.row, sentence(base_place)});
  }
  const auto by_start = [](const Common& x, const Common& y) { return x.range.start < y.range.start; };
  std::stable_sort(base_common_.begin(), base_common_.end(), by_start);
  std::stable_sort(other_common_.begin(), other_common_.end(), by_start);
}

// Where each moved block would stand by the other's order.
void PairTable::CollectMoves(const std::vector<PairRow>& rows) {
  std::vector<std::pair<uint32_t, size_t>> in_place;  // the other's sentence, row
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].moved) continue;
    for (const Pairing& pairing : rows[i].pairings) {
      if (pairing.other != nullptr) in_place.emplace_back(pairing.other->sentence, i);
    }
  }
  std::sort(in_place.begin(), in_place.end());
  for (size_t i = 0; i < rows.size(); i = rows[i].block == 0 ? i + 1 : EndOfBlock(rows, i)) {
    if (rows[i].block == 0) continue;
    const uint32_t sentence = FirstPair(rows[i])->other->sentence;
    const auto next = std::lower_bound(in_place.begin(), in_place.end(), std::pair(sentence, size_t{0}));
    moves_.emplace(std::pair(next == in_place.end() ? rows.size() : next->second, sentence), i);
  }
}

std::string PairTable::MoveWords(const std::vector<PairRow>& rows, size_t first, size_t end) const {
  const Pairing &from = *FirstPair(rows[first]), &to = *FirstPair(rows[end - 1]);
  const std::string places = base_.letter + " " + NumberRange(from.base->sentence, to.base->sentence) +
                             " → " + other_.letter + " " +
                             NumberRange(from.other->sentence, to.other->sentence);
  if (end - first == 1) return EscapeHtml(wording_.moved) + ": " + places;
  return Filled(words_.moved_block, {std::to_string(end - first), places});
}

bool PairTable::IsMovedTo(size_t position) const {
  const auto found = moves_.lower_bound({position, 0});
  return found != moves_.end() && found->first.first == position;
}

void PairTable::MovesBefore(const std::vector<PairRow>& rows, size_t position) {
  for (auto it = moves_.lower_bound({position, 0}); it != moves_.end() && it->first.first == position; ++it) {
    const PairRow& row = rows[it->second];
    const Pairing& pair = *FirstPair(row);
    const Excerpt words =
        ExcerptOf(other_.article.text, pair.other->start, pair.other->end, kMovedWordsBytes);
    Add(&out_,
        {"<tr id=\"", IdOf("move", row.row), "\" class=\"row-moved\"><th scope=\"row\" class=\"mark\">",
         "<span aria-hidden=\"true\">↕</span>", SpokenHtml(wording_.moved),
         "</th><td class=\"empty\"></td><td data-letter=\"", other_.letter, "\"><a class=\"shift\" href=\"#",
         IdOf("pair", row.row), "\"><span", TextAttributes(other_.article), " class=\"opening\">"});
    AppendMarked(other_.article, words.range.start, words.range.end, {}, &out_);
    Add(&out_, {words.cut ? "…" : "", "</span> ↕ ", MoveWords(rows, it->second, EndOfBlock(rows, it->second)),
                "</a></td></tr>\n"});
  }
}

// What tells of the move, at the first row of its block.
void PairTable::Shift(const std::vector<PairRow>& rows, size_t position) {
  if (rows[position].block == 0) return;
  if (position > 0 && rows[position - 1].block == rows[position].block) return;
  Add(&out_,
      {"<a class=\"shift\" lang=\"", wording_.language, "\" href=\"#", IdOf("move", rows[position].row),
       "\">↕ ", MoveWords(rows, position, EndOfBlock(rows, position)), "</a>"});
}

void PairTable::Rows(const std::vector<PairRow>& rows) {
  CollectMoves(rows);
  for (size_t i = 0; i < rows.size();) {
    const auto foldable = [&](size_t at) {
      const PairRow& row = rows[at];
      if (row.kind != RowKind::kSame && row.kind != RowKind::kOnly) return false;
      return std::all_of(row.pairings.begin(), row.pairings.end(), [&](const Pairing& pairing) {
        return (pairing.base == nullptr || In(base_, *pairing.base).empty()) &&
               (pairing.other == nullptr || In(other_, *pairing.other).empty());
      });
    };
    size_t end = i + 1, sentences = rows[i].pairings.size();
    if (foldable(i)) {
      // A move that stands before a row ends the fold, so that it can be seen.
      while (end < rows.size() && foldable(end) && GroupOf(rows[end]) == GroupOf(rows[i]) &&
             !IsMovedTo(end)) {
        sentences += rows[end++].pairings.size();
      }
    }
    MovesBefore(rows, i);
    if (foldable(i) && sentences >= kFoldFrom) {
      Fold(rows, i, end);
    } else {
      for (size_t j = i; j < end; ++j) Plain(rows, j);
    }
    i = end;
  }
  MovesBefore(rows, rows.size());
}

std::string PairTable::IdOf(std::string_view kind, uint32_t row) const {
  return std::string(kind) + "-" + other_.letter + "-" + std::to_string(row + 1);
}

std::string PairTable::OnlyIn(bool in_base) const {
  return EscapeHtml(wording_.only_in) + " " + (in_base ? base_.letter : other_.letter);
}

// `first`: the row's first line, which has its id.
void PairTable::Begin(const PairRow& row, bool first, std::string_view row_class, std::string_view sign,
                      std::string_view spoken) {
  const std::string id = IdOf("pair", row.row);
  Add(&out_, {"<tr"});
  if (first) Add(&out_, {" id=\"", id, "\""});
  Add(&out_, {" class=\"", row_class, first ? "" : " again", IsAsidePair(row) ? " aside" : "", "\""});
  if (first && !IsAsidePair(row) && (row.kind != RowKind::kSame || row.moved))
    Add(&out_, {" data-diff=\"\""});
  Add(&out_, {"><th scope=\"row\" class=\"mark\"><a href=\"#", id, "\"><span aria-hidden=\"true\">", sign,
              "</span><span class=\"spoken\">", spoken, "</span></a></th>\n"});
}

void PairTable::BeginCell(const Half& half, const Cell& cell, std::string_view cell_class) {
  const std::string number = std::to_string(cell.sentence + 1);
  Add(&out_, {"<td", TextAttributes(half.article), " data-letter=\"", half.letter, "\""});
  if (!cell_class.empty()) Add(&out_, {" class=\"", cell_class, "\""});
  Add(&out_, {"><a class=\"at\" href=\"#", half.letter, "-", number, "\"><span class=\"spoken\">",
              half.letter, " </span>", number, "</a> "});
}

void PairTable::Fold(const std::vector<PairRow>& rows, size_t start, size_t end) {
  const PairRow& row = rows[start];
  const bool in_base = row.pairings[0].base != nullptr, same = row.kind == RowKind::kSame;
  const Half& half = in_base ? base_ : other_;
  size_t sentences = 0;
  for (size_t i = start; i < end; ++i) sentences += rows[i].pairings.size();
  const char* row_class = same ? "row-same" : in_base ? "row-only-base" : "row-only-other";
  // The rows' own ids stand at their sentences.
  Add(&out_, {"<tr class=\"fold ", row_class, IsAsidePair(row) ? " aside" : "", "\"",
              IsAsidePair(row) || (same && !row.moved) ? "" : " data-diff=\"\"",
              "><th scope=\"row\" class=\"mark\"><span aria-hidden=\"true\">",
              same      ? "="
              : in_base ? "−"
                        : "+",
              "</span><span class=\"spoken\">", same ? EscapeHtml(wording_.same) : OnlyIn(in_base),
              "</span></th>\n"});
  if (!in_base) Add(&out_, {"<td class=\"empty\"></td>"});
  Add(&out_, {"<td", TextAttributes(half.article), " data-letter=\"", half.letter, "\"",
              same ? " colspan=\"2\"" : "", "><details><summary lang=\"", wording_.language, "\">",
              EscapeHtml(Counted(sentences, wording_.sentence)), " ",
              same ? EscapeHtml(wording_.the_same_sentences) : OnlyIn(in_base)});
  if (IsAsidePair(row)) Add(&out_, {" (", EscapeHtml(words_.asides_only), ")"});
  Add(&out_, {"</summary>\n"});
  for (size_t i = start; i < end; ++i) {
    bool first = true;
    for (const Pairing& pairing : rows[i].pairings) {
      const Cell& cell = in_base && pairing.base != nullptr ? *pairing.base : *pairing.other;
      const std::string number = std::to_string(cell.sentence + 1);
      Add(&out_, {"<p dir=\"auto\""});
      if (first) Add(&out_, {" id=\"", IdOf("pair", rows[i].row), "\""});
      Add(&out_, {"><a class=\"at\" href=\"#", half.letter, "-", number, "\"><span class=\"spoken\">",
                  half.letter, " </span>", number, "</a> ", EscapeHtml(TextOf(view_, cell)), "</p>\n"});
      first = false;
    }
  }
  Add(&out_, {"</details>"});
  Shift(rows, start);
  Add(&out_, {"</td>", in_base && !same ? "<td class=\"empty\"></td>" : "", "</tr>\n"});
}

void PairTable::Plain(const std::vector<PairRow>& rows, size_t position) {
  const PairRow& row = rows[position];
  bool first = true;
  for (const Pairing& pairing : row.pairings) {
    const std::string again = EscapeHtml(wording_.again);
    switch (row.kind) {
      case RowKind::kSame:
        Begin(row, first, "row-same", "=", first ? EscapeHtml(wording_.same) : again);
        break;
      case RowKind::kEdited:
        Begin(row, first, "row-edited", "~", first ? EscapeHtml(wording_.edited) : again);
        break;
      case RowKind::kNear:
        Begin(row, first, "row-near", "≈", first ? EscapeHtml(wording_.near) : again);
        break;
      case RowKind::kOnly:
        pairing.base != nullptr ? Begin(row, first, "row-only-base", "−", OnlyIn(true))
                                : Begin(row, first, "row-only-other", "+", OnlyIn(false));
    }
    const bool both = pairing.base != nullptr && pairing.other != nullptr;
    if (pairing.base == nullptr) {
      Add(&out_, {"<td class=\"empty\"></td>"});
    } else {
      BeginCell(base_, *pairing.base, "");
      both ? Paired(base_, *pairing.base, pairing.stretches) : Alone(base_, *pairing.base);
      Add(&out_, {"</td>\n"});
    }
    if (pairing.other == nullptr) {
      Add(&out_, {"<td class=\"empty\"></td></tr>\n"});
      first = false;
      continue;
    }
    const bool twin = both && !row.moved && TextOf(view_, *pairing.base) == TextOf(view_, *pairing.other);
    BeginCell(other_, *pairing.other, twin ? "twin" : "");
    both ? Paired(other_, *pairing.other, pairing.stretches) : Alone(other_, *pairing.other);
    if (first) Shift(rows, position);
    Add(&out_, {"</td></tr>\n"});
    first = false;
  }
}

std::vector<const PairTable::Common*> PairTable::In(const Half& half, const Cell& cell) const {
  const std::vector<Common>& all = &half == &base_ ? base_common_ : other_common_;
  std::vector<const Common*> found;
  auto it = std::lower_bound(all.begin(), all.end(), cell.start,
                             [](const Common& x, uint32_t at) { return x.range.start < at; });
  for (; it != all.end() && it->range.start < cell.end; ++it) found.push_back(&*it);
  return found;
}

void PairTable::Alone(const Half& half, const Cell& cell) {
  std::vector<ByteRange> shared;
  for (const Common* common : In(half, cell)) shared.push_back(common->range);
  AppendMarked(half.article, cell.start, cell.end, shared, &out_);
  Notes(half, cell);
}

void PairTable::Paired(const Half& half, const Cell& cell, const std::vector<Stretch>& stretches) {
  AppendSide(stretches, &half == &base_, wording_, &out_);
  Notes(half, cell);
}

void PairTable::Notes(const Half& half, const Cell& cell) {
  const std::string& there = &half == &base_ ? other_.letter : base_.letter;
  uint32_t last = UINT32_MAX;
  for (const Common* common : In(half, cell)) {
    if (common->sentence == last) continue;
    last = common->sentence;
    Add(&out_,
        {"<a class=\"shift\" lang=\"", wording_.language, "\" href=\"#", IdOf("pair", common->row), "\">",
         Filled(words_.shared_with, {there + " " + std::to_string(common->sentence + 1)}), "</a>"});
  }
}

}  // namespace samestory
