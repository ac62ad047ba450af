#include "engine/text/fact_word_rows.h"

#include <array>

namespace samestory {
namespace {

using L = FactLanguage;
using W = FactWord;

constexpr std::array kRoles = {
    // Vietnamese
    FactRoleRow{
        L::kVietnamese, W::kFunction,
        "và là của được trong cho không các với có những đã này tại từ đến tới khi để ở theo về ra "
        "cũng vào trên dưới đang sẽ bị do như thì mà nhưng nên vì nếu bằng so trước sau cùng hay hoặc "
        "đó kia ấy nữa rồi lại còn vẫn chỉ đều nhau mình tôi chúng họ nó qua nay lên xuống vừa "
        "mới gần hơn khoảng rất quá thêm sang giữa giảm tăng đạt một mỗi mọi từng cả tất riêng tuy "
        "ngoài cạnh đối hiện đây thông hôm nhiều mặc dù ngay nhận chiều sáng tối"},
    FactRoleRow{L::kVietnamese, W::kLabel,
                "số lớp điều khoản mục quận phường tổ khóa khoá thứ hạng cấp loại giải tháng mùng mồng tập "
                "phần bậc quý hiệp chương vòng bảng tuyến đường ngõ hẻm ngách phòng kênh trang xóm thôn ấp "
                "set hiệp nhóm kỳ phiên "
                "đợt hàm cỡ size trạm bến khu block tầng ngày trận lượt "
                "chị anh dì cô chú bác má cậu kỷ top f f0 phút giờ lộ năm"},
    FactRoleRow{L::kVietnamese, W::kYear, "năm niên kỳ đoạn khóa khoá cuối đầu giữa"},
    FactRoleRow{L::kVietnamese, W::kClock, "lúc vào hồi"},
    FactRoleRow{L::kVietnamese, W::kMorning, "sáng"},
    FactRoleRow{L::kVietnamese, W::kNoon, "trưa"},
    FactRoleRow{L::kVietnamese, W::kEvening, "chiều tối"},
    FactRoleRow{L::kVietnamese, W::kNight, "đêm khuya"},
    FactRoleRow{L::kVietnamese, W::kPercent, "phần_trăm"},
    FactRoleRow{L::kVietnamese, W::kVague, "vài mấy mỗi hàng hằng từng chục các những nhiều một"},
    FactRoleRow{L::kVietnamese, W::kIdiom,
                "hai_bên hai_nước hai_đảng hai_nhà hai_phía hai_dân hai_miền hai_chiều ba_mẹ ba_má ba_lô "
                "ba_lê ba_gác ba_tôi ba_mình ba_ơi ba_rọi bốn_phương bốn_bề năm_châu sáu_câu tám_chuyện "
                "hai_lúa hai_con ba_nó"},
    FactRoleRow{L::kVietnamese, W::kParticle, "de van von al el bin bint ibn di"},
    FactRoleRow{L::kVietnamese, W::kPerson, "ông bà anh chị cô em bé cháu chú bác cụ thầy nàng chàng sư"},
    FactRoleRow{L::kVietnamese, W::kNotName,
                "theo trong tại sau ngày ảnh nguồn chủ_nhật thứ thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu "
                "thứ_bảy tin bài video clip bv pv bs"},
    FactRoleRow{L::kVietnamese, W::kTitle,
                "bí_thư chủ_tịch thủ_tướng tổng_thống bộ_trưởng thứ_trưởng đại_sứ giám_đốc ủy_viên "
                "phó_chủ phó_thủ trung_tướng đại_tướng thiếu_tướng thượng_tướng đại_tá trung_tá thượng_tá "
                "thiếu_tá đại_úy thượng_úy trung_úy thiếu_úy cục_trưởng vụ_trưởng chánh_án viện_trưởng "
                "ngoại_trưởng quốc_vương thái_tử hoàng_tử công_chúa giáo_sư tiến_sĩ tiến_sỹ thạc_sĩ thạc_sỹ "
                "bác_sĩ bác_sỹ luật_sư huấn_luyện trưởng_ban trưởng_phòng trưởng_đoàn đặc_phái phó_giáo "
                "đồng_chí nghệ_sĩ ca_sĩ diễn_viên hiệu_trưởng thẩm_phán thư_ký cố_vấn phát_ngôn tổng_giám "
                "thống_đốc thị_trưởng thủ_hiến tổng_biên tư_lệnh chánh_văn phó_giám phó_trưởng"},
    FactRoleRow{L::kVietnamese, W::kTail,
                "ngoại_giao công_an quốc_phòng giáo_dục tài_chính y_tế ủy_ban uỷ_ban công_thương xây_dựng "
                "giao_thông nhà_nước liên_hợp hợp_quốc liên_hiệp hiệp_quốc hợp_tác chính_phủ quốc_hội "
                "nhân_dân lao_động nội_vụ tư_pháp tư_lệnh văn_hóa văn_hoá thông_tin truyền_thông khoa_học "
                "công_nghệ tài_nguyên môi_trường nông_nghiệp thương_mại kế_hoạch đầu_tư công_ty ngân_hàng "
                "tập_đoàn đại_học bệnh_viện trung_ương chính_trị quân_đội tòa_án viện_kiểm thanh_tra "
                "cảnh_sát hải_quan hàng_không liên_đoàn bóng_đá hiệp_hội học_viện bảo_tàng nhà_trắng "
                "liên_minh hội_đồng bảo_an mặt_trận tổ_quốc quốc_vụ vụ_viện quốc_gia kiểm_sát nhân_đạo "
                "phụ_nữ thanh_niên cộng_sản thống_nhất liên_bang chiến_lược kinh_tế toàn_diện đối_tác "
                "cộng_đồng quốc_tế phòng_chống sân_bay an_ninh cứu_hộ"},
    // In Vietnamese names of places part the run of capitals they stand in.
    FactRoleRow{L::kVietnamese, W::kPlace,
                "việt_nam trung_quốc hàn_quốc triều_tiên nhật_bản thái_lan hoa_kỳ đài_loan ấn_độ hà_nội "
                "bắc_kinh bình_nhưỡng hồng_kông hải_phòng campuchia indonesia malaysia philippines singapore "
                "myanmar australia canada ukraina ukraine israel iran iraq syria brazil pháp "
                "thụy_sĩ thụy_điển thụy_sỹ na_uy phần_lan đan_mạch hà_lan ai_cập nam_phi "
                "mông_cổ châu_âu châu_á châu_phi châu_mỹ biển_đông mỹ nga lào"},
    // English
    FactRoleRow{
        L::kEnglish, W::kFunction,
        "the and to in a is that for it on was with as his he be at by had not are but from have they "
        "which this were will has their said who been would after more its or an than so if when "
        "while there into out up down over under about i you she her him them we us our my your me no "
        "also then now what how why where because before during since until between against per each "
        "some any all most other such only just even here these those however one did do does could "
        "can may might should must being both many few several yet still according despite although "
        "though meanwhile among around across through off very too again"},
    FactRoleRow{L::kEnglish, W::kLabel,
                "no number nos article section chapter page pages room phase chapter volume vol line lines "
                "route highway interstate flight gate channel act title part level group class grade step "
                "round episode season top game week day bus train article apartment apt unit pier exit item "
                "proposition prop rule resolution covid agenda series type version model f"},
    FactRoleRow{L::kEnglish, W::kLink, "of"},
    FactRoleRow{L::kEnglish, W::kYear,
                "in since by until during early late mid year fiscal summer winter spring fall autumn"},
    FactRoleRow{L::kEnglish, W::kClock, "at by until from around about before after"},
    FactRoleRow{L::kEnglish, W::kMorning, "am a.m"},
    FactRoleRow{L::kEnglish, W::kEvening, "pm p.m"},
    FactRoleRow{L::kEnglish, W::kPercent, "percent pct per_cent"},
    FactRoleRow{L::kEnglish, W::kVague, "every some few several many"},
    FactRoleRow{L::kEnglish, W::kParticle, "of de da van von der den al el bin ibn la le du di"},
    FactRoleRow{L::kEnglish, W::kTitle,
                "president presidents prime minister chancellor secretary senator senators sen sens rep reps "
                "representative governor gov pope judge sheriff officer captain capt gen col lt sgt sergeant "
                "mayor professor prof coach ambassador director chairman chairwoman speaker deputy vice "
                "detective former attorney rev spokesman spokeswoman spokesperson sir editor"},
    FactRoleRow{L::kEnglish, W::kPerson, "mr mrs ms mx dr miss"},
    FactRoleRow{L::kEnglish, W::kNotName,
                "monday tuesday wednesday thursday friday saturday sunday january february march april may "
                "june july august september october november december jan feb mar apr jun jul aug sep sept "
                "oct nov dec mon tue tues wed thu thurs fri sat sun i i'm i've i'll i'd photo "
                "est edt pst pdt et"},
    // Portuguese, Spanish, French, German, Indonesian
    FactRoleRow{
        L::kPortuguese, W::kFunction,
        "a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à "
        "seu sua ou ser quando muito há nos já está também pelo pela segundo após são ela eles este "
        "essa isso entre até sem sobre depois antes durante desde ainda só nas às aos deve pode "
        "será eu você nós era tem têm ter desta neste nesta deste outro outra"},
    FactRoleRow{
        L::kPortuguese, W::kLabel,
        "número nº n artigo art página capítulo grupo série linha canal lei voo vôo versão rodovia km sala "
        "dia dias decreto portaria top classe nível"},
    FactRoleRow{L::kPortuguese, W::kLink, "de"},
    FactRoleRow{L::kPortuguese, W::kYear, "em desde ano"},
    FactRoleRow{L::kPortuguese, W::kClock, "às as pelas até das"},
    FactRoleRow{L::kPortuguese, W::kPercent, "por_cento"},
    FactRoleRow{L::kPortuguese, W::kVague, "cada alguns algumas vários"},
    FactRoleRow{L::kPortuguese, W::kParticle, "de da do dos das van von al el bin"},
    FactRoleRow{L::kPortuguese, W::kTitle,
                "presidente ministro ministra senador senadora deputado deputada governador governadora "
                "prefeito doutor juiz papa premiê primeiro técnico delegado coronel"},
    FactRoleRow{L::kPortuguese, W::kPerson, "sr sra dr dra"},
    FactRoleRow{L::kPortuguese, W::kNotName,
                "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
                "segunda terça quarta quinta sexta sábado domingo"},
    FactRoleRow{
        L::kSpanish, W::kFunction,
        "la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o "
        "fue este ha sí porque esta son entre cuando muy sin sobre según tras también hasta desde "
        "durante antes después ante él ella ellos"},
    FactRoleRow{L::kSpanish, W::kLabel, "número artículo página capítulo grupo línea canal ley vuelo día"},
    FactRoleRow{L::kSpanish, W::kLink, "de"},
    FactRoleRow{L::kSpanish, W::kYear, "en desde año"},
    FactRoleRow{L::kSpanish, W::kClock, "las hasta"},
    FactRoleRow{L::kSpanish, W::kPercent, "por_ciento"},
    FactRoleRow{L::kSpanish, W::kVague, "cada algunos unos unas"},
    FactRoleRow{L::kSpanish, W::kParticle, "de del la los las van von al el bin"},
    FactRoleRow{L::kSpanish, W::kTitle,
                "presidente presidenta ministro ministra senador gobernador alcalde papa juez primer"},
    FactRoleRow{L::kSpanish, W::kPerson, "sr sra dr don doña"},
    FactRoleRow{L::kFrench, W::kFunction,
                "la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont "
                "avec son ont été aux selon cette mais être ces après elle ils nous vous entre depuis lors "
                "avant pendant sous sans"},
    FactRoleRow{L::kFrench, W::kLabel, "numéro article page chapitre groupe ligne chaîne loi vol"},
    FactRoleRow{L::kFrench, W::kLink, "de"},
    FactRoleRow{L::kFrench, W::kYear, "en depuis année fin début"},
    FactRoleRow{L::kFrench, W::kClock, "à vers"},
    FactRoleRow{L::kFrench, W::kPercent, "pour_cent"},
    FactRoleRow{L::kFrench, W::kVague, "chaque quelques"},
    FactRoleRow{L::kFrench, W::kParticle, "de du des la le van von al el ben bin"},
    FactRoleRow{L::kFrench, W::kPerson, "m mme mlle"},
    FactRoleRow{L::kFrench, W::kTitle, "président présidente ministre premier"},
    FactRoleRow{L::kGerman, W::kFunction,
                "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
                "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über bis seit vor "
                "gegen unter durch ohne"},
    FactRoleRow{L::kGerman, W::kLabel, "nummer nr artikel seite kapitel gruppe linie paragraf platz"},
    FactRoleRow{L::kGerman, W::kYear, "jahr seit jahre ende anfang"},
    FactRoleRow{L::kGerman, W::kClock, "um gegen bis ab"},
    FactRoleRow{L::kGerman, W::kPercent, "prozent"},
    FactRoleRow{L::kGerman, W::kVague, "jede jeder alle einige"},
    FactRoleRow{L::kGerman, W::kParticle, "von van der zu de al el"},
    FactRoleRow{L::kGerman, W::kPerson, "herr frau"},
    FactRoleRow{
        L::kIndonesian, W::kFunction,
        "yang dan di dari dengan untuk pada ini itu tidak dalam akan adalah juga ke oleh tersebut bisa "
        "telah karena sebagai mereka ada saat para lebih sudah atau"},
    FactRoleRow{L::kIndonesian, W::kLabel, "nomor no pasal halaman bab grup jalur kelas tingkat ke"},
    FactRoleRow{L::kIndonesian, W::kYear, "tahun sejak"},
    FactRoleRow{L::kIndonesian, W::kClock, "pukul jam"},
    FactRoleRow{L::kIndonesian, W::kPercent, "persen"},
    FactRoleRow{L::kIndonesian, W::kVague, "setiap beberapa"},
    FactRoleRow{L::kIndonesian, W::kParticle, "bin binti al de van"},
    FactRoleRow{L::kIndonesian, W::kTitle, "presiden menteri gubernur wakil"},
    FactRoleRow{
        L::kIndonesian, W::kNotName,
        "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus "
        "september oktober november desember"},
    // Every language
    FactRoleRow{L::kOther, W::kPercent, "%"},
    FactRoleRow{L::kOther, W::kNotName, "usd vnd vnđ eur gbp jpy cny gmt utc am pm tv ok km kg ha tp cm mm"},
};

constexpr std::array kWary = {
    FactRoleRow{L::kVietnamese, W::kArticle, "không một"},
    FactRoleRow{L::kVietnamese, W::kUnsure, "năm chín"},
    FactRoleRow{L::kEnglish, W::kArticle, "one"},
    FactRoleRow{L::kPortuguese, W::kArticle, "um uma"},
    FactRoleRow{L::kSpanish, W::kArticle, "un"},
    FactRoleRow{L::kFrench, W::kArticle, "un"},
    FactRoleRow{L::kFrench, W::kUnsure, "neuf"},
    FactRoleRow{L::kGerman, W::kUnsure, "acht elf"},
    FactRoleRow{L::kIndonesian, W::kArticle, "satu"},
};

constexpr auto kAllRoles = [] {
  std::array<FactRoleRow, kRoles.size() + kWary.size()> all{};
  for (size_t i = 0; i < kRoles.size(); ++i) all[i] = kRoles[i];
  for (size_t i = 0; i < kWary.size(); ++i) all[kRoles.size() + i] = kWary[i];
  return all;
}();

}  // namespace

std::span<const FactRoleRow> FactRoleRows() { return kAllRoles; }

}  // namespace samestory
