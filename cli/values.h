// What flags take as values. Each check says what it expected and what it found.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace samestory {

CLI::Validator WholeNumber(int64_t least, int64_t most);

// From 0 to 1000000, fractions too.
CLI::Validator Hours();

// "1G", "512M", "2.5GiB", "100000000": powers of 1024, 64M to 1024T; becomes a number of bytes.
CLI::Validator Bytes();

CLI::Validator OneOf(std::vector<std::string> choices);

// Not empty, as "$UNSET" would be.
CLI::Validator Path();
// With a comma between them; ids may hold more of them.
CLI::Validator TwoIds();

// A folder that is there; a file or a folder that is there.
CLI::Validator Folder();
CLI::Validator FileOrFolder();

}  // namespace samestory
