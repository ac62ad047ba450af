// write_pages FOLDER: man pages and completions, laid out as they are installed below share/.
#include <cstdio>
#include <string>

#include "cli/completions.h"
#include "cli/flag_table.h"
#include "cli/man_pages.h"
#include "engine/base/atomic_file.h"
#include "engine/base/file.h"

namespace samestory {
namespace {

absl::Status WritePages(const std::string& folder) {
  constexpr Release kRelease{SAMESTORY_VERSION, SAMESTORY_RELEASED};
  Options unused;
  const std::unique_ptr<CLI::App> parser = MakeParser(&unused);
  const std::vector<VerbRow> table = ReadFlagTable(*parser);
  const std::string man = folder + "/man/man1", bash = folder + "/bash-completion/completions",
                    zsh = folder + "/zsh/vendor-completions", fish = folder + "/fish/vendor_completions.d";
  for (const std::string& made : {man, bash, zsh, fish}) RETURN_IF_ERROR(MakeFolders(made));
  RETURN_IF_ERROR(WriteFile(man + "/samestory.1", OverviewPage(table, parser->get_description(), kRelease)));
  for (const VerbRow& verb : table) {
    if (verb.name == "help") continue;
    RETURN_IF_ERROR(WriteFile(man + "/samestory-" + verb.name + ".1", VerbPage(verb, kRelease)));
  }
  RETURN_IF_ERROR(WriteFile(bash + "/samestory", BashCompletion(table)));
  RETURN_IF_ERROR(WriteFile(zsh + "/_samestory", ZshCompletion(table)));
  return WriteFile(fish + "/samestory.fish", FishCompletion(table));
}

}  // namespace
}  // namespace samestory

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_pages FOLDER\n", stderr);
    return 2;
  }
  const absl::Status written = samestory::WritePages(argv[1]);
  if (!written.ok()) std::fprintf(stderr, "write_pages: %s\n", std::string(written.message()).c_str());
  return written.ok() ? 0 : 2;
}
