// Writes the sample pages into the folder named, to be looked at in a browser.
#include <iostream>
#include <string>

#include "engine/base/atomic_file.h"
#include "engine/base/file.h"
#include "engine/report/html.h"
#include "tests/report/sample_model.h"

int main(int argc, char** argv) {
  using namespace samestory;  // NOLINT: a small program of this one namespace
  if (argc != 2) {
    std::cerr << "usage: report_sample_pages FOLDER\n";
    return 2;
  }
  const std::string folder = argv[1];
  absl::Status status = MakeFolders(folder + "/story");
  const auto write = [&](const std::string& name, const std::string& page) {
    if (status.ok()) status = WriteFile(folder + "/" + name, page);
  };
  const ReportModel model = SampleModel("en"), vietnamese = SampleModel("vi");
  write("index.html", FrontPageHtml(model));
  write("index-vi.html", FrontPageHtml(vietnamese));
  write("story/s-6f1c02ab9d3e.html", StoryPageHtml(model, model.stories[0], SampleTripleView()));
  write("story/vi.html", StoryPageHtml(vietnamese, vietnamese.stories[0], SampleTripleView()));
  write("story/s-0b77e1f2a4c9.html", StoryPageHtml(model, model.stories[1], {}));
  const ReportModel full = SampleFullModel("en"), full_vietnamese = SampleFullModel("vi");
  write("story/full.html", StoryPageHtml(full, full.stories[0], SampleFullView()));
  write("story/full-vi.html", StoryPageHtml(full_vietnamese, full_vietnamese.stories[0], SampleFullView()));
  write("diff.html", DiffPageHtml(SamplePairView(), model.version));
  write("hostile.html", FrontPageHtml(HostileModel("\"'><script>alert(1)</script>")));
  const std::string wide(300, 'x');
  const ReportModel long_words = HostileModel(wide);
  write("story/long.html", StoryPageHtml(long_words, long_words.stories[0], HostileView(wide, 3)));
  if (!status.ok()) std::cerr << status << "\n";
  return status.ok() ? 0 : 1;
}
