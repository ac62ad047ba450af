// How machine-readable outputs call what a comparison found.
#pragma once

#include <string_view>

#include "engine/diff/collation.h"

namespace samestory {

std::string_view NameOf(RowKind kind);   // same, edited, near, only
std::string_view NameOf(Change change);  // "" for none, then case, tone, number, punctuation, words
std::string_view NameOf(FactKind kind);  // number, date, name, quotation

}  // namespace samestory
