#include "engine/report/wording_story.h"

#include <algorithm>
#include <iterator>

namespace samestory {
namespace {

constexpr StoryWording kEnglish = {
    .added_head = "Added and dropped",
    .side_head = "Side by side",
    .annotated_head = "Each article, annotated",
    .when_head = "When and from where",
    .headlines = "Headlines",
    .headlines_note =
        "Each against the base's: what is dropped is struck out, what is added follows. Where they "
        "share less than half, only the shared words are underlined.",
    .compared_first =
        "The first $0 of this story's $1 articles are compared here; the others are only listed.",
    .strongest_link = "Role, strongest link",
    .longest_run = "Longest shared run",
    .with_article = "$0 with $1",
    .run_note =
        "“Only here” counts sentences that no other article compared here has. The longest shared run "
        "is of words that stand in one piece in an article further up too.",
    .only_share = "Only here",
    .added_note =
        "Whole sentences against the base, the weightiest first: rare words weigh more, and numbers, "
        "dates, names and quotations (underlined) twice. Headlines, captions, datelines and by-lines are "
        "left out.",
    .added_by = "added",
    .dropped_by = "dropped",
    .nothing_added = "No sentence that the base lacks.",
    .nothing_dropped = "No sentence of the base is missing.",
    .also_in = "also in $0",
    .nowhere_else = "nowhere else",
    .partly_in = "partly in $0",
    .row_number = "row $0",
    .more_sentences = "$0 more",
    .fact_differs = {"fact differs", "facts differ"},
    .fact_number = "number",
    .fact_date = "date",
    .fact_name = "name",
    .fact_quotation = "quotation",
    .moved_block = "$0 sentences moved together: $1",
    .asides_only = "headlines, captions and the like",
    .shared_with = "↔ words also in $0",
    .whole_pairs = "The page is too large to hold every word-by-word comparison; these pairs stand whole.",
    .annotated_note =
        "The gutter tells how many of the articles carry a sentence, one tick for each in the order "
        "of their letters. Notes tell where others say more.",
    .in_outlets = "in $0 of $1 articles",
    .only_here_sentence = "only here",
    .others_add_one = "$0 have a sentence here that is missing above: row $2",
    .others_add = "$0 have $1 sentences here that are missing above: rows $2",
    .alone_add_one = "$0 alone adds a sentence here: row $2",
    .alone_adds = "$0 alone adds $1 sentences here: rows $2",
    .alone_add = "$0 add $1 sentences here that each has alone: rows $2",
    .aside_word = "aside",
    .when_note =
        "What the articles' own dates tell. “Earliest in this folder” is said of these articles only, "
        "and says nothing about who wrote it first.",
    .axis_note = "From $0, times at $1.",
    .axis_plain_note = "From $0, times as the articles state them.",
    .day_only_note = "A bar stands for a day whose hour is not known.",
    .undated_articles = "None of the articles is dated.",
    .credits_head = "Who credits whom",
    .credits_note = "Names that the articles give as their source.",
    .no_credits = "No article names a source in a form that is recognised.",
    .credited = "Named as source",
    .credited_by = "By",
    .times = "Times",
    .first_sentence = "First mention",
    .in_this_story = "article $0 here",
    .holders_head = "Earliest holder of each shared wording",
    .holders_note =
        "Sentences and passages of eight words or more that two articles carry alike. Neighbours with "
        "the same carriers are one run.",
    .no_holders = "No wording of eight words or more is shared.",
    .run = "Shared wording",
    .holder = "Earliest in this folder",
    .why = "Because",
    .carried_by = "Also in",
    .all_runs = "All $0 shared wordings",
    .passage = "passage inside other sentences",
    .runs_held = "$0 of $1",
    .holder_unclear = "The dates do not tell",
    .why_minute = "dated to the minute",
    .why_day = "dated by day only, but before the others' days",
    .why_same_day = "of one day, the hour not known of all",
    .why_same_minute = "dated to the same minute",
    .why_undated = "none of these articles is dated",
    .also_undated = "$0 undated",
    .cite_as = "Cite as",
    .cite_story = "$0, comparison of $1 ($2), story $4. $3, inputs",
    .cite_diff = "$0, comparison of $1 ($2). $3, inputs",
    .inputs = "Inputs and their content hashes",
    .input_hash = "Hash of the text (XXH3, 128 bits)",
    .rules_head = "How sentences were compared",
    .row_rule =
        "Sentences of different articles stand in one row from a likeness of $0 on (of 1); from $1 on they "
        "are called edited, below near, and the same where every word agrees.",
    .pair_rule =
        "Inside a pair, words, numbers and punctuation marks are compared; rare words count for more than "
        "common ones, so that a lone comma or “the” does not split a change.",
    .ignored_rule = "Differences of white space and of Unicode form are ignored.",
    .spelling_rule =
        "Changes of letter case, tone marks, number format and punctuation alone are told apart from "
        "changes of words, and do not make a sentence another.",
    .aside_rule =
        "Headlines, captions, datelines, by-lines and page furniture are dimmed; they do not count as added, "
        "dropped or only in one article.",
    .earliest_rule =
        "Order in time goes by the dates the articles state; a date without an hour is a whole day.",
    .degraded_rule = "No bound stopped the search.",
    .no_hash = "not known",
    .choose_base = "Compare against",
    .choose_pair = "Show",
    .all_pairs = "all pairs",
};

constexpr StoryWording kVietnamese = {
    .added_head = "Thêm và bớt",
    .side_head = "Đặt cạnh nhau",
    .annotated_head = "Toàn văn từng bài, có chú giải",
    .when_head = "Khi nào và từ đâu",
    .headlines = "Các tít",
    .headlines_note =
        "Mỗi tít so với tít của bài làm mốc: phần bị bỏ thì gạch ngang, phần thêm vào đứng liền sau. "
        "Nếu giống nhau chưa đến một nửa thì chỉ gạch dưới những chữ chung.",
    .compared_first =
        "Ở đây so sánh $0 bài đầu trong tổng số $1 bài của sự kiện; các bài còn lại chỉ được liệt kê.",
    .strongest_link = "Vai trò, liên kết mạnh nhất",
    .longest_run = "Đoạn trùng dài nhất",
    .with_article = "$0 với bài $1",
    .run_note =
        "“Chỉ có ở đây” tính những câu không bài nào khác được so sánh ở đây có. Đoạn trùng dài nhất là "
        "chuỗi chữ liền mạch cũng có trong một bài đứng phía trên.",
    .only_share = "Chỉ có ở đây",
    .added_note =
        "Tính theo cả câu so với bài làm mốc, câu nặng nhất đứng trước: chữ hiếm nặng hơn; con số, ngày "
        "tháng, tên riêng và lời trích (gạch chân) tính gấp đôi. Không tính tít, chú thích ảnh, dòng địa "
        "danh "
        "và tên tác giả.",
    .added_by = "thêm",
    .dropped_by = "bớt",
    .nothing_added = "Không có câu nào mà bài làm mốc không có.",
    .nothing_dropped = "Không thiếu câu nào của bài làm mốc.",
    .also_in = "cũng có ở $0",
    .nowhere_else = "không bài nào khác có",
    .partly_in = "một phần có ở $0",
    .row_number = "dòng $0",
    .more_sentences = "Xem thêm $0 câu",
    .fact_differs = {"dữ kiện khác nhau", "dữ kiện khác nhau"},
    .fact_number = "con số",
    .fact_date = "ngày tháng",
    .fact_name = "tên riêng",
    .fact_quotation = "lời trích",
    .moved_block = "$0 câu cùng đổi chỗ: $1",
    .asides_only = "tít, chú thích ảnh, tên tác giả…",
    .shared_with = "↔ có chữ chung với $0",
    .whole_pairs = "Trang quá lớn nên không chứa hết phần so từng chữ; các cặp này được để nguyên câu.",
    .annotated_note =
        "Lề cho biết bao nhiêu bài có câu đó, mỗi vạch là một bài theo thứ tự chữ cái. Ghi chú cho biết "
        "chỗ các bài khác nói thêm.",
    .in_outlets = "có trong $0 trên $1 bài",
    .only_here_sentence = "chỉ có ở đây",
    .others_add_one = "$0 có một câu ở chỗ này mà bài này không có: dòng $2",
    .others_add = "$0 có $1 câu ở chỗ này mà bài này không có: dòng $2",
    .alone_add_one = "Riêng $0 thêm một câu ở chỗ này: dòng $2",
    .alone_adds = "Riêng $0 thêm $1 câu ở chỗ này: dòng $2",
    .alone_add = "$0 thêm $1 câu ở chỗ này, mỗi câu chỉ một bài có: dòng $2",
    .aside_word = "phụ",
    .when_note =
        "Theo ngày giờ mà chính các bài ghi. “Sớm nhất trong thư mục này” chỉ nói về các bài ở đây, không "
        "khẳng định ai viết trước.",
    .axis_note = "Từ $0, giờ tính theo $1.",
    .axis_plain_note = "Từ $0, giờ như các bài ghi.",
    .day_only_note = "Thanh ngang là cả ngày, khi không rõ giờ.",
    .undated_articles = "Không bài nào ghi ngày.",
    .credits_head = "Ai dẫn nguồn từ ai",
    .credits_note = "Những nơi được các bài nêu là nguồn tin.",
    .no_credits = "Không bài nào nêu nguồn tin theo cách có thể nhận ra.",
    .credited = "Nguồn được dẫn",
    .credited_by = "Bài dẫn",
    .times = "Số lần",
    .first_sentence = "Lần nhắc đầu tiên",
    .in_this_story = "là bài $0 ở đây",
    .holders_head = "Bài có sớm nhất của mỗi đoạn chung",
    .holders_note =
        "Các câu và đoạn từ tám chữ trở lên mà hai bài viết như nhau. Những câu liền nhau có ở cùng "
        "các bài được gộp thành một đoạn.",
    .no_holders = "Không có đoạn chung nào từ tám chữ trở lên.",
    .run = "Đoạn chung",
    .holder = "Sớm nhất trong thư mục này",
    .why = "Căn cứ",
    .carried_by = "Cũng có ở",
    .all_runs = "Tất cả $0 đoạn chung",
    .passage = "đoạn nằm trong câu khác",
    .runs_held = "$0 trên $1",
    .holder_unclear = "Ngày giờ chưa đủ để kết luận",
    .why_minute = "ghi rõ đến phút",
    .why_day = "chỉ ghi ngày, nhưng trước ngày của các bài khác",
    .why_same_day = "cùng ngày, có bài không rõ giờ",
    .why_same_minute = "cùng ghi một phút",
    .why_undated = "không bài nào trong số này ghi ngày",
    .also_undated = "$0 không ghi ngày",
    .cite_as = "Trích dẫn trang này",
    .cite_story = "$0, so sánh $1 ($2), sự kiện $4. $3, dữ liệu vào",
    .cite_diff = "$0, so sánh $1 ($2). $3, dữ liệu vào",
    .inputs = "Dữ liệu vào và mã băm nội dung",
    .input_hash = "Mã băm của văn bản (XXH3, 128 bit)",
    .rules_head = "Cách so sánh các câu",
    .row_rule =
        "Câu của các bài khác nhau đứng chung một dòng khi độ giống từ $0 trở lên (tối đa 1); từ $1 trở lên "
        "gọi "
        "là có sửa, thấp hơn là gần giống, và là giống nhau khi mọi chữ đều khớp.",
    .pair_rule =
        "Trong từng cặp câu, chữ, số và dấu câu được so với nhau; chữ hiếm nặng hơn chữ thường gặp, nên một "
        "dấu phẩy hay chữ “và” lẻ loi không cắt đôi một chỗ sửa.",
    .ignored_rule = "Bỏ qua khác biệt về khoảng trắng và về dạng mã Unicode.",
    .spelling_rule =
        "Khác biệt chỉ ở chữ hoa chữ thường, vị trí dấu thanh, cách viết số hay dấu câu được phân biệt "
        "với thay đổi về chữ, và không làm câu thành câu khác.",
    .aside_rule =
        "Tít, chú thích ảnh, dòng địa danh, tên tác giả và mục phụ của trang được in mờ; không tính là "
        "thêm, bớt hay chỉ một bài có.",
    .earliest_rule = "Thứ tự thời gian dựa vào ngày giờ các bài ghi; ngày không có giờ được coi là cả ngày.",
    .degraded_rule = "Việc tìm kiếm không bị dừng ở giới hạn nào.",
    .no_hash = "không rõ",
    .choose_base = "So với bài",
    .choose_pair = "Hiện",
    .all_pairs = "tất cả các cặp",
};

struct MethodWord {
  std::string_view key, english, vietnamese;
};

constexpr MethodWord kMethod[] = {
    {"link_score", "Articles are linked from a probability of",
     "Hai bài được nối khi xác suất cùng sự kiện từ"},
    {"story_cohesion", "Groups merge from a mean probability of",
     "Các nhóm được gộp khi xác suất trung bình từ"},
    {"copy_jaccard", "Copies overlap in five-word sequences from", "Bản trùng khi độ trùng chuỗi năm chữ từ"},
    {"window_hours", "Reports of one event are at most this many hours apart",
     "Các bài về một sự kiện cách nhau nhiều nhất (giờ)"},
    {"candidate_pairs", "Pairs compared exactly", "Số cặp được so chính xác"},
    {"two_events", "Articles that report two events", "Số bài đưa tin hai sự kiện"},
    {"copies", "Copies of another article", "Số bản trùng của bài khác"},
    {"common_terms", "Terms so common that only articles near in time meet by them",
     "Số từ quá phổ biến, chỉ dùng để nối các bài gần nhau về thời gian"},
};

}  // namespace

const StoryWording& StoryWordingFor(std::string_view language) {
  return std::string_view(WordingFor(language).language) == "vi" ? kVietnamese : kEnglish;
}

std::string_view MethodName(std::string_view key, std::string_view language) {
  const auto found = std::find_if(std::begin(kMethod), std::end(kMethod),
                                  [&](const MethodWord& word) { return word.key == key; });
  if (found == std::end(kMethod)) return key;
  return std::string_view(WordingFor(language).language) == "vi" ? found->vietnamese : found->english;
}

}  // namespace samestory
