#include "engine/pipeline/outlet.h"

#include <algorithm>
#include <array>

namespace samestory {
namespace {

bool IsAlnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// A name of labels joined by dots, as DNS has it.
bool LooksLikeHost(std::string_view name) {
  return name.find('.') != std::string_view::npos && name.front() != '.' && name.back() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) { return IsAlnum(c) || c == '.' || c == '-'; });
}

// What registries put before a country's ending.
bool IsGenericLabel(std::string_view label) {
  constexpr std::array<std::string_view, 8> kGeneric = {"com", "co",  "net", "org",
                                                        "gov", "edu", "ac",  "info"};
  return std::find(kGeneric.begin(), kGeneric.end(), label) != kGeneric.end();
}

std::string_view WithoutEnding(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  const size_t last = host.rfind('.');
  if (last == std::string_view::npos) return host;
  std::string_view rest = host.substr(0, last);
  const size_t before = rest.rfind('.');
  if (before != std::string_view::npos && IsGenericLabel(rest.substr(before + 1)))
    rest = rest.substr(0, before);
  return rest;
}

}  // namespace

std::string OutletKey(std::string_view outlet) {
  std::string lower(outlet);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  std::string_view name = lower;
  if (LooksLikeHost(name)) name = WithoutEnding(name);
  std::string key;
  std::copy_if(name.begin(), name.end(), std::back_inserter(key),
               [](char c) { return IsAlnum(c) || static_cast<unsigned char>(c) >= 0x80; });
  return key.empty() ? lower : key;
}

}  // namespace samestory
