#include "engine/text/attribution.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "engine/base/hash.h"
#include "engine/text/token_view.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kNameTokens = 6;

// Keys joined by one space. Names that are words as well ("Time", "Tiền phong") are left out.
constexpr std::array kMedia = {
    // Agencies
    "ttxvn"sv, "thông tấn xã việt nam"sv, "vnews"sv, "reuters"sv, "afp"sv, "agence france-presse"sv, "ap"sv,
    "associated press"sv, "upi"sv, "dpa"sv, "efe"sv, "ansa"sv, "lusa"sv, "tass"sv, "itar-tass"sv,
    "ria novosti"sv, "ria-novosti"sv, "ria"sv, "interfax"sv, "sputnik"sv, "xinhua"sv, "tân hoa xã"sv,
    "kyodo"sv, "kyodo news"sv, "jiji"sv, "yonhap"sv, "kcna"sv, "bernama"sv, "antara"sv, "pti"sv, "ani"sv,
    "irna"sv, "anadolu"sv, "bloomberg"sv, "ians"sv, "agência brasil"sv, "agencia efe"sv, "europa press"sv,
    "ukrinform"sv, "news agency of nigeria"sv, "press association"sv, "pa media"sv,
    // Broadcasters
    "bbc"sv, "bbc news"sv, "cnn"sv, "nbc"sv, "nbc news"sv, "cbs"sv, "cbs news"sv, "abc news"sv, "fox news"sv,
    "msnbc"sv, "cnbc"sv, "npr"sv, "al jazeera"sv, "al-jazeera"sv, "al arabiya"sv, "sky news"sv, "itv news"sv,
    "dw"sv, "deutsche welle"sv, "rfi"sv, "france 24"sv, "nhk"sv, "rt"sv, "cctv"sv, "cgtn"sv, "kbs"sv, "vtv"sv,
    "vov"sv, "vtc"sv, "vtc news"sv, "voa"sv, "rfa"sv, "euronews"sv, "globonews"sv, "tv globo"sv,
    // Papers and sites
    "new york times"sv, "nyt"sv, "washington post"sv, "wall street journal"sv, "wsj"sv, "usa today"sv,
    "los angeles times"sv, "financial times"sv, "guardian"sv, "the independent"sv, "the telegraph"sv,
    "daily mail"sv, "politico"sv, "axios"sv, "huffington post"sv, "newsweek"sv, "der spiegel"sv, "spiegel"sv,
    "die zeit"sv, "le monde"sv, "le figaro"sv, "el país"sv, "el mundo"sv, "folha de s.paulo"sv,
    "folha de são paulo"sv, "folha online"sv, "o globo"sv, "estadão"sv, "o estado de s.paulo"sv, "uol"sv,
    "g1"sv, "japan times"sv, "straits times"sv, "south china morning post"sv, "scmp"sv, "global times"sv,
    "hoàn cầu thời báo"sv, "nhân dân nhật báo"sv, "bangkok post"sv, "jakarta post"sv, "vnexpress"sv,
    "vietnamnet"sv, "dân trí"sv, "tuổi trẻ"sv, "tuổi trẻ online"sv, "người lao động"sv, "vietnam+"sv,
    "vietnamplus"sv, "zing"sv, "znews"sv, "soha"sv, "cafef"sv, "vneconomy"sv, "infonet"sv, "vietnam news"sv,
    "viet nam news"sv, "vna"sv, "báo chính phủ"sv, "chinhphu.vn"sv};

// Names that are words too: only after a word for a medium ("báo Thanh niên").
constexpr std::array kWordMedia = {"thanh niên"sv,
                                   "tiền phong"sv,
                                   "lao động"sv,
                                   "nhân dân"sv,
                                   "pháp luật"sv,
                                   "công an nhân dân"sv,
                                   "quân đội nhân dân"sv,
                                   "sài gòn giải phóng"sv,
                                   "hà nội mới"sv,
                                   "giao thông"sv,
                                   "đầu tư"sv,
                                   "phụ nữ"sv,
                                   "nông nghiệp"sv,
                                   "pháp luật tphcm"sv,
                                   "sức khỏe và đời sống"sv,
                                   "time"sv,
                                   "folha"sv};

// What stands between a phrase and the name.
bool IsFiller(std::string_view key) {
  constexpr std::array kWords = {
      "the"sv,  "hãng"sv,   "thông"sv, "tấn"sv,  "tin"sv,     "báo"sv,     "đài"sv,    "trang"sv,
      "tờ"sv,   "tạp"sv,    "chí"sv,   "kênh"sv, "agência"sv, "agencia"sv, "jornal"sv, "rede"sv,
      "a"sv,    "o"sv,      "la"sv,    "el"sv,   "nguồn"sv,   "mạng"sv,    "từ"sv,     "lời"sv,
      "thời"sv, "truyền"sv, "hình"sv,  "bản"sv,  "agence"sv,  "news"sv,    "agency"sv, "emissora"sv,
      "site"sv, "portal"sv, "phóng"sv, "viên"sv, "đặc"sv,     "phái"sv,    "của"sv};
  return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

// A filler that says that a medium follows.
bool NamesMedium(std::string_view before, std::string_view key) {
  if (key == "báo" && (before == "thông" || before == "cáo")) return false;  // an announcement, a report
  if (key == "báo" || key == "tờ" || key == "đài" || key == "jornal") return true;
  return (before == "hãng" && (key == "tin" || key == "thông")) || (before == "thông" && key == "tấn") ||
         (before == "trang" && key == "tin") || (before == "tạp" && key == "chí");
}

// "báo Trung Quốc", "báo chí Anh": papers of a country.
bool IsCountry(std::string_view key) {
  constexpr std::array kKeys = {"trung"sv, "anh"sv,   "mỹ"sv,  "nga"sv,  "pháp"sv, "đức"sv,
                                "nhật"sv,  "hàn"sv,   "ý"sv,   "úc"sv,   "thái"sv, "ấn"sv,
                                "việt"sv,  "triều"sv, "đài"sv, "hồng"sv, "lào"sv};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

// Phrases of one word, and the last words of longer ones.
bool IsPhrase(std::string_view before, std::string_view key) {
  constexpr std::array kAlone = {"theo"sv, "segundo"sv, "según"sv, "selon"sv,
                                 "laut"sv, "menurut"sv, "told"sv};
  if (std::find(kAlone.begin(), kAlone.end(), key) != kAlone.end()) return true;
  return (before == "according" && key == "to") || (before == "dẫn" && (key == "nguồn" || key == "lời")) ||
         (before == "acordo" && (key == "com" || key == "con")) || (before == "acuerdo" && key == "con") ||
         (before == "nói" && key == "với") || (before == "phỏng" && key == "vấn") ||
         (before == "reported" && key == "by") || (before == "cited" && key == "by") ||
         (before == "informou" && (key == "a" || key == "o")) || (before == "disse" && key == "à");
}

// "Reuters đưa tin", "AFP reported": what a medium does when it is the source.
bool Reports(std::string_view key, std::string_view after) {
  return key == "reported" || key == "reports" || (key == "đưa" && after == "tin") ||
         (key == "dẫn" && (after == "lời" || after == "nguồn")) || (key == "trích" && after == "lời");
}

bool IsAddress(std::string_view key) {
  constexpr std::array kEndings = {".vn"sv, ".com"sv, ".net"sv, ".org"sv, ".info"sv, ".br"sv, ".co.uk"sv};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view end) { return key.ends_with(end); });
}

absl::flat_hash_set<uint64_t> MakeSet(std::span<const std::string_view> names) {
  absl::flat_hash_set<uint64_t> media;
  TokenizedText tokenized;
  for (const std::string_view name : names) {
    Tokenize(name, &tokenized);
    uint64_t hash = 0;
    for (const Token& token : tokenized.tokens) hash = CombineHash(hash, token.key);
    media.insert(hash);
  }
  return media;
}

class AttributionFinder {
 public:
  AttributionFinder(std::string_view text, const TokenizedText& tokenized)
      : view_(text, tokenized), tokenized_(tokenized) {}

  std::vector<Attribution> Run() {
    for (const Sentence& sentence : tokenized_.sentences) {
      if (sentence.kind == Sentence::Kind::kCaption || sentence.kind == Sentence::Kind::kFurniture) continue;
      first_ = sentence.first_token;
      end_ = first_ + sentence.token_count;
      size_t i = first_;
      if (sentence.kind == Sentence::Kind::kByline) i = ReadByline();
      while (i < end_) i = Read(i);
    }
    return std::move(found_);
  }

 private:
  std::string_view Key(size_t i) const { return i >= first_ && i < end_ ? view_.Key(i) : std::string_view(); }
  bool IsCapital(size_t i) const { return i < end_ && view_.IsWord(i) && view_.IsCapitalised(i); }

  // The token after the name.
  size_t Add(size_t first, size_t end) {
    found_.push_back({static_cast<uint32_t>(first), static_cast<uint32_t>(end - first)});
    return end;
  }

  // The end of the longest name of `names` that begins at `i`; `i` for none.
  size_t NameEnd(const absl::flat_hash_set<uint64_t>& names, size_t i) const {
    size_t longest = i;
    if (!IsCapital(i)) return i;
    uint64_t hash = 0;
    for (size_t k = i; k < std::min(end_, i + kNameTokens); ++k) {
      hash = CombineHash(hash, view_.at(k).key);
      if (names.contains(hash) && (k > i || IsWrittenAsName(i))) longest = k + 1;
    }
    return longest;
  }
  size_t MediumEnd(size_t i) const {
    static const auto* const media = new absl::flat_hash_set<uint64_t>(MakeSet(kMedia));
    return NameEnd(*media, i);
  }
  size_t WordMediumEnd(size_t i) const {
    static const auto* const media = new absl::flat_hash_set<uint64_t>(MakeSet(kWordMedia));
    return NameEnd(*media, i);
  }

  // Acronyms want their capitals: "AP", not "Ap".
  bool IsWrittenAsName(size_t i) const { return Key(i).size() > 3 || view_.IsAllCapitals(i); }

  // "TTXVN", "TTXVN/Vietnam+"; what follows the names is read as any sentence is.
  size_t ReadByline() {
    size_t i = first_;
    if (Key(i) == "theo" || Key(i) == "(") {  // "Theo Dân trí", "(Theo VnEconomy)"
      const size_t name = Key(i) == "(" ? i + 2 : i + 1;
      size_t end = name;
      while (end < std::min(end_, name + kNameTokens) && view_.IsWord(end)) ++end;
      const bool closes = end == end_ || (end + 1 == end_ && view_.IsPunctuation(end));
      if (Key(name - 1) == "theo" && IsCapital(name) && closes) {
        // Often the reporter's name comes first.
        for (size_t k = name; k < end; ++k) {
          if (MediumEnd(k) == end) return Add(k, end);
        }
        if (end == name + 1) return Add(name, end);
      }
    }
    while (true) {
      const size_t end = MediumEnd(i);
      if (end == i || (end < end_ && !view_.IsPunctuation(end))) return i;
      i = Add(i, end);
      if (Key(i) != "/" && Key(i) != "-" && Key(i) != ",") return i;
      ++i;
    }
  }

  size_t Read(size_t i) {
    if (Key(i) == "(") return ReadBracket(i);
    if (i > first_ && IsPhrase(Key(i - 1), Key(i))) return ReadAfterPhrase(i + 1);
    if (i == first_ && IsPhrase("", Key(i))) return ReadAfterPhrase(i + 1);
    if (const size_t end = MediumEnd(i); end > i) {
      return Reports(Key(end), Key(end + 1)) ? Add(i, end) : end;
    }
    return i + 1;
  }

  // "HÀ NỘI (TTXVN) –", "… sáng nay (Reuters).", but not "Associated Press (AP)".
  size_t ReadBracket(size_t open) {
    const size_t end = MediumEnd(open + 1);
    if (end == open + 1 || (Key(end) != ")" && Key(end) != "/")) return open + 1;
    size_t close = end;
    while (close < std::min(end_, end + kNameTokens) && Key(close) != ")") ++close;
    if (Key(close) != ")") return end;
    const bool leads = Key(close + 1) == "-";
    const bool ends = close + 1 == end_ || (close + 2 == end_ && view_.IsEnd(close + 1));
    const bool explains = open > first_ && IsCapital(open - 1);
    return leads || (ends && !explains) ? Add(open + 1, end) : end;
  }

  size_t ReadAfterPhrase(size_t i) {
    bool medium = false;
    size_t name = i;
    while (name < std::min(end_, i + kNameTokens) && MediumEnd(name) == name && IsFiller(Key(name)) &&
           WordMediumEnd(name) == name) {
      medium = medium || NamesMedium(name > i ? Key(name - 1) : "", Key(name));
      ++name;
    }
    const bool other =
        name > i && Key(name - 1) == "a" && Key(i - 1) == "to";  // "according to a Fox News poll"
    if (const size_t end = MediumEnd(name); end > name) return other ? end : Add(name, end);
    if (name < end_ && IsAddress(Key(name))) return Add(name, name + 1);
    if (!medium) return i;
    if (const size_t end = WordMediumEnd(name); end > name) return Add(name, end);
    size_t end = name;
    while (end < std::min(end_, name + kNameTokens) && IsCapital(end)) ++end;
    // "tờ Bưu điện …" goes on in lower case, who knows how far.
    const bool cut = end == name + 1 && end < end_ && view_.IsWord(end) && !view_.IsNumber(end);
    const bool sure = end > name && end < name + kNameTokens && !cut && !IsCountry(Key(name));
    return sure ? Add(name, end) : i;
  }

  TokenView view_;
  const TokenizedText& tokenized_;
  size_t first_ = 0, end_ = 0;  // of the sentence
  std::vector<Attribution> found_;
};

}  // namespace

std::vector<Attribution> FindAttributions(std::string_view text, const TokenizedText& tokenized) {
  return AttributionFinder(text, tokenized).Run();
}

}  // namespace samestory
