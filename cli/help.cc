#include "cli/help.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace samestory {
namespace {

constexpr size_t kColumns = 80, kNameColumns = 30;

// Lines of at most so many bytes where words allow; the text is ASCII.
std::string Wrapped(const std::string& text, size_t columns) {
  std::string out;
  size_t line = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (line > 0) {
      const bool fits = line + 1 + (end - at) <= columns;
      out.push_back(fits ? ' ' : '\n');
      line = fits ? line + 1 : 0;
    }
    out.append(text, at, end - at);
    line += end - at;
    at = end + 1;
  }
  return out;
}

class Format : public CLI::Formatter {
 public:
  Format() {
    column_width(kNameColumns);
    label("Positionals", "Operands");
    label("OPTIONS", "flags");
    label("SUBCOMMAND", "VERB");
  }

  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string text = Formatter::make_help(app, std::move(name), mode);
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
  }

 private:
  // The value's name or its choices. What checks say of it stands in the description.
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string out;
    if (option->get_positional()) {
      if (option->get_expected_max() > 1) out += "...";
    } else if (option->get_expected_max() > 0) {
      const std::string said = option->get_type_name();
      const size_t colon = said.find(":{");
      out += " " + (colon == std::string::npos ? said : said.substr(colon + 1));
    }
    return option->get_required() && !option->get_positional() ? out + " (required)" : out;
  }

  std::string make_description(const CLI::App* app) const override {
    return Wrapped(app->get_description(), kColumns) + "\n";
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    return Wrapped(option->get_description(), kColumns - kNameColumns);
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> HelpFormat() { return std::make_shared<Format>(); }

absl::Status UsageError(const CLI::App& parser, const CLI::ParseError& error) {
  const std::vector<CLI::App*> verbs = parser.get_subcommands();
  if (verbs.empty()) {
    const std::vector<std::string> rest = parser.remaining();
    const std::string what = rest.empty()               ? "no verb"
                             : rest[0].starts_with('-') ? rest[0] + ": no such flag before a verb"
                                                        : rest[0] + ": no such verb";
    return absl::InvalidArgumentError(what + " (see samestory help)");
  }
  const std::string verb = verbs.front()->get_name(), message = error.what();
  const std::string name = message.substr(0, message.find(": "));
  const auto has = [&](const char* words) { return message.find(words) != std::string::npos; };
  std::string what = message;
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    what = message.substr(0, message.find(' ')) + ": missing";
  } else if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> rest = verbs.front()->remaining();
    const std::string first = rest.empty() ? message.substr(message.rfind(": ") + 2) : rest.front();
    const bool flag = first.starts_with('-') && !rest.empty();
    what = first + (flag ? ": no such flag" : ": one operand too many");
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    what = name + (has("missing")   ? ": its value is missing"
                   : has("At Most") ? ": given more than once"
                                    : message.substr(name.size()));
  } else if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr && has(": --")) {
    const size_t flag = message.find("--");
    what = message.substr(flag, message.find(' ', flag) - flag) + ": takes no value";
  }
  return absl::InvalidArgumentError(what + " (see samestory help " + verb + ")");
}

}  // namespace samestory
