#include "engine/report/names.h"

namespace samestory {

std::string_view NameOf(RowKind kind) {
  switch (kind) {
    case RowKind::kSame:
      return "same";
    case RowKind::kEdited:
      return "edited";
    case RowKind::kNear:
      return "near";
    case RowKind::kOnly:
      break;
  }
  return "only";
}

std::string_view NameOf(Change change) {
  switch (change) {
    case Change::kNone:
      return "";
    case Change::kCase:
      return "case";
    case Change::kTone:
      return "tone";
    case Change::kNumber:
      return "number";
    case Change::kPunctuation:
      return "punctuation";
    case Change::kWords:
      break;
  }
  return "words";
}

std::string_view NameOf(FactKind kind) {
  switch (kind) {
    case FactKind::kNumber:
      return "number";
    case FactKind::kDate:
      return "date";
    case FactKind::kName:
      return "name";
    case FactKind::kQuotation:
      break;
  }
  return "quotation";
}

}  // namespace samestory
