// Seeded text over many scripts, for laws that must hold on anything.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace samestory {

// Code points drawn from blocks of scripts, signs and spaces; well-formed UTF-8.
std::string RandomText(std::mt19937_64* random, size_t code_points);

// Any bytes at all.
std::string RandomBytes(std::mt19937_64* random, size_t size);

// The text in normalisation form C or D (UAX #15).
std::string Nfc(std::string_view text);
std::string Nfd(std::string_view text);

}  // namespace samestory
