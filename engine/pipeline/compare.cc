#include "engine/pipeline/compare.h"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.h"
#include "engine/pipeline/features.h"
#include "engine/pipeline/report_article.h"
#include "engine/sketch/term.h"
#include "engine/text/attribution.h"
#include "engine/text/facts.h"
#include "engine/text/spelling.h"
#include "engine/text/stem.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

constexpr float kPunctuationWeight = 0.05f;
constexpr float kLeastWordWeight = 0.2f;

// A token weighs its idf by the background alone: the same two articles compare alike in any folder.
float WeightOf(const Token& token, const TokenizedText& text, const Background& background,
               Background::Language language) {
  if (token.kind == Token::Kind::kPunctuation) return kPunctuationWeight;
  Term term;
  term.rarity = QuantiseRarity(WordFrequency(background, language, token, text.Key(token)));
  return std::max(kLeastWordWeight, static_cast<float>(-std::log(term.BackgroundShare())));
}

// Headlines have a comparison of their own; captions, datelines, by-lines and page furniture stand beside the
// account.
bool IsAside(const Sentence& sentence) { return sentence.kind != Sentence::Kind::kBody; }

FactKind KindOf(TextFact::Kind kind) {
  switch (kind) {
    case TextFact::Kind::kNumber:
      return FactKind::kNumber;
    case TextFact::Kind::kDate:
      return FactKind::kDate;
    case TextFact::Kind::kName:
      return FactKind::kName;
    case TextFact::Kind::kQuotation:
      break;
  }
  return FactKind::kQuotation;
}

uint64_t FigureOf(const Token& token, const TokenizedText& text) {
  const std::string_view key = text.Key(token);
  const bool digits = std::any_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return token.kind == Token::Kind::kNumber ? token.key : 0;
  std::string figure;
  std::copy_if(key.begin(), key.end(), std::back_inserter(figure),
               [](char c) { return c != '.' && c != ','; });
  return Hash64(figure);
}

// A text on its way into a comparison.
struct ReadText {
  TokenizedText tokenized;
  Background::Language language;
  DiffDocument document;
};

ReadText ReadForDiff(const std::string& text, const Background& background) {
  ReadText read;
  read.tokenized = TokenizeWithSentences(text);
  read.language = background.Detect(read.tokenized.tokens);
  const bool inflects = background.Code(read.language) != "vi";
  DiffDocument& document = read.document;
  document.tokens.reserve(read.tokenized.tokens.size());
  for (const Token& token : read.tokenized.tokens) {
    const TokenSpelling spelling = SpellingOf(text, read.tokenized, token);
    document.tokens.push_back({token.start, token.end, token.key,
                               WeightOf(token, read.tokenized, background, read.language),
                               token.kind == Token::Kind::kPunctuation, FigureOf(token, read.tokenized),
                               spelling.written, spelling.uncased, spelling.toneless});
    if (inflects && token.kind == Token::Kind::kWord) {
      document.tokens.back().stem = StemKey(read.tokenized.Key(token));
    }
  }
  for (const Sentence& sentence : read.tokenized.sentences) {
    document.sentences.push_back(
        {sentence.start, sentence.end, sentence.first_token, sentence.token_count, IsAside(sentence)});
  }
  return read;
}

void AppendFacts(const std::string& text, ReadText* read) {
  for (const TextFact& fact : FindFacts(text, read->tokenized)) {
    read->document.facts.push_back(
        {KindOf(fact.kind), fact.first_token, fact.token_count, fact.value, fact.subject});
  }
}

// What the reading of its text says of an article.
void Describe(const ReadText& read, const Background& background, ReportArticle* article) {
  const std::vector<Token>& tokens = read.tokenized.tokens;
  if (article->language.empty()) article->language = LanguageTag(background.Code(read.language));
  article->hash = ContentHash(article->text);
  article->facts.clear();
  article->credits.clear();
  for (const DiffFact& fact : read.document.facts) {
    article->facts.push_back(
        {fact.kind, tokens[fact.first_token].start, tokens[fact.first_token + fact.token_count - 1].end});
  }
  for (const Attribution& credit : FindAttributions(article->text, read.tokenized)) {
    const uint32_t start = tokens[credit.first_token].start,
                   end = tokens[credit.first_token + credit.token_count - 1].end;
    article->credits.push_back({article->text.substr(start, end - start), start, end});
  }
}

// The scripts between the titles of each two articles.
absl::StatusOr<std::vector<CellEdits>> CompareHeadlines(const std::vector<ReportArticle>& articles,
                                                        const Background& background) {
  std::vector<DiffDocument> titles;
  for (const ReportArticle& article : articles) {
    titles.push_back(ReadForDiff(article.title, background).document);
    // A headline is one sentence here, whatever stops stand in it.
    DiffDocument& title = titles.back();
    title.sentences.clear();
    if (title.tokens.empty()) continue;
    title.sentences.push_back(
        {0, static_cast<uint32_t>(article.title.size()), 0, static_cast<uint32_t>(title.tokens.size())});
  }
  return CompareSentences(titles);
}

}  // namespace

absl::StatusOr<DiffView> CompareArticles(std::vector<ReportArticle> articles, uint32_t base,
                                         const Background& background) {
  std::vector<DiffDocument> documents;
  for (ReportArticle& article : articles) {
    ReadText read = ReadForDiff(article.text, background);
    AppendFacts(article.text, &read);
    Describe(read, background, &article);
    documents.push_back(std::move(read.document));
  }
  CollateOptions options;
  options.base = base;
  DiffView view;
  view.base = base;
  ASSIGN_OR_RETURN(view.collation, Collate(documents, options));
  ASSIGN_OR_RETURN(view.headlines, CompareHeadlines(articles, background));
  view.articles = std::move(articles);
  return view;
}

bool SaysTheSame(const DiffView& view) {
  return std::all_of(view.collation.rows.begin(), view.collation.rows.end(), [](const Row& row) {
    return row.kind == RowKind::kSame &&
           std::none_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.moved; });
  });
}

}  // namespace samestory
