// Errors of the engine: absl::Status everywhere something can fail; nothing in engine/ exits or prints.
//
// Codes in use: kNotFound and kPermissionDenied (a path), kInvalidArgument (what a caller or a file says is
// not acceptable), kDataLoss (a file that is damaged or was changed), kResourceExhausted (no space),
// kUnavailable (any other system error). A message names the place first: "crawl/a.jsonl:17: ...".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace samestory {

// Status of a failed system call on `path`, from errno.
absl::Status ErrnoStatus(int error_number, std::string_view path, std::string_view doing);

// Of what was done side by side: the first that failed, in their order.
inline absl::Status FirstError(std::span<const absl::Status> outcomes) {
  for (const absl::Status& outcome : outcomes) {
    if (!outcome.ok()) return outcome;
  }
  return absl::OkStatus();
}

}  // namespace samestory

#define SAMESTORY_CONCAT_INNER(a, b) a##b
#define SAMESTORY_CONCAT(a, b) SAMESTORY_CONCAT_INNER(a, b)

#define RETURN_IF_ERROR(expression)                                         \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_INNER(SAMESTORY_CONCAT(status_or_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_INNER(status_or, declaration, expression) \
  auto status_or = (expression);                                   \
  if (!status_or.ok()) return std::move(status_or).status();       \
  declaration = *std::move(status_or)
