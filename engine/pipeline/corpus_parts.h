// Where a corpus comes from: inputs that are read now, and sketches of inputs that were read before.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/pipeline/corpus.h"
#include "engine/text/background.h"

namespace samestory {

struct OpenedParts {
  std::vector<Corpus::Part> parts;
  std::unique_ptr<StageFolder> stages;
};

// Errors as of Corpus::Open.
absl::StatusOr<OpenedParts> OpenParts(const std::vector<std::string>& inputs, const Config& config,
                                      CorpusUse use);

// kInvalidArgument for another kind of file or other parameters, kDataLoss for a damaged one or an input that changed.
absl::StatusOr<Corpus::Part> OpenSketch(const std::string& path, const Config& config);

// Reads the inputs, into stages of `stages`. `background` null: no terms.
absl::StatusOr<Corpus::Part> ReadInputs(const InputList& list, const Config& config,
                                        const Background* background, StageFolder* stages);

// Told by its first bytes; standard input and what is no file is none.
absl::StatusOr<bool> IsSketch(const std::string& input);

// Absolute, without links resolved where it does not climb; "-" stays.
std::string FullPath(const InputFile& file);

// Of the folder that the file's name counts from: the INPUT, or what holds it where the file itself is the INPUT.
std::string FolderName(const InputFile& file);

// What to say where the inputs hold no article.
absl::Status NoArticleRead(const std::vector<std::string>& inputs, const Catalog& catalog);

// The tables `config` names, or none where it names none.
absl::StatusOr<std::unique_ptr<Background>> OpenBackground(const Config& config);

}  // namespace samestory
