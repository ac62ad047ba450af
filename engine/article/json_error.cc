#include "engine/article/json_error.h"

namespace samestory {

std::string_view WhatIsWrong(simdjson::error_code error) {
  switch (error) {
    case simdjson::TAPE_ERROR:
      return "a comma, colon, bracket or key is missing, or there is one too many";
    case simdjson::DEPTH_ERROR:
      return "nested too deeply";
    case simdjson::STRING_ERROR:
      return "a string with an escape that is none";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "a word that is neither true, false nor null";
    case simdjson::NUMBER_ERROR:
      return "a number that is none";
    case simdjson::UTF8_ERROR:
      return "bytes that are no UTF-8";
    case simdjson::EMPTY:
      return "nothing but space";
    case simdjson::UNESCAPED_CHARS:
      return "a control character inside a string";
    case simdjson::UNCLOSED_STRING:
      return "a string without its end";
    default:
      return simdjson::error_message(error);
  }
}

}  // namespace samestory
