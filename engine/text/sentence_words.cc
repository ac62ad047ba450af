#include "engine/text/sentence_words.h"

#include <unordered_set>

namespace samestory {
namespace {

using Words = std::unordered_set<std::string_view>;  // looked up only

bool Holds(const Words& words, std::string_view key) { return words.find(key) != words.end(); }

}  // namespace

bool IsTitleAbbreviation(std::string_view key) {
  static const Words words = {
      // Vietnamese: places, degrees, professions
      "tp", "tx", "tt", "gs", "pgs", "ts", "ths", "th", "bs", "bsck", "ths.bs", "ks", "cn", "ls", "kts",
      "nsnd", "nsưt", "nxb", "ncs", "ds", "đ/c", "tskh", "hlv", "ttk", "tgđ", "gđ", "nts", "đt", "t.ư",
      // English
      "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "messrs", "gen", "sen", "rep", "reps",
      "sens", "gov", "govs", "lt", "col", "sgt", "capt", "cmdr", "maj", "brig", "adm", "supt", "insp", "det",
      "pres", "atty", "mt", "ft", "fr", "sec", "amb", "ald", "pvt", "cpl",
      // Portuguese, Spanish, French, German
      "sr", "sra", "srta", "dra", "profa", "exmo", "av", "gral", "mme", "mlle", "hr", "fr.", "dipl", "ing",
      "ste"};
  return Holds(words, key);
}

bool IsLowerAbbreviation(std::string_view key) {
  static const Words words = {"vs",   "cf",  "e.g", "i.e", "eg",  "ie",  "viz", "approx",
                              "resp", "tel", "bzw", "z.b", "d.h", "ca",  "tr",  "ths",
                              "tp",   "ts",  "gs",  "pgs", "bs",  "p.ex"};
  return Holds(words, key);
}

bool IsTrailingAbbreviation(std::string_view key) {
  static const Words words = {"inc",   "co",  "corp", "ltd",  "jr",   "bros", "cia",  "ltda", "llc", "tex",
                              "calif", "fla", "mass", "conn", "ariz", "ill",  "mich", "minn", "ore", "tenn",
                              "wash",  "wis", "pa",   "va",   "ga",   "ala",  "ark",  "ky",   "md",  "mo",
                              "neb",   "nev", "okla", "colo", "del",  "ph.d", "n.h",  "n.y",  "n.j", "n.c",
                              "s.c",   "d.c", "r.i",  "u.s",  "u.k",  "u.n"};
  return Holds(words, key);
}

bool IsNumberAbbreviation(std::string_view key) {
  static const Words words = {"no",  "nos",  "nr",  "núm", "art", "arts", "p",   "pp",  "q",   "vol",
                              "fig", "sec",  "ch",  "jan", "feb", "mar",  "apr", "jun", "jul", "aug",
                              "sep", "sept", "oct", "nov", "dec", "km",   "đ",   "k"};
  return Holds(words, key);
}

bool IsOrdinalMonth(std::string_view key) {
  static const Words words = {"januar",   "februar",  "märz",   "april",      "mai",
                              "juni",     "juli",     "august", "september",  "oktober",
                              "november", "dezember", "jänner", "jahrhundert"};
  return Holds(words, key);
}

bool IsStarter(std::string_view key) {
  static const Words words = {
      "theo",    "trong", "tại",   "sau",   "ngày",    "hôm",   "sáng",  "chiều", "tối",   "trưa",  "đêm",
      "khi",     "với",   "để",    "từ",    "các",     "những", "một",   "đây",   "đó",    "tuy",   "nhưng",
      "cùng",    "về",    "trước", "thông", "ông",     "bà",    "hai",   "ba",    "ở",     "trên",  "dưới",
      "ngoài",   "không", "đến",   "hiện",  "cũng",    "đại",   "phát",  "trả",   "nhiều", "bên",   "vào",
      "do",      "vì",    "nếu",   "mặc",   "đối",     "qua",   "người", "việc",  "cơ",    "chủ",   "thủ",
      "tổng",    "bộ",    "chúng", "tôi",   "anh",     "chị",   "cô",    "đội",   "trận",  "thực",  "được",
      "lúc",     "lần",   "nhận",  "như",   "riêng",   "đáng",  "ngay",  "dù",    "cả",    "the",   "he",
      "she",     "it",    "they",  "we",    "i",       "you",   "in",    "on",    "but",   "and",   "a",
      "an",      "at",    "this",  "that",  "these",   "those", "his",   "her",   "its",   "their", "our",
      "if",      "when",  "while", "after", "before",  "as",    "for",   "to",    "by",    "there", "no",
      "not",     "so",    "what",  "who",   "how",     "why",   "from",  "with",  "some",  "many",  "most",
      "however", "mr",    "mrs",   "ms",    "is",      "are",   "was",   "or",    "yet",   "now",   "then",
      "here",    "one",   "o",     "os",    "as",      "um",    "uma",   "em",    "no",    "na",    "nos",
      "nas",     "de",    "para",  "por",   "segundo", "ele",   "ela",   "mas",   "el",    "la",    "los",
      "las",     "un",    "una",   "le",    "les",     "der",   "die",   "das",   "ein",   "eine"};
  return Holds(words, key);
}

bool IsCreditWord(std::string_view key) {
  static const Words words = {"ảnh",    "nguồn",   "hình",   "clip",   "photo",      "photos",
                              "foto",   "fotos",   "image",  "images", "photograph", "picture",
                              "imagem", "crédito", "credit", "bild",   "صورة",       "фото"};
  return Holds(words, key);
}

bool IsDateWord(std::string_view key) {
  static const Words words = {
      "gmt",       "utc",       "ict",      "thứ",       "hai",       "ba",       "tư",     "năm",
      "sáu",       "bảy",       "chủ",      "nhật",      "ngày",      "tháng",    "giờ",    "phút",
      "cập",       "lúc",       "đăng",     "xuất",      "bản",       "date",     "am",     "pm",
      "a.m",       "p.m",       "updated",  "published", "posted",    "last",     "on",     "at",
      "est",       "edt",       "pst",      "pdt",       "et",        "bst",      "cet",    "h",
      "às",        "de",        "monday",   "tuesday",   "wednesday", "thursday", "friday", "saturday",
      "sunday",    "mon",       "tue",      "wed",       "thu",       "fri",      "sat",    "sun",
      "january",   "february",  "march",    "april",     "may",       "june",     "july",   "august",
      "september", "october",   "november", "december",  "jan",       "feb",      "mar",    "apr",
      "jun",       "jul",       "aug",      "sep",       "sept",      "oct",      "nov",    "dec",
      "janeiro",   "fevereiro", "março",    "abril",     "maio",      "junho",    "julho",  "agosto",
      "setembro",  "outubro",   "novembro", "dezembro"};
  return Holds(words, key);
}

bool IsBylineWord(std::string_view key) {
  static const Words words = {"theo", "by", "por", "von", "par", "bài", "tin"};
  return Holds(words, key);
}

bool IsFurniture(std::string_view words) {
  static const Words lines = {"top",
                              "share",
                              "tweet",
                              "comments",
                              "comment",
                              "advertisement",
                              "ads",
                              "print",
                              "email",
                              "read more",
                              "related articles",
                              "related stories",
                              "related topics",
                              "sign up",
                              "subscribe",
                              "follow us",
                              "back to top",
                              "chia sẻ",
                              "bình luận",
                              "gửi bình luận",
                              "ý kiến bạn đọc",
                              "tin liên quan",
                              "bài liên quan",
                              "tin cùng chuyên mục",
                              "xem thêm",
                              "đọc thêm",
                              "từ khóa",
                              "tags",
                              "tag",
                              "quảng cáo",
                              "trở lại",
                              "về đầu trang",
                              "lên đầu trang",
                              "in bài viết",
                              "lưu bài viết",
                              "theo dõi",
                              "thích",
                              "tin mới",
                              "tin đọc nhiều",
                              "compartilhe",
                              "leia mais",
                              "leia também",
                              "publicidade"};
  static const Words beginnings = {"bạn không thể gửi bình luận",
                                   "chia sẻ bài viết",
                                   "mời bạn đọc",
                                   "xem thêm các bài",
                                   "xin hãy đợi",
                                   "vui lòng nhập",
                                   "mời quý độc giả",
                                   "sign up for",
                                   "click here",
                                   "subscribe to our",
                                   "follow us on",
                                   "all rights reserved",
                                   "share this",
                                   "sign up to our",
                                   "sign up to the",
                                   "subscribe now",
                                   "subscribe to the",
                                   "subscribe to read",
                                   "follow us",
                                   "we use cookies",
                                   "by using this site",
                                   "join our",
                                   "download our app",
                                   "read more",
                                   "read also",
                                   "đăng ký nhận",
                                   "đăng nhập để",
                                   "theo dõi chúng tôi",
                                   "theo dõi trang",
                                   "tải ứng dụng",
                                   "mời bạn thử lại",
                                   "mời các bạn",
                                   "bản quyền thuộc",
                                   "xem thêm",
                                   "xem tiếp",
                                   "đọc tiếp",
                                   "đọc thêm",
                                   "tin bài liên quan",
                                   "assine",
                                   "leia mais",
                                   "leia também",
                                   "siga nos",
                                   "compartilhe",
                                   "todos os direitos reservados",
                                   "suscríbete",
                                   "síguenos",
                                   "lea también",
                                   "lee también",
                                   "lire aussi",
                                   "abonnez vous",
                                   "lesen sie auch",
                                   "abonnieren sie",
                                   "baca juga"};
  if (Holds(lines, words)) return true;
  for (size_t space = words.find(' '); space != words.npos; space = words.find(' ', space + 1)) {
    if (Holds(beginnings, words.substr(0, space))) return true;
  }
  return Holds(beginnings, words);
}

}  // namespace samestory
