#include <algorithm>

#include "engine/text/credit.h"
#include "engine/text/paragraph.h"
#include "engine/text/paragraph_kind.h"
#include "engine/text/sentence_break.h"
#include "engine/text/token_view.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

constexpr size_t kCaptionTokens = 80;  // what stands before a credit is its caption up to this length

class SentenceSplitter {
 public:
  SentenceSplitter(std::string_view text, TokenizedText* tokenized)
      : tokens_(text, *tokenized), paragraphs_(SplitParagraphs(text, tokens_)), out_(&tokenized->sentences) {}

  void Run() {
    const std::vector<Sentence::Kind> kinds = ParagraphKinds(tokens_, paragraphs_);
    for (size_t p = 0; p < paragraphs_.size(); ++p) {
      const size_t before = out_->size();
      if (p == 0 && kinds[p] == Sentence::Kind::kBody) TakeDateField();
      if (kinds[p] == Sentence::Kind::kTitle) {
        AddTitle(paragraphs_[p]);
      } else {
        AddParagraph(paragraphs_[p], kinds[p], p);
      }
      last_paragraph_ = before;
    }
    MarkFinalByline();
  }

 private:
  void Add(TokenRange range, Sentence::Kind kind) {
    if (range.first >= range.end) return;
    Sentence sentence;
    sentence.start = tokens_.at(range.first).start;
    sentence.end = tokens_.at(range.end - 1).end;
    sentence.first_token = static_cast<uint32_t>(range.first);
    sentence.token_count = static_cast<uint32_t>(range.size());
    sentence.kind = kind;
    out_->push_back(sentence);
  }

  // "date 2025-10-10 …": a field that some crawlers leave before the first line.
  void TakeDateField() {
    TokenRange& paragraph = paragraphs_.front();
    if (tokens_.Key(paragraph.first) != "date") return;
    const size_t first = WithoutDates(tokens_, paragraph).first;
    Add({paragraph.first, first}, Sentence::Kind::kDateline);
    paragraph.first = first;
  }

  void AddTitle(TokenRange paragraph) {
    const TokenRange title = WithoutDates(tokens_, paragraph);
    Add({paragraph.first, title.first}, Sentence::Kind::kDateline);
    Add(title, Sentence::Kind::kTitle);
    Add({title.end, paragraph.end}, Sentence::Kind::kDateline);
  }

  void AddParagraph(TokenRange paragraph, Sentence::Kind kind, size_t p) {
    const std::vector<TokenRange> credits = FindCredits(tokens_, paragraph);
    const std::vector<size_t> ends = SentenceEnds(tokens_, paragraph);
    const bool all_caption = !credits.empty() && credits.back().end == paragraph.end &&
                             paragraph.size() <= kCaptionTokens && paragraphs_.size() > 1 &&
                             kind != Sentence::Kind::kFurniture;
    if (credits.size() == 1 && all_caption && credits[0].first == paragraph.first) MarkCaptionAbove(p);
    size_t first = paragraph.first, next_end = 0;
    for (const TokenRange& credit : credits) {
      // Sentences that end before the caption; the caption takes the last one with it unless that is too
      // long.
      while (ends[next_end] < credit.first) {
        Add({first, ends[next_end]}, all_caption ? Sentence::Kind::kCaption : kind);
        first = ends[next_end++];
      }
      if (credit.end - first > kCaptionTokens) {
        Add({first, credit.first}, kind);
        first = credit.first;
      }
      const bool signs = credit.end == tokens_.size() && IsByline(tokens_, {first, credit.first});
      Add({first, credit.end}, signs ? Sentence::Kind::kByline : Sentence::Kind::kCaption);
      first = credit.end;
      while (next_end < ends.size() && ends[next_end] <= credit.end) ++next_end;
    }
    for (; next_end < ends.size(); ++next_end) {
      Add({first, ends[next_end]}, kind);
      first = ends[next_end];
    }
  }

  // "ẢNH: TTXVN" on a line of its own belongs to the short line without a stop above it.
  void MarkCaptionAbove(size_t p) {
    if (p == 0 || last_paragraph_ >= out_->size()) return;
    const TokenRange above = paragraphs_[p - 1];
    Sentence& sentence = out_->back();
    if (out_->size() - last_paragraph_ != 1 || above.size() > kCaptionTokens) return;
    if (sentence.kind == Sentence::Kind::kBody && !tokens_.EndsWithStop(above)) {
      sentence.kind = Sentence::Kind::kCaption;
    }
  }

  // A body on one line ends "… cùng quan tâm. TTXVN".
  void MarkFinalByline() {
    if (out_->size() < 2 || out_->back().kind != Sentence::Kind::kBody) return;
    Sentence& last = out_->back();
    const TokenRange range{last.first_token, last.first_token + last.token_count};
    if (IsByline(tokens_, range)) last.kind = Sentence::Kind::kByline;
  }

  TokenView tokens_;
  std::vector<TokenRange> paragraphs_;
  std::vector<Sentence>* out_;
  size_t last_paragraph_ = 0;  // the first sentence of the paragraph before
};

}  // namespace

TokenizedText TokenizeWithSentences(std::string_view text) {
  TokenizedText out;
  Tokenize(text, &out);
  SentenceSplitter(text, &out).Run();
  return out;
}

}  // namespace samestory
