#include "engine/report/wording_front.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr FrontWording kEnglish = {
    .find_stories = "Find stories",
    .search = "Search",
    .search_hint = "headline, outlet or id",
    .all_outlets = "All outlets",
    .from = "From",
    .to = "To",
    .kind = "Copied or not",
    .kind_all = "All stories",
    .kind_copies = "With copies",
    .kind_partial = "With partial copies",
    .kind_reports = "Only reports of their own",
    .sort = "Sort by",
    .newest = "Newest first",
    .oldest = "Oldest first",
    .most_articles = "Most articles",
    .most_outlets = "Most outlets",
    .most_cohesive = "Highest cohesion",
    .clear = "Clear filters",
    .stories_shown = "{n} of {all} stories",
    .nothing_found = "No story fits these filters.",
    .report = {"report of its own", "reports of their own"},
    .skip_skipped = "skipped",
    .skip_mended = "mended",
    .skip_ignored = "not an article",
    .skip_repeated = "repeated",
    .days = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
               "October", "November", "December"},
    .numeric_dates = false,
    .row = "Row",
    .sentence = "Sentence",
    .shared_rows =
        "Sentences that two or more articles carry, in reading order. The number in a cell says which "
        "sentence of "
        "the article it is. Open a sentence for its versions.",
    .key = "Signs",
    .reference = "reference",
    .reference_note = "reference: the version that others are held against",
    .find_sentences = "Find sentences",
    .words_in = "Words in it",
    .at_least = "Carried by at least",
    .any_number = "any number",
    .carried_by = "Carried only by",
    .any_article = "any",
    .only = "only",
    .missing_in = "Missing in",
    .missing_nowhere = "any or none",
    .facts_differ = "facts differ",
    .only_facts = "Only where facts differ",
    .rows_shown = "{n} of {all} sentences",
    .no_rows = "No sentence fits these filters.",
    .scrolls = "Table of sentences by articles; it scrolls sideways",
    .aside_note = "Headlines, captions, datelines, by-lines and page furniture are dimmed and not counted.",
    .also_aside = "not counted",
    .further = "further sentence",
    .numbers = "Numbers",
    .dates = "Dates",
    .names = "Names",
    .quotations = "Quotations",
    .copy_quotation = "Copy quotation",
    .copied = "Copied",
    .copy_failed = "Could not be copied",
    .link_to_row = "Link to row",
    .in_article = "in the article",
    .download = "Download this table:",
    .csv = "CSV",
    .json = "JSON",
    .texts_left_out = "without the texts, which would make the file larger than 1.5 MB",
    .spelling = "Mark changes of spelling",
    .spelling_case = "capital letters",
    .spelling_tone = "tone marks",
    .spelling_number = "number and date formats",
    .spelling_punctuation = "punctuation",
    .keys = "Keyboard shortcuts",
    .key_next = "next difference",
    .key_previous = "previous difference",
    .key_open = "open or close the row in focus",
    .key_search = "go to the search",
    .key_jump = "jump to a section",
    .key_help = "this list",
    .key_escape = "close a list",
    .close = "Close",
    .jump_to = "Jump to",
    .step = "Difference {n} of {all}",
    .wrapped_first = "Again from the first.",
    .wrapped_last = "Again from the last.",
};

constexpr FrontWording kVietnamese = {
    .find_stories = "Tìm sự kiện",
    .search = "Tìm kiếm",
    .search_hint = "tiêu đề, tên báo hoặc mã bài",
    .all_outlets = "Tất cả các báo",
    .from = "Từ ngày",
    .to = "Đến ngày",
    .kind = "Trùng lặp",
    .kind_all = "Tất cả sự kiện",
    .kind_copies = "Có bản trùng",
    .kind_partial = "Có bản trùng một phần",
    .kind_reports = "Chỉ gồm bài viết riêng",
    .sort = "Sắp xếp",
    .newest = "Mới nhất trước",
    .oldest = "Cũ nhất trước",
    .most_articles = "Nhiều bài nhất",
    .most_outlets = "Nhiều báo nhất",
    .most_cohesive = "Gắn kết cao nhất",
    .clear = "Xóa bộ lọc",
    .stories_shown = "{n} trên {all} sự kiện",
    .nothing_found = "Không có sự kiện nào khớp với bộ lọc.",
    .report = {"bài viết riêng", "bài viết riêng"},
    .skip_skipped = "bị bỏ qua",
    .skip_mended = "đã sửa",
    .skip_ignored = "không phải bài báo",
    .skip_repeated = "lặp lại",
    .days = {"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"},
    .months = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"},
    .numeric_dates = true,
    .row = "Dòng",
    .sentence = "Câu",
    .shared_rows =
        "Những câu có trong ít nhất hai bài, theo thứ tự đọc. Con số trong ô cho biết đó là câu thứ mấy "
        "của bài. Mở một câu để xem các phiên bản.",
    .key = "Ký hiệu",
    .reference = "bản làm chuẩn",
    .reference_note = "bản làm chuẩn, để so các bản khác với nó",
    .find_sentences = "Tìm câu",
    .words_in = "Có chứa chữ",
    .at_least = "Có ở ít nhất",
    .any_number = "không hạn chế",
    .carried_by = "Chỉ có ở",
    .any_article = "bài nào cũng được",
    .only = "chỉ",
    .missing_in = "Không có ở",
    .missing_nowhere = "không xét",
    .facts_differ = "chi tiết vênh nhau",
    .only_facts = "Chỉ những câu có chi tiết vênh nhau",
    .rows_shown = "{n} trên {all} câu",
    .no_rows = "Không có câu nào khớp với bộ lọc.",
    .scrolls = "Bảng các câu theo từng bài, có thể cuộn ngang",
    .aside_note =
        "Tít, chú thích ảnh, dòng địa danh và ngày, tên tác giả và phần phụ của trang được làm mờ và không "
        "tính.",
    .also_aside = "không tính",
    .further = "câu khác cùng ý",
    .numbers = "Con số",
    .dates = "Ngày tháng",
    .names = "Tên riêng",
    .quotations = "Lời trích",
    .copy_quotation = "Chép trích dẫn",
    .copied = "Đã chép",
    .copy_failed = "Không chép được",
    .link_to_row = "Liên kết đến dòng",
    .in_article = "trong bài",
    .download = "Tải bảng này về:",
    .csv = "CSV",
    .json = "JSON",
    .texts_left_out = "không kèm câu chữ, vì nếu kèm thì tệp sẽ lớn hơn 1,5 MB",
    .spelling = "Đánh dấu khác biệt về cách viết",
    .spelling_case = "chữ hoa, chữ thường",
    .spelling_tone = "dấu thanh",
    .spelling_number = "cách viết số và ngày tháng",
    .spelling_punctuation = "dấu câu",
    .keys = "Phím tắt",
    .key_next = "chỗ khác nhau tiếp theo",
    .key_previous = "chỗ khác nhau trước đó",
    .key_open = "mở hoặc đóng dòng đang chọn",
    .key_search = "đến ô tìm kiếm",
    .key_jump = "chuyển đến một phần của trang",
    .key_help = "bảng này",
    .key_escape = "đóng bảng",
    .close = "Đóng",
    .jump_to = "Chuyển đến",
    .step = "Chỗ khác nhau {n} trên {all}",
    .wrapped_first = "Quay lại từ chỗ đầu tiên.",
    .wrapped_last = "Quay lại từ chỗ cuối cùng.",
};

// The digits of `text` from `at`, or -1.
int Digits(std::string_view text, size_t at, size_t count) {
  int value = 0;
  for (size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// After Sakamoto; 0 is Sunday.
int DayOfWeek(int year, int month, int day) {
  constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  if (month < 3) --year;
  return (year + year / 4 - year / 100 + year / 400 + kShift[month - 1] + day) % 7;
}

int DaysIn(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

const FrontWording& FrontWordingFor(std::string_view language) {
  return std::string_view(WordingFor(language).language) == "vi" ? kVietnamese : kEnglish;
}

std::string DayName(std::string_view iso, const FrontWording& wording) {
  const int year = Digits(iso, 0, 4), month = Digits(iso, 5, 2), day = Digits(iso, 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || iso[4] != '-' || iso[7] != '-') return "";
  if (day > DaysIn(year, month)) return "";
  const char* name = wording.days[DayOfWeek(year, month, day)];
  if (wording.numeric_dates) return absl::StrFormat("%s, %d/%d/%d", name, day, month, year);
  return absl::StrFormat("%s %d %s %d", name, day, wording.months[month - 1], year);
}

}  // namespace samestory
