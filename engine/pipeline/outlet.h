// One outlet by whatever name: folder, field or address.
#pragma once

#include <string>
#include <string_view>

namespace samestory {

// "Meridian Wire", "meridian-wire" and "www.meridianwire.co.uk" → "meridianwire": ASCII letters made small, ASCII
// punctuation and spaces dropped; of a host name also a leading "www." and the ending (.vn, .com.vn, .co.uk). Other
// letters stay as they are. Only for telling whether two articles are of one outlet, never shown.
std::string OutletKey(std::string_view outlet);

}  // namespace samestory
