#include "engine/pipeline/corpus.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/features.h"
#include "engine/pipeline/outlet.h"
#include "engine/text/shingle.h"

namespace samestory {
namespace {

// ScanInputs tells names apart among its own inputs; here between what different parts hold.
NewIds TellNamesApart(std::vector<Corpus::Part>* parts) {
  absl::flat_hash_map<std::string, std::set<std::string>> files_of_name;
  for (const Corpus::Part& part : *parts) {
    for (const CatalogFile& file : part.files) files_of_name[file.input.name].insert(FullPath(file.input));
  }
  NewIds new_ids;
  uint32_t first_segment = 0;
  for (Corpus::Part& part : *parts) {
    std::vector<std::string> new_names(part.files.size());
    bool any = false;
    for (size_t i = 0; i < new_names.size(); ++i) {
      const InputFile& input = part.files[i].input;
      if (files_of_name[input.name].size() < 2) continue;
      new_names[i] = FolderName(input) + "/" + input.name;
      any = true;
    }
    for (uint32_t s = 0; any && s < part.segments.size(); ++s) {
      const Segment& segment = part.segments[s].segment;
      for (uint32_t row = 0; row < segment.rows.size(); ++row) {
        const std::string& new_name = new_names[segment.rows[row].file];
        const std::string& name = part.files[segment.rows[row].file].input.name;
        const std::string_view id = segment.id(row);
        if (new_name.empty() || !id.starts_with(name)) continue;
        const std::string_view rest = id.substr(name.size());
        if (!rest.empty() && rest.front() != ':') continue;
        new_ids[ArticleRef{first_segment + s, row}.Packed()] = new_name + std::string(rest);
      }
    }
    for (size_t i = 0; i < new_names.size(); ++i) {
      if (!new_names[i].empty()) part.files[i].input.name = new_names[i];
    }
    first_segment += static_cast<uint32_t>(part.segments.size());
  }
  return new_ids;
}

}  // namespace

absl::StatusOr<Corpus> MergeParts(std::vector<Corpus::Part> parts) {
  Corpus corpus;
  corpus.parts_ = std::move(parts);
  NewIds new_ids;
  if (corpus.parts_.size() > 1) new_ids = TellNamesApart(&corpus.parts_);
  Catalog& all = corpus.catalog_;
  absl::flat_hash_map<std::string, uint32_t> outlet_numbers{{"", 0}};
  for (Corpus::Part& part : corpus.parts_) {
    const auto first_file = static_cast<uint32_t>(all.files.size());
    std::move(part.files.begin(), part.files.end(), std::back_inserter(all.files));
    std::move(part.incidents.begin(), part.incidents.end(), std::back_inserter(all.incidents));
    for (StoredSegment& stored : part.segments) {
      std::move(stored.segment.incidents.begin(), stored.segment.incidents.end(),
                std::back_inserter(all.incidents));
      stored.segment.incidents = {};
      std::vector<uint32_t>& outlets = corpus.outlets_.emplace_back();
      for (const std::string& name : stored.segment.names) {
        const auto next = static_cast<uint32_t>(outlet_numbers.size());
        outlets.push_back(outlet_numbers.try_emplace(OutletKey(name), next).first->second);
      }
      corpus.first_file_.push_back(first_file);
      corpus.segments_.push_back(std::move(stored));
    }
    part.segments.clear();
  }
  uint64_t rows = 0;
  for (uint32_t segment = 0; segment < corpus.segments_.size(); ++segment) {
    rows += corpus.segments_[segment].segment.rows.size();
    if (rows >= UINT32_MAX)
      return absl::InvalidArgumentError("more than 4,294,967,294 articles; give fewer at a time");
    corpus.first_place_.push_back(static_cast<uint32_t>(rows));
    while (corpus.segment_near_.size() * Corpus::kPlacesNear < rows) corpus.segment_near_.push_back(segment);
  }
  corpus.order_ = OrderArticles(corpus.segments_, corpus.first_file_, all.files, std::move(new_ids));
  std::move(corpus.order_.incidents.begin(), corpus.order_.incidents.end(),
            std::back_inserter(all.incidents));
  corpus.order_.incidents = {};
  all.articles = corpus.size();
  return corpus;
}

CatalogEntry Corpus::entry(uint32_t article) const {
  const ArticleRef at = order_.articles[article];
  const Segment& segment = segments_[at.segment].segment;
  const SegmentRow& row = segment.rows[at.row];
  CatalogEntry entry;
  entry.id = id(article);
  entry.path = row.path_bytes > 0 ? segment.path(at.row) : std::string_view(FileOf(at).path);
  entry.title = segment.title(at.row);
  entry.url = segment.url(at.row);
  entry.source = segment.names[row.source];
  entry.language = language(article);
  entry.file = first_file_[at.segment] + row.file;
  entry.words = row.words;
  entry.text_hash = row.text_hash;
  entry.date = DateOf(row);
  return entry;
}

std::string_view Corpus::language(uint32_t article) const {
  const ArticleRef at = order_.articles[article];
  const TermBlock& terms = segments_[at.segment].terms;
  return terms.languages.empty() ? "und" : terms.language(at.row);
}

ArticleContext Corpus::context(uint32_t article) const {
  const ArticleRef at = order_.articles[article];
  const SegmentRow& row = Row(at);
  ArticleContext context;
  context.outlet = outlets_[at.segment][row.source];
  if (const std::optional<Date> date = DateOf(row)) {
    constexpr int64_t kSpans[] = {24 * 3600, 60, 1};  // by Date::Precision
    context.dated = true;
    context.first_second = date->unix_seconds;
    context.last_second = date->unix_seconds + kSpans[static_cast<int>(date->precision)] - 1;
  }
  return context;
}

MatchInput Corpus::match_input() const {
  MatchInput input;
  input.terms.reserve(size());
  input.contexts.reserve(size());
  for (uint32_t i = 0; i < size(); ++i) {
    const ArticleRef at = order_.articles[i];
    input.terms.push_back(segments_[at.segment].terms.of(at.row));
    input.contexts.push_back(context(i));
  }
  return input;
}

absl::StatusOr<Article> Corpus::Read(uint32_t article) const { return ArticleReader(*this).Read(article); }

absl::StatusOr<std::vector<uint64_t>> Corpus::Shingles(uint32_t article) const {
  ASSIGN_OR_RETURN(const Article read, Read(article));
  return WordShingles(read.text);
}

absl::StatusOr<uint32_t> Corpus::Find(std::string_view id) const {
  const auto found = std::lower_bound(
      order_.articles.begin(), order_.articles.end(), id,
      [&](ArticleRef at, std::string_view wanted) { return order_.id(segments_, at) < wanted; });
  if (found == order_.articles.end() || order_.id(segments_, *found) != id) {
    return absl::NotFoundError(absl::StrFormat("no article has the id \"%s\"", id));
  }
  return static_cast<uint32_t>(found - order_.articles.begin());
}

// For what came without terms, being from a sketch: its texts are read once more.
absl::Status Corpus::MakeTerms(const Config& config) {
  const auto has_terms = [](const StoredSegment& s) { return s.terms.ends.size() == s.segment.rows.size(); };
  if (std::all_of(segments_.begin(), segments_.end(), has_terms)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  std::vector<absl::Status> outcomes(segments_.size());
  const auto make = [&](size_t number, ArticleReader* reader) -> absl::Status {
    StoredSegment& stored = segments_[number];
    if (has_terms(stored)) return absl::OkStatus();
    const size_t rows = stored.segment.rows.size();
    const std::string name = absl::StrFormat("terms-%07d", number);
    std::optional<Stage> stage = stages_->Find(name);
    if (!stage) {
      TermBlockBuilder block;
      for (uint32_t row = 0; row < rows; ++row) {
        ASSIGN_OR_RETURN(const Article article, reader->Read(ArticleRef{static_cast<uint32_t>(number), row}));
        AddEventTerms(article, *background, &block);
      }
      ASSIGN_OR_RETURN(StageWriter writer, stages_->Create(name));
      RETURN_IF_ERROR(writer.Append(block.Take()));
      ASSIGN_OR_RETURN(stage, writer.Commit());
    }
    stored.term_stage = *std::move(stage);
    ASSIGN_OR_RETURN(stored.terms, TermBlock::View(stored.term_stage.bytes(), rows));
    return absl::OkStatus();
  };
  ParallelFor(segments_.size(), config.threads, 1, [&](size_t begin, size_t end) {
    ArticleReader reader(*this);
    for (size_t i = begin; i < end; ++i) outcomes[i] = make(i, &reader);
  });
  return FirstError(outcomes);
}

absl::StatusOr<Corpus> Corpus::Open(const std::vector<std::string>& inputs, const Config& config,
                                    CorpusUse use) {
  ASSIGN_OR_RETURN(OpenedParts opened, OpenParts(inputs, config, use));
  ASSIGN_OR_RETURN(Corpus corpus, MergeParts(std::move(opened.parts)));
  if (corpus.size() == 0) return NoArticleRead(inputs, corpus.catalog());
  corpus.stages_ = std::move(opened.stages);
  if (use == CorpusUse::kEvents) RETURN_IF_ERROR(corpus.MakeTerms(config));
  return corpus;
}

}  // namespace samestory
