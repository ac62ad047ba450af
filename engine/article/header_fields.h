// "Name: value" lines, as WARC records (ISO 28500) and HTTP messages (RFC 9112) begin with, and the media
// types among their values (RFC 9110, section 8.3).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samestory {

class HeaderFields {
 public:
  // Lines end with LF or CR LF. A line that begins with a blank continues the one before; one without a colon
  // is passed over.
  explicit HeaderFields(std::string_view lines);

  // The first value of the name, given in lower case, without blanks around it; empty where there is none.
  std::string_view First(std::string_view lower_name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// Bytes up to and with the blank line that ends a head; npos where there is none.
size_t EndOfHead(std::string_view text);

struct MediaType {
  std::string name;     // "text/html", lower-case
  std::string charset;  // lower-case, empty where not given
};
MediaType ParseMediaType(std::string_view value);

// ASCII letters only.
std::string LowerAscii(std::string_view text);
std::string_view TrimBlanks(std::string_view text);

}  // namespace samestory
