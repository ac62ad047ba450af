#include "cli/completions.h"

#include <string_view>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace samestory {
namespace {

std::string VerbNames(std::span<const VerbRow> table) {
  return absl::StrJoin(table, " ", [](std::string* out, const VerbRow& verb) { out->append(verb.name); });
}

std::string Replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(what)) {
      out.append(by);
      at += what.size();
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

// Inside single quotes of a POSIX shell; fish reads \' there.
std::string Quoted(std::string_view text) { return "'" + Replaced(text, "'", "'\\''") + "'"; }
std::string FishQuoted(std::string_view text) {
  return "'" + Replaced(Replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

// Inside a _arguments specification.
std::string ZshText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string ZshAction(const FlagRow& flag) {
  if (!flag.choices.empty()) return "(" + absl::StrJoin(flag.choices, " ") + ")";
  if (IsFolder(flag)) return "_files -/";
  return IsFile(flag) ? "_files" : " ";
}

}  // namespace

std::string BashCompletion(std::span<const VerbRow> table) {
  std::string out = absl::StrFormat(
      "# bash completion of samestory\n"
      "_samestory() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '%s --help --version' -- \"$word\")\n"
      "    return\n"
      "  fi\n"
      "  local flags= values=\n"
      "  case $verb in\n",
      VerbNames(table));
  for (const VerbRow& verb : table) {
    absl::StrAppendFormat(&out, "    %s)\n      flags='%s'\n", verb.name,
                          absl::StrJoin(verb.flags, " ", [](std::string* names, const FlagRow& flag) {
                            names->append(flag.name);
                          }));
    if (verb.name == "help") absl::StrAppendFormat(&out, "      values='%s'\n", VerbNames(table));
    out += "      case $before in\n";
    for (const FlagRow& flag : verb.flags) {
      if (flag.value.empty()) continue;
      absl::StrAppendFormat(&out, "        %s) ", flag.name);
      if (!flag.choices.empty()) {
        absl::StrAppendFormat(&out, "mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$word\")",
                              absl::StrJoin(flag.choices, " "));
      } else if (IsFolder(flag)) {
        out += "mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
      } else if (IsFile(flag)) {
        out += "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
      } else {
        out += ":";
      }
      out += "; return ;;\n";
    }
    out += "      esac ;;\n";
  }
  out +=
      "    *) return ;;\n"
      "  esac\n"
      "  if [[ $word == -* ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$word\")\n"
      "  elif [ -n \"$values\" ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$word\")\n"
      "  else\n"
      "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
      "  fi\n"
      "}\n"
      "complete -o filenames -F _samestory samestory\n";
  return out;
}

std::string ZshCompletion(std::span<const VerbRow> table) {
  std::string out =
      "#compdef samestory\n"
      "_samestory() {\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a verbs=(\n";
  for (const VerbRow& verb : table) {
    absl::StrAppendFormat(&out, "      %s\n", Quoted(verb.name + ":" + ZshText(verb.description)));
  }
  out +=
      "    )\n"
      "    _describe verb verbs\n"
      "    _arguments --help --version\n"
      "    return\n"
      "  fi\n"
      "  local verb=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $verb in\n";
  for (const VerbRow& verb : table) {
    absl::StrAppendFormat(&out, "    %s)\n      _arguments", verb.name);
    for (const FlagRow& flag : verb.flags) {
      std::string said = flag.name + "[" + ZshText(flag.description) + "]";
      if (!flag.value.empty()) said += ":" + ZshText(flag.value) + ":" + ZshAction(flag);
      absl::StrAppendFormat(&out, " \\\n        %s", Quoted(said));
    }
    const std::string operands = verb.name == "help" ? "1:verb:(" + VerbNames(table) + ")" : "*:file:_files";
    absl::StrAppendFormat(&out, " \\\n        %s ;;\n", Quoted(operands));
  }
  out +=
      "  esac\n"
      "}\n"
      "_samestory \"$@\"\n";
  return out;
}

std::string FishCompletion(std::span<const VerbRow> table) {
  std::string out =
      "# fish completion of samestory\n"
      "complete -c samestory -n __fish_use_subcommand -f -l help -d 'Print help and exit'\n"
      "complete -c samestory -n __fish_use_subcommand -f -l version -d 'Print the version and exit'\n";
  for (const VerbRow& verb : table) {
    absl::StrAppendFormat(&out, "complete -c samestory -n __fish_use_subcommand -f -a %s -d %s\n", verb.name,
                          FishQuoted(verb.description));
  }
  for (const VerbRow& verb : table) {
    const std::string seen = absl::StrFormat("'__fish_seen_subcommand_from %s'", verb.name);
    for (const FlagRow& flag : verb.flags) {
      absl::StrAppendFormat(&out, "complete -c samestory -n %s -l %s", seen, flag.name.substr(2));
      if (!flag.choices.empty()) {
        absl::StrAppendFormat(&out, " -x -a %s", FishQuoted(absl::StrJoin(flag.choices, " ")));
      } else if (IsFolder(flag)) {
        out += " -x -a '(__fish_complete_directories)'";
      } else if (IsFile(flag)) {
        out += " -r -F";
      } else if (!flag.value.empty()) {
        out += " -x";
      }
      absl::StrAppendFormat(&out, " -d %s\n", FishQuoted(flag.description));
    }
    if (verb.name == "help") {
      absl::StrAppendFormat(&out, "complete -c samestory -n %s -f -a %s\n", seen,
                            FishQuoted(VerbNames(table)));
    }
  }
  return out;
}

}  // namespace samestory
