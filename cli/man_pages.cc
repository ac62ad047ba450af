#include "cli/man_pages.h"

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

struct ExitSaid {
  int code;
  std::string_view meaning;
};
constexpr ExitSaid kExits[] = {
    {kDone, "Done; articles and files inside a folder that could not be read were skipped and counted."},
    {kDiffers, "diff alone: the articles differ."},
    {kTrouble,
     "Wrong usage, an INPUT that cannot be read, no article read, an output that cannot be written; with "
     "--strict also "
     "anything skipped."},
    {kInterrupted, "Interrupted."},
};

// Text as roff takes it: no escapes, no requests at a line's beginning, hyphens that can be searched for.
std::string Roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string Sentence(std::string text) {
  if (!text.empty() && !text.ends_with('.')) text.push_back('.');
  return Roff(text);
}

std::string Head(std::string_view page, std::string_view says, const Release& release) {
  std::string title(page);
  for (char& c : title) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return absl::StrFormat(".TH %s 1 %s \"samestory %s\" \"User Commands\"\n.SH NAME\n%s \\- %s\n", Roff(title),
                         release.date, Roff(release.version), Roff(page), Roff(says));
}

std::string ExitStatus() {
  std::string out = ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : kExits)
    absl::StrAppendFormat(&out, ".TP\n.B %d\n%s\n", code, Roff(meaning));
  return out + "A reader of standard output that goes away ends the program quietly with 0.\n";
}

std::string Synopsis(const VerbRow& verb) {
  std::string out = absl::StrFormat(".SH SYNOPSIS\n.B samestory %s\n", verb.name);
  for (const FlagRow& flag : verb.flags) {
    if (!flag.required) continue;
    absl::StrAppendFormat(&out, "\\fB%s\\fR \\fI%s\\fR\n", Roff(flag.name), Roff(flag.value));
  }
  out += "[\\fIflags\\fR]\n";
  for (const OperandRow& operand : verb.operands) {
    const std::string name =
        absl::StrFormat("\\fI%s\\fR%s", Roff(operand.name), operand.repeated ? "..." : "");
    absl::StrAppendFormat(&out, operand.required ? "%s\n" : "[%s]\n", name);
  }
  return out;
}

}  // namespace

std::string OverviewPage(std::span<const VerbRow> table, std::string_view about, const Release& release) {
  std::string out = Head("samestory", "find reports of the same event across outlets", release);
  out += ".SH SYNOPSIS\n.B samestory\n\\fIverb\\fR [\\fIflags\\fR] \\fIinput\\fR...\n";
  absl::StrAppendFormat(&out, ".SH DESCRIPTION\n%s\n.SH VERBS\n", Sentence(std::string(about)));
  for (const VerbRow& verb : table) {
    absl::StrAppendFormat(&out, ".TP\n.B %s\n%s\n", Roff(verb.name), Sentence(verb.description));
    if (verb.name != "help") absl::StrAppendFormat(&out, "See \\fBsamestory\\-%s\\fR(1).\n", Roff(verb.name));
  }
  out += ExitStatus();
  out +=
      ".SH ENVIRONMENT\n"
      ".TP\n.B SAMESTORY_BACKGROUND\nThe folder of word frequencies, where \\-\\-background does not name "
      "it.\n"
      ".TP\n.B TMPDIR\nWhere temporary files go without \\-\\-work.\n"
      ".TP\n.B NO_COLOR\nNo colour on the terminal, where it is set and not empty.\n";
  return out;
}

std::string VerbPage(const VerbRow& verb, const Release& release) {
  std::string says = verb.description;
  if (!says.empty()) says.front() = static_cast<char>(says.front() | 0x20);
  std::string out = Head("samestory-" + verb.name, says, release);
  out += Synopsis(verb);
  out += ".SH OPERANDS\n";
  for (const OperandRow& operand : verb.operands) {
    absl::StrAppendFormat(&out, ".TP\n.I %s\n%s\n", Roff(operand.name), Sentence(operand.description));
  }
  out += ".SH FLAGS\n";
  for (const FlagRow& flag : verb.flags) {
    absl::StrAppendFormat(&out, ".TP\n\\fB%s\\fR", Roff(flag.name));
    if (!flag.value.empty()) absl::StrAppendFormat(&out, " \\fI%s\\fR", Roff(flag.value));
    absl::StrAppendFormat(&out, "\n%s\n", Sentence(flag.description));
  }
  out += ExitStatus();
  out += ".SH SEE ALSO\n\\fBsamestory\\fR(1)\n";
  return out;
}

}  // namespace samestory
