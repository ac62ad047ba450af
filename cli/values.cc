#include "cli/values.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <utility>

namespace samestory {
namespace {

std::string Expected(const std::string& what, const std::string& found) {
  return "expected " + what + ", found \"" + found + "\"";
}

}  // namespace

CLI::Validator WholeNumber(int64_t least, int64_t most) {
  return {[least, most](std::string& value) {
            int64_t number = 0;
            const char* const end = value.data() + value.size();
            const auto [stopped, error] = std::from_chars(value.data(), end, number);
            if (error == std::errc() && stopped == end && least <= number && number <= most)
              return std::string();
            return Expected("a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                            value);
          },
          ""};
}

// CLI::Range lets "nan" pass.
CLI::Validator Hours() {
  return {[](std::string& value) {
            double hours = 0;
            const bool number = CLI::detail::lexical_cast(value, hours);
            return number && hours >= 0 && hours <= 1e6 ? std::string()
                                                        : Expected("hours from 0 to 1000000", value);
          },
          ""};
}

CLI::Validator Bytes() {
  return {[](std::string& value) {
            size_t digits = 0;
            while (digits < value.size() &&
                   (std::isdigit(static_cast<unsigned char>(value[digits])) || value[digits] == '.')) {
              ++digits;
            }
            std::string unit = value.substr(digits);
            for (char& c : unit) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            if (unit.ends_with("IB")) unit.erase(unit.size() - 2);
            if (unit.size() == 2 && unit.ends_with("B")) unit.pop_back();
            if (unit == "B") unit.clear();
            const size_t power = std::string("KMGT").find(unit);
            double number = 0;
            const bool known = CLI::detail::lexical_cast(value.substr(0, digits), number) &&
                               (unit.empty() || (unit.size() == 1 && power != std::string::npos));
            const double bytes =
                number * std::pow(1024.0, unit.empty() ? 0.0 : static_cast<double>(power + 1));
            if (!known || !(bytes >= std::ldexp(1.0, 26)) || !(bytes <= std::ldexp(1.0, 50))) {
              return Expected("a size from 64M to 1024T, as 512M or 2G", value);
            }
            value = std::to_string(static_cast<uint64_t>(bytes));
            return std::string();
          },
          ""};
}

CLI::Validator OneOf(std::vector<std::string> choices) {
  std::string listed;
  for (const std::string& choice : choices) listed += (listed.empty() ? "" : ",") + choice;
  return {[choices = std::move(choices)](std::string& value) {
            if (std::find(choices.begin(), choices.end(), value) != choices.end()) return std::string();
            std::string any;
            for (size_t i = 0; i < choices.size(); ++i) {
              any += (i == 0 ? "" : i + 1 < choices.size() ? ", " : " or ") + choices[i];
            }
            return Expected(any, value);
          },
          "{" + listed + "}"};
}

CLI::Validator Path() {
  return {[](std::string& value) { return value.empty() ? Expected("a path", value) : std::string(); }, ""};
}

CLI::Validator TwoIds() {
  return {[](std::string& value) {
            return value.find(',') == std::string::npos ? Expected("two ids with a comma between them", value)
                                                        : std::string();
          },
          ""};
}

CLI::Validator Folder() {
  return {[](std::string& value) {
            std::error_code error;
            return std::filesystem::is_directory(value, error) ? std::string()
                                                               : Expected("a folder that is there", value);
          },
          ""};
}

CLI::Validator FileOrFolder() {
  return {[](std::string& value) {
            std::error_code error;
            return std::filesystem::exists(value, error)
                       ? std::string()
                       : Expected("a file or a folder that is there", value);
          },
          ""};
}

}  // namespace samestory
