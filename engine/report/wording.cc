#include "engine/report/wording.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr Wording kEnglish = {
    .language = "en",
    .decimal_mark = '.',
    .skip_to_content = "Skip to content",
    .all_stories = "All stories",
    .stories_title = "Stories",
    .stories_lede = "Which articles report the same event, and what each outlet added or dropped.",
    .no_stories = "No two articles were found to report the same event.",
    .undated = "Undated",
    .no_title = "Untitled",
    .articles_read = "articles read",
    .stories = "stories",
    .alone = "articles alone",
    .skipped = "skipped",
    .article = {"article", "articles"},
    .outlet = {"outlet", "outlets"},
    .sentence = {"sentence", "sentences"},
    .word = {"word", "words"},
    .copy = {"copy", "copies"},
    .partial = {"partial copy", "partial copies"},
    .event = {"link by event", "links by event"},
    .event_kind = "same event",
    .cohesion = "Cohesion",
    .outlets = "Outlets",
    .links = "Links",
    .links_note =
        "Strength is the probability that two articles report one event. Overlap is of their five-word "
        "sequences: in both of all, then the share of one article's that the other has.",
    .strength = "Strength",
    .pair = "Pair",
    .jaccard = "Overlap (Jaccard)",
    .in = "in",
    .shared_phrases = "Shared phrases",
    .reports = "Articles in time order",
    .compared = "Articles",
    .outlet_head = "Outlet",
    .headline = "Headline",
    .sections = "Sections",
    .published = "Published",
    .lag = "After the earliest",
    .role = "Role",
    .words = "Words",
    .same_day = "the same day",
    .role_earliest = "earliest in this folder",
    .role_earliest_day = "of the earliest day in this folder",
    .role_copy = "copy",
    .role_partial = "partial copy",
    .role_report = "report of its own",
    .carriers = "Who has what",
    .carriers_note =
        "Sentences of each article that another article compared here has too, and those found in it alone.",
    .sentences_head = "Sentences",
    .elsewhere = "Also elsewhere",
    .only_here = "Only here",
    .matrix = "Sentence by sentence",
    .matrix_note =
        "Sentences that two or more articles carry. A cell tells how, and which sentence of the article it "
        "is; open a row for its versions.",
    .absent = "absent",
    .comparisons = "Side by side",
    .pair_note =
        "Changes are marked word by word where a sentence mostly stands. Where less than half of it does, "
        "both "
        "versions are whole and the words they share are underlined.",
    .comparison = "Comparison",
    .base = "base",
    .change = "Change",
    .same = "same",
    .edited = "edited",
    .near = "near",
    .only_in = "only in",
    .moved = "moved",
    .again = "further counterpart",
    .dropped = "dropped:",
    .added = "added:",
    .the_same_sentences = "the same",
    .degraded =
        "A bound stopped the search: all of the texts is shown, but perhaps not the shortest difference.",
    .left_out = "What was left out or mended",
    .place = "Place",
    .kind = "Kind",
    .reason = "Reason",
    .more_left_out = "more stand in skipped.jsonl",
    .method = "Method",
    .version = "Version",
    .day = "d",
    .hour = "h",
    .minute = "min",
};

constexpr Wording kVietnamese = {
    .language = "vi",
    .decimal_mark = ',',
    .skip_to_content = "Đến phần nội dung",
    .all_stories = "Tất cả sự kiện",
    .stories_title = "Sự kiện",
    .stories_lede = "Những bài nào đưa tin cùng một sự kiện, và mỗi báo đã thêm hay bớt điều gì.",
    .no_stories = "Không có hai bài nào đưa tin cùng một sự kiện.",
    .undated = "Không rõ ngày",
    .no_title = "Không có tiêu đề",
    .articles_read = "bài đã đọc",
    .stories = "sự kiện",
    .alone = "bài đứng riêng",
    .skipped = "bị bỏ qua",
    .article = {"bài", "bài"},
    .outlet = {"báo", "báo"},
    .sentence = {"câu", "câu"},
    .word = {"chữ", "chữ"},
    .copy = {"bản trùng", "bản trùng"},
    .partial = {"bản trùng một phần", "bản trùng một phần"},
    .event = {"cặp cùng sự kiện", "cặp cùng sự kiện"},
    .event_kind = "cùng sự kiện",
    .cohesion = "Độ gắn kết",
    .outlets = "Các báo",
    .links = "Liên kết",
    .links_note =
        "Độ mạnh là xác suất hai bài đưa tin cùng một sự kiện. Độ trùng tính theo các chuỗi năm chữ liền "
        "nhau: "
        "phần có ở cả hai trên tổng số, rồi phần của bài này có trong bài kia.",
    .strength = "Độ mạnh",
    .pair = "Hai bài",
    .jaccard = "Độ trùng (Jaccard)",
    .in = "trong",
    .shared_phrases = "Cụm từ chung",
    .reports = "Các bài theo thời gian",
    .compared = "Các bài",
    .outlet_head = "Báo",
    .headline = "Tiêu đề",
    .sections = "Các phần",
    .published = "Thời điểm đăng",
    .lag = "Sau bài sớm nhất",
    .role = "Vai trò",
    .words = "Số chữ",
    .same_day = "cùng ngày",
    .role_earliest = "sớm nhất trong thư mục này",
    .role_earliest_day = "thuộc ngày sớm nhất trong thư mục này",
    .role_copy = "bản trùng",
    .role_partial = "trùng một phần",
    .role_report = "bài viết riêng",
    .carriers = "Bài nào có gì",
    .carriers_note = "Số câu của mỗi bài cũng có trong bài khác được so sánh ở đây, và số câu chỉ bài đó có.",
    .sentences_head = "Số câu",
    .elsewhere = "Bài khác cũng có",
    .only_here = "Chỉ có ở đây",
    .matrix = "Từng câu một",
    .matrix_note =
        "Những câu có trong từ hai bài trở lên. Mỗi ô cho biết giống đến đâu và là câu thứ mấy của bài; mở "
        "một dòng để xem các phiên bản.",
    .absent = "không có",
    .comparisons = "Đặt cạnh nhau",
    .pair_note =
        "Chỗ khác được đánh dấu từng chữ khi câu giữ được phần lớn. Nếu hai câu có chưa đến một nửa là "
        "chung, cả "
        "hai để nguyên và những chữ chung được gạch dưới.",
    .comparison = "So sánh",
    .base = "bài làm mốc",
    .change = "Thay đổi",
    .same = "giống nhau",
    .edited = "có sửa",
    .near = "gần giống",
    .only_in = "chỉ có ở",
    .moved = "đổi chỗ",
    .again = "câu tương ứng khác",
    .dropped = "bỏ:",
    .added = "thêm:",
    .the_same_sentences = "giống nhau",
    .degraded =
        "Việc tìm kiếm đã dừng ở giới hạn: văn bản vẫn đầy đủ, nhưng khác biệt có thể chưa ngắn nhất.",
    .left_out = "Những gì bị bỏ qua hoặc được sửa",
    .place = "Vị trí",
    .kind = "Loại",
    .reason = "Lý do",
    .more_left_out = "mục nữa nằm trong skipped.jsonl",
    .method = "Phương pháp",
    .version = "Phiên bản",
    .day = "ngày",
    .hour = "giờ",
    .minute = "phút",
};

}  // namespace

const Wording& WordingFor(std::string_view language) {
  return language == "vi" || language.starts_with("vi-") ? kVietnamese : kEnglish;
}

std::string Counted(size_t count, const CountWord& word) {
  return absl::StrFormat("%d %s", count, count == 1 ? word.one : word.many);
}

std::string Score(double value, const Wording& wording) {
  std::string text = absl::StrFormat("%.2f", value);
  std::replace(text.begin(), text.end(), '.', wording.decimal_mark);
  return text;
}

std::string TimeSpan(int64_t seconds, const Wording& wording) {
  if (seconds < 0) return "";
  const int64_t minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
  const auto two = [](int64_t big, const char* big_unit, int64_t small, const char* small_unit) {
    std::string text = absl::StrFormat("%d %s", big, big_unit);
    if (small > 0) text += absl::StrFormat(" %d %s", small, small_unit);
    return text;
  };
  if (days > 0) return two(days, wording.day, hours % 24, wording.hour);
  if (hours > 0) return two(hours, wording.hour, minutes % 60, wording.minute);
  return absl::StrFormat("%d %s", minutes, wording.minute);
}

}  // namespace samestory
