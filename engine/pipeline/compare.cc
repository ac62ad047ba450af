#include "engine/pipeline/compare.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include "absl/strings/str_format.h"
#include "engine/article/reader.h"
#include "engine/pipeline/features.h"
#include "engine/sketch/sketch.h"
#include "engine/text/shingle.h"
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

DiffDocument ToDocument(const std::string& text, const Background& background) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  const Background::Language language = background.Detect(tokenized.tokens);
  const bool inflects = background.Code(language) != "vi";
  DiffDocument document;
  for (const Token& token : tokenized.tokens) {
    document.tokens.push_back(
        {token.start, token.end, token.key, WeightOf(token, tokenized, background, language)});
    if (inflects && token.kind == Token::Kind::kWord) {
      document.tokens.back().stem = StemKey(tokenized.Key(token));
    }
  }
  for (const Sentence& sentence : tokenized.sentences) {
    document.sentences.push_back({sentence.start, sentence.end, sentence.first_token, sentence.token_count});
  }
  return document;
}

ReportArticle Show(Article article) {
  ReportArticle shown;
  shown.id = std::move(article.id);
  shown.source = std::move(article.source);
  shown.title = std::move(article.title);
  shown.path = std::move(article.path);
  shown.url = std::move(article.url);
  if (article.date) {
    shown.date = FormatDate(*article.date);
    shown.has_date = true;
    shown.unix_seconds = article.date->unix_seconds;
  }
  WordShingles(article.text, &shown.words);
  shown.text = std::move(article.text);
  return shown;
}

absl::StatusOr<std::vector<Article>> ReadAllArticles(const std::string& path,
                                                     std::vector<Incident>* incidents) {
  ASSIGN_OR_RETURN(const InputList inputs, ScanInputs({path}));
  std::vector<Article> articles;
  for (const InputFile& file : inputs.files) {
    ASSIGN_OR_RETURN(const std::unique_ptr<RecordReader> reader, RecordReader::Open(file));
    for (;;) {
      Record record;
      ASSIGN_OR_RETURN(const bool more, reader->Next(&record, incidents));
      if (!more) break;
      ParsedRecord parsed = ParseRecord(file, record);
      for (Article& article : parsed.articles) articles.push_back(std::move(article));
      for (Incident& incident : parsed.incidents) incidents->push_back(std::move(incident));
    }
  }
  return articles;
}

}  // namespace

absl::StatusOr<ReportArticle> ReadOperand(const std::string& operand) {
  // A file may have a # in its name, and so may an id: the operand is a path first, then the shortest path
  // there is.
  std::error_code error;
  size_t mark = operand.find('#');
  while (mark != std::string::npos && !std::filesystem::exists(operand.substr(0, mark), error)) {
    const size_t next = operand.find('#', mark + 1);
    if (next == std::string::npos) break;
    mark = next;
  }
  const bool whole = mark == std::string::npos || std::filesystem::exists(operand, error);
  const std::string path = whole ? operand : operand.substr(0, mark);
  const std::string id = whole ? "" : operand.substr(mark + 1);
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: is a folder, expected a file with one article", path));
  }
  std::vector<Incident> incidents;
  ASSIGN_OR_RETURN(std::vector<Article> articles, ReadAllArticles(path, &incidents));
  if (whole) {
    if (articles.size() == 1) return Show(std::move(articles.front()));
    if (articles.empty()) {
      return absl::InvalidArgumentError(absl::StrFormat("%s: no article%s%s", path,
                                                        incidents.empty() ? "" : ": ",
                                                        incidents.empty() ? "" : incidents[0].reason));
    }
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: holds %d articles; name one as %s#ID, such as %s#%s", path, articles.size(),
                        path, path, articles.front().id));
  }
  for (Article& article : articles) {
    if (article.id == id) return Show(std::move(article));
  }
  return absl::NotFoundError(absl::StrFormat("%s: no article has the id \"%s\"", path, id));
}

absl::StatusOr<DiffView> CompareArticles(std::vector<ReportArticle> articles, uint32_t base,
                                         const Background& background) {
  std::vector<DiffDocument> documents;
  for (const ReportArticle& article : articles) documents.push_back(ToDocument(article.text, background));
  CollateOptions options;
  options.base = base;
  DiffView view;
  view.base = base;
  ASSIGN_OR_RETURN(view.collation, Collate(documents, options));
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
