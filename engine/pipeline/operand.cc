#include "engine/pipeline/operand.h"

#include <filesystem>
#include <memory>

#include "absl/strings/str_format.h"
#include "engine/article/reader.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/report_article.h"
#include "engine/text/shingle.h"

namespace samestory {
namespace {

// Fills in what is known of an article whatever it is compared with.
ReportArticle Show(Article article) {
  ReportArticle shown;
  shown.id = std::move(article.id);
  shown.source = std::move(article.source);
  shown.title = std::move(article.title);
  shown.path = std::move(article.path);
  shown.url = std::move(article.url);
  SetDate(article.date, &shown);
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
  if (path.empty()) return absl::InvalidArgumentError(absl::StrFormat("%s: names no file", operand));
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: is a folder, expected a file with one article", path));
  }
  if (const absl::StatusOr<bool> sketch = IsSketch(path); sketch.ok() && *sketch) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: is a sketch, which holds no text; expected a file with one article", path));
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

}  // namespace samestory
