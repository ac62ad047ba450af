#include "corpus/crawl/crawl.h"

#include <chrono>

#include "absl/strings/str_format.h"
#include "corpus/crawl/changes.h"

namespace samestory::crawl {
namespace {

constexpr std::chrono::sys_days kFirstDay = std::chrono::year{2026} / 1 / 1;
constexpr uint64_t kDaySeconds = 86400;

// `seconds` after the first day, in the zone +07:00.
std::string DateText(uint64_t seconds) {
  const uint64_t local = seconds + 7 * 3600;
  const std::chrono::year_month_day day{kFirstDay + std::chrono::days{local / kDaySeconds}};
  const uint64_t second = local % kDaySeconds;
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02d+07:00", static_cast<int>(day.year()),
                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), second / 3600,
                         second / 60 % 60, second % 60);
}

// Of all that JSON must escape, line feeds alone stand in a crawl: words are letters and marks (language.h), and what
// is put around them are spaces, digits and stops.
void AppendPlain(std::string_view text, std::string* out) {
  for (size_t begin = 0;;) {
    const size_t end = text.find('\n', begin);
    out->append(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return;
    out->append("\\n");
    begin = end + 1;
  }
}

}  // namespace

void AppendJsonLine(const Article& article, std::string* out) {
  const char* before = "{\"";
  const auto member = [&](const char* key, std::string_view value) {
    out->append(before).append(key).append("\":\"");
    AppendPlain(value, out);
    before = "\",\"";
  };
  member("id", article.id);
  member("title", article.title);
  member("source", article.source);
  member("date", article.date);
  member("url", article.url);
  member("text", article.text);
  out->append("\"}\n");
}

absl::StatusOr<Crawl> Crawl::Open(const Settings& settings, const std::string& background) {
  if (settings.articles == 0 || settings.articles > 1'000'000'000) {
    return absl::InvalidArgumentError("the number of articles is not between 1 and 1,000,000,000");
  }
  if (settings.days == 0 || settings.days > 36500 || settings.words == 0 || settings.languages.empty()) {
    return absl::InvalidArgumentError("days (1 to 36500), words and languages must be given");
  }
  if (const char* complaint = Plan::Complaint(settings)) return absl::InvalidArgumentError(complaint);
  Crawl crawl(settings);
  std::vector<uint64_t> shares;
  for (const auto& [name, share] : settings.languages) {
    ASSIGN_OR_RETURN(Language language, Language::Load(background, name));
    crawl.languages_.push_back(std::move(language));
    shares.push_back(static_cast<uint64_t>(share * 1e6));
  }
  crawl.language_shares_ = AliasTable(shares);
  return crawl;
}

std::string Crawl::Id(uint64_t slot) const { return absl::StrFormat("%09d", id_of_(slot)); }

uint64_t Crawl::Delay(const Place& place, uint32_t role) const {
  if (role == 0) return 0;
  // A minute to a day and a half, half of them within 40 minutes.
  Random random(CombineHash(place.key, 0xde1a + (uint64_t{role} << 20)));
  return static_cast<uint64_t>(60 * PowerOfTwo(11 * random.Unit()));
}

void Crawl::Make(uint64_t number, bool with_origin_text, Article* article) const {
  const Place place = plan_.At(number);
  const size_t language_number = language_shares_.Draw(CombineHash(place.key, 0x1a));
  const Language& language = languages_[language_number];
  const uint64_t own_key = CombineHash(place.key, 0xa0 + (uint64_t{place.role} << 32));
  const Outlet& outlet = outlets_.Draw(language_number, own_key);
  const bool made = place.origin_role != place.role;

  const Event event(language, place.key);
  Draft draft;
  WriteReport(event, place.kind == Kind::kRewrite ? place.role : place.origin_role, settings_, &draft);
  switch (place.kind) {
    case Kind::kStub:
      article->text = Stub(language, outlet.key, own_key);
      break;
    case Kind::kEdit:
      article->text = Edited(draft, language, own_key);
      break;
    case Kind::kCut:
      article->text = Cut(draft, own_key);
      break;
    case Kind::kFurniture:
      article->text = WithFurniture(draft, language, outlet.key, own_key);
      break;
    default:
      article->text = draft.text;
  }
  article->origin_text.clear();
  if (made && with_origin_text) {
    if (place.kind == Kind::kRewrite) {
      Draft original;
      WriteReport(event, 0, settings_, &original);
      article->origin_text = std::move(original.text);
    } else {
      article->origin_text = std::move(draft.text);
    }
  }
  article->id = Id(place.slot);
  article->title = std::move(draft.title);
  article->source = outlet.domain;
  const uint64_t happened = Mix64(place.key ^ 0xda7e) % (settings_.days * kDaySeconds);
  const uint64_t delay = Delay(place, place.role) + (made ? Delay(place, place.origin_role) : 0);
  article->date = DateText(happened + delay);
  article->url =
      absl::StrFormat("https://%s/%s/%s.html", outlet.domain, article->date.substr(0, 10), article->id);
  article->event = absl::StrFormat("e%09d", place.family);
  article->kind = place.kind;
  article->origin_id = made ? Id(place.family + place.origin_role) : "";
}

}  // namespace samestory::crawl
