// What simdjson says of bytes that are no JSON, in plain words. Internal to the room.
#pragma once

#include <simdjson.h>

#include <string_view>

namespace samestory {

std::string_view WhatIsWrong(simdjson::error_code error);

}  // namespace samestory
