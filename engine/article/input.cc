#include "engine/article/input.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/detect.h"
#include "engine/base/file.h"
#include "engine/base/utf8.h"

namespace samestory {
namespace {

std::string ValidUtf8(std::string_view name) {
  size_t replaced;
  return RepairUtf8(name, &replaced);
}

// "crawl" of "news/crawl/", of "." the name of the folder we are in.
std::string BaseName(const std::string& input) {
  std::filesystem::path path(input);
  if (!path.has_filename() && path.has_relative_path()) path = path.parent_path();
  std::string name = path.filename().string();
  if (name == "." || name == "..") {
    std::error_code error;
    name = std::filesystem::canonical(path, error).filename().string();
  }
  return ValidUtf8(name);
}

struct FoundFile {
  InputFile file;
  dev_t device = 0;
  ino_t inode = 0;
};

using FileIdentity = std::pair<dev_t, ino_t>;

class Scanner {
 public:
  explicit Scanner(const std::vector<std::string>& outputs) {
    struct stat info;
    for (const std::string& path : outputs) {
      if (lstat(path.c_str(), &info) == 0) outputs_.insert({info.st_dev, info.st_ino});
    }
  }
  absl::Status AddInput(const std::string& input);
  InputList Finish();

 private:
  absl::Status AddNamedFile(const std::string& input, const struct stat& info);
  absl::Status AddFolder(const std::string& input);
  void AddEntry(const std::string& input, const std::string& relative_path);
  void AddFile(const std::string& input, const std::string& relative_path, const std::string& disk_path,
               const struct stat& info);
  void DropRepeated();
  void TellCollisionsApart();
  void Note(Incident::Kind kind, std::string_view place, std::string reason) {
    incidents_.push_back({kind, ValidUtf8(place), std::move(reason)});
  }

  std::set<FileIdentity> outputs_;
  std::vector<FoundFile> found_;
  std::vector<Incident> incidents_;
  std::vector<std::string> folders_to_read_;  // of the current INPUT, relative to it
};

absl::Status Scanner::AddInput(const std::string& input) {
  if (input == "-") {
    found_.push_back({{"-", "-", "-", "", Format::kJsonLines, Compression::kNone}, 0, 0});
    return absl::OkStatus();
  }
  struct stat info;
  if (stat(input.c_str(), &info) != 0) return ErrnoStatus(errno, input, "cannot read");
  return S_ISDIR(info.st_mode) ? AddFolder(input) : AddNamedFile(input, info);
}

absl::Status Scanner::AddNamedFile(const std::string& input, const struct stat& info) {
  FoundFile found{{input, input, BaseName(input), "", Format::kJsonLines, Compression::kPacked},
                  info.st_dev,
                  info.st_ino};
  if (S_ISREG(info.st_mode)) {
    ASSIGN_OR_RETURN(const FileKind kind, KindOfContent(input));
    found.file.format = kind.format;
    // A first line that is damaged, or no article, makes no text of what is called JSON Lines.
    const std::optional<FileKind> by_name = KindOfName(input);
    const bool loose = kind.format == Format::kText || kind.format == Format::kHtml;
    if (loose && by_name && by_name->format == Format::kJsonLines) found.file.format = Format::kJsonLines;
    found.file.compression = kind.compression;
  } else if (!S_ISFIFO(info.st_mode) && !S_ISCHR(info.st_mode)) {
    return absl::InvalidArgumentError(input + ": neither a file nor a folder");
  }
  // A pipe (as of <(...)) can be read only once, so it is taken as what standard input is.
  found_.push_back(std::move(found));
  return absl::OkStatus();
}

absl::Status Scanner::AddFolder(const std::string& input) {
  folders_to_read_ = {""};
  while (!folders_to_read_.empty()) {
    const std::string folder = std::move(folders_to_read_.back());
    folders_to_read_.pop_back();
    const std::string disk_path = folder.empty() ? input : input + "/" + folder;
    std::vector<std::string> names;
    const int failed = ListFolder(disk_path, &names);
    if (failed != 0) {
      if (folder.empty()) return ErrnoStatus(failed, input, "cannot read");
      Note(Incident::Kind::kSkipped, folder,
           absl::StrFormat("the folder cannot be read: %s", std::strerror(failed)));
    }
    const bool result = std::ranges::all_of(
        kResultNames, [&](const char* name) { return std::ranges::binary_search(names, name); });
    for (const std::string& name : names) {
      const std::string relative_path = folder.empty() ? name : folder + "/" + name;
      if (result && std::ranges::find(kResultNames, name) != std::end(kResultNames)) {
        Note(Incident::Kind::kIgnored, relative_path, "the result of a run of find");
      } else {
        AddEntry(input, relative_path);
      }
    }
  }
  return absl::OkStatus();
}

void Scanner::AddEntry(const std::string& input, const std::string& relative_path) {
  const std::string disk_path = input + (input.ends_with('/') ? "" : "/") + relative_path;
  struct stat info;
  if (lstat(disk_path.c_str(), &info) != 0) {
    Note(Incident::Kind::kSkipped, relative_path,
         absl::StrFormat("cannot be read: %s", std::strerror(errno)));
  } else if (S_ISLNK(info.st_mode)) {
    Note(Incident::Kind::kIgnored, relative_path, "a link; links in folders are not followed");
  } else if (outputs_.contains({info.st_dev, info.st_ino})) {
    Note(Incident::Kind::kIgnored, relative_path, "an output of this run");
  } else if (S_ISDIR(info.st_mode)) {
    folders_to_read_.push_back(relative_path);
  } else if (!S_ISREG(info.st_mode)) {
    Note(Incident::Kind::kIgnored, relative_path, "not a regular file");
  } else {
    AddFile(input, relative_path, disk_path, info);
  }
}

void Scanner::AddFile(const std::string& input, const std::string& relative_path,
                      const std::string& disk_path, const struct stat& info) {
  std::optional<FileKind> kind = KindOfName(relative_path);
  if (!kind) {
    Note(Incident::Kind::kIgnored, relative_path, "not an article by its name");
    return;
  }
  if (access(disk_path.c_str(), R_OK) != 0) {
    Note(Incident::Kind::kSkipped, relative_path,
         absl::StrFormat("cannot be read: %s", std::strerror(errno)));
    return;
  }
  if (kind->format == Format::kJson) {
    // Many crawlers write JSON Lines under this name.
    const absl::StatusOr<FileKind> content = KindOfContent(disk_path);
    if (content.ok() && content->format == Format::kJsonLines) kind->format = Format::kJsonLines;
  }
  const std::string name = ValidUtf8(relative_path);
  const size_t slash = name.find('/');
  found_.push_back({{disk_path, input, name, slash == std::string::npos ? "" : name.substr(0, slash),
                     kind->format, kind->compression},
                    info.st_dev,
                    info.st_ino});
}

// Of a file reached by several ways, the way with the longest name stays: it says most of where the file
// stands.
void Scanner::DropRepeated() {
  std::ranges::sort(found_, [](const FoundFile& a, const FoundFile& b) {
    const auto key = [](const FoundFile& f) {
      return std::tuple(-static_cast<int64_t>(f.file.name.size()), std::string_view(f.file.name),
                        std::string_view(f.file.disk_path), std::string_view(f.file.input));
    };
    return key(a) < key(b);
  });
  std::map<FileIdentity, std::string> first_name;
  std::erase_if(found_, [&](const FoundFile& found) {
    const auto [known, is_new] = first_name.try_emplace({found.device, found.inode}, found.file.name);
    if (!is_new) {
      Note(Incident::Kind::kRepeated, found.file.name, absl::StrFormat("the same file as %s", known->second));
    }
    return !is_new;
  });
}

void Scanner::TellCollisionsApart() {
  std::map<std::string, std::set<std::string>> inputs_of_name;
  for (const FoundFile& found : found_) inputs_of_name[found.file.name].insert(found.file.input);
  for (FoundFile& found : found_) {
    if (inputs_of_name[found.file.name].size() < 2) continue;
    // A file that is its own INPUT has its base name already; the folder it lies in tells it apart.
    const bool named = IsNamed(found.file);
    const std::string parent = std::filesystem::path(found.file.input).parent_path().string();
    const std::string prefix = BaseName(!named ? found.file.input : parent.empty() ? "." : parent);
    found.file.name = prefix + "/" + found.file.name;
  }
}

InputList Scanner::Finish() {
  DropRepeated();
  for (FoundFile& found : found_) found.file.path = found.file.name;
  TellCollisionsApart();
  InputList list;
  for (FoundFile& found : found_) list.files.push_back(std::move(found.file));
  std::ranges::sort(list.files, [](const InputFile& a, const InputFile& b) {
    return std::tie(a.name, a.disk_path) < std::tie(b.name, b.disk_path);
  });
  list.incidents = std::move(incidents_);
  std::ranges::sort(list.incidents, [](const Incident& a, const Incident& b) {
    return std::tie(a.place, a.kind, a.reason) < std::tie(b.place, b.kind, b.reason);
  });
  return list;
}

}  // namespace

bool IsNamed(const InputFile& file) { return file.disk_path == file.input; }

bool CanReadAgain(const InputFile& file) {
  return file.compression == Compression::kNone && file.format != Format::kArchive && file.disk_path != "-";
}

absl::StatusOr<InputList> ScanInputs(std::vector<std::string> inputs,
                                     const std::vector<std::string>& outputs) {
  std::ranges::sort(inputs);
  Scanner scanner(outputs);
  for (size_t i = 0; i < inputs.size(); ++i) {
    // The same word twice is the same INPUT.
    if (i == 0 || inputs[i] != inputs[i - 1]) RETURN_IF_ERROR(scanner.AddInput(inputs[i]));
  }
  return scanner.Finish();
}

}  // namespace samestory
