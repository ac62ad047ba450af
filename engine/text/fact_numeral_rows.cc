#include <array>

#include "engine/text/fact_word_rows.h"

namespace samestory {
namespace {

using Kind = Numeral::Kind;
using L = FactLanguage;
using W = FactWord;

constexpr std::array kVotes = {
    FactVoteRow{
        L::kVietnamese,
        "và của là được trong cho không các với có những đã này một người tại từ đến khi để ở theo về "
        "ra cũng vào trên ngày năm ông đang sẽ bị do nhiều hai việc như"},
    FactVoteRow{L::kEnglish,
                "the of and to in a is that for it on was with as his he be at by had not are but from have "
                "they which this were will has their said who been would after more its"},
    FactVoteRow{
        L::kPortuguese,
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das "
        "à seu sua ou ser quando muito há nos já está também pelo pela segundo após são"},
    FactVoteRow{
        L::kSpanish,
        "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya "
        "o fue este ha sí porque esta son entre cuando muy sin sobre según tras también"},
    FactVoteRow{
        L::kFrench,
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont "
        "la avec son ont été aux selon cette mais être deux ces après l'on d'un d'une"},
    FactVoteRow{L::kGerman,
                "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
                "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über"},
    FactVoteRow{
        L::kIndonesian,
        "yang dan di dari dengan untuk pada ini itu tidak dalam akan adalah juga ke oleh tersebut bisa "
        "telah karena sebagai mereka ada saat kata para lebih sudah atau"},
};

constexpr std::array kNumerals = {
    FactNumeralRow{L::kVietnamese, Kind::kUnit, 0, 1, "không một hai ba bốn năm sáu bảy tám chín"},
    FactNumeralRow{L::kVietnamese, Kind::kUnit, 7, 0, "bẩy"},
    FactNumeralRow{L::kVietnamese, Kind::kAfterTens, 1, 0, "mốt"},
    FactNumeralRow{L::kVietnamese, Kind::kAfterTens, 4, 0, "tư"},
    FactNumeralRow{L::kVietnamese, Kind::kAfterTens, 5, 0, "lăm nhăm"},
    FactNumeralRow{L::kVietnamese, Kind::kTens, 10, 0, "mười"},
    FactNumeralRow{L::kVietnamese, Kind::kTimesTen, 10, 0, "mươi"},
    FactNumeralRow{L::kVietnamese, Kind::kHundred, 0, 0, "trăm"},
    FactNumeralRow{L::kVietnamese, Kind::kScale, 3, 0, "nghìn ngàn"},
    FactNumeralRow{L::kVietnamese, Kind::kScale, 4, 0, "vạn"},
    FactNumeralRow{L::kVietnamese, Kind::kScale, 6, 0, "triệu tr"},
    FactNumeralRow{L::kVietnamese, Kind::kScale, 9, 0, "tỷ tỉ"},
    FactNumeralRow{L::kVietnamese, Kind::kJoin, 0, 0, "lẻ linh"},
    FactNumeralRow{L::kVietnamese, Kind::kHalf, 5, 0, "rưỡi rưởi"},
    FactNumeralRow{L::kEnglish, Kind::kUnit, 1, 1, "one two three four five six seven eight nine"},
    FactNumeralRow{L::kEnglish, Kind::kTeen, 10, 1,
                   "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"},
    FactNumeralRow{L::kEnglish, Kind::kTens, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"},
    FactNumeralRow{L::kEnglish, Kind::kHundred, 0, 0, "hundred"},
    FactNumeralRow{L::kEnglish, Kind::kScale, 3, 0, "thousand"},
    FactNumeralRow{L::kEnglish, Kind::kScale, 6, 0, "million mn"},
    FactNumeralRow{L::kEnglish, Kind::kScale, 9, 0, "billion bn"},
    FactNumeralRow{L::kEnglish, Kind::kScale, 12, 0, "trillion tn"},
    FactNumeralRow{L::kEnglish, Kind::kJoin, 0, 0, "and"},
    FactNumeralRow{L::kPortuguese, Kind::kUnit, 1, 1, "um dois três quatro cinco seis sete oito nove"},
    FactNumeralRow{L::kPortuguese, Kind::kUnit, 1, 1, "uma duas"},
    FactNumeralRow{L::kPortuguese, Kind::kTeen, 10, 1,
                   "dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove vinte"},
    FactNumeralRow{L::kPortuguese, Kind::kTeen, 14, 2, "catorze dezasseis"},
    FactNumeralRow{L::kPortuguese, Kind::kTeen, 17, 2, "dezassete dezanove"},
    FactNumeralRow{L::kPortuguese, Kind::kFullHundred, 100, 0, "cem"},
    FactNumeralRow{L::kPortuguese, Kind::kScale, 3, 0, "mil"},
    FactNumeralRow{L::kPortuguese, Kind::kScale, 6, 0, "milhão milhões mi"},
    FactNumeralRow{L::kPortuguese, Kind::kScale, 9, 0, "bilhão bilhões bi"},
    FactNumeralRow{L::kPortuguese, Kind::kScale, 12, 0, "trilhão trilhões tri"},
    FactNumeralRow{L::kSpanish, Kind::kUnit, 1, 1, "un dos tres cuatro cinco seis siete ocho nueve"},
    FactNumeralRow{L::kSpanish, Kind::kTeen, 10, 1,
                   "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte"},
    FactNumeralRow{L::kSpanish, Kind::kFullHundred, 100, 0, "cien"},
    FactNumeralRow{L::kSpanish, Kind::kScale, 3, 0, "mil"},
    FactNumeralRow{L::kSpanish, Kind::kScale, 6, 0, "millón millones"},
    FactNumeralRow{L::kSpanish, Kind::kScale, 12, 0, "billón billones"},
    FactNumeralRow{L::kFrench, Kind::kUnit, 1, 1, "un deux trois quatre cinq six sept huit neuf"},
    FactNumeralRow{L::kFrench, Kind::kTeen, 10, 1, "dix onze douze treize quatorze quinze seize"},
    FactNumeralRow{L::kFrench, Kind::kTeen, 20, 10, "vingt trente quarante cinquante soixante"},
    FactNumeralRow{L::kFrench, Kind::kFullHundred, 100, 0, "cent"},
    FactNumeralRow{L::kFrench, Kind::kScale, 3, 0, "mille"},
    FactNumeralRow{L::kFrench, Kind::kScale, 6, 0, "million millions"},
    FactNumeralRow{L::kFrench, Kind::kScale, 9, 0, "milliard milliards"},
    FactNumeralRow{L::kGerman, Kind::kUnit, 2, 1, "zwei drei vier fünf sechs sieben acht neun"},
    FactNumeralRow{L::kGerman, Kind::kTeen, 10, 1,
                   "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"},
    FactNumeralRow{L::kGerman, Kind::kScale, 3, 0, "tausend"},
    FactNumeralRow{L::kGerman, Kind::kScale, 6, 0, "million millionen mio"},
    FactNumeralRow{L::kGerman, Kind::kScale, 9, 0, "milliarde milliarden mrd"},
    FactNumeralRow{L::kGerman, Kind::kScale, 12, 0, "billion billionen"},
    FactNumeralRow{L::kIndonesian, Kind::kUnit, 1, 1, "satu dua tiga empat lima enam tujuh delapan sembilan"},
    FactNumeralRow{L::kIndonesian, Kind::kTeen, 10, 1, "sepuluh sebelas"},
    FactNumeralRow{L::kIndonesian, Kind::kPlusTen, 10, 0, "belas"},
    FactNumeralRow{L::kIndonesian, Kind::kTimesTen, 10, 0, "puluh"},
    FactNumeralRow{L::kIndonesian, Kind::kHundred, 0, 0, "ratus"},
    FactNumeralRow{L::kIndonesian, Kind::kFullHundred, 100, 0, "seratus"},
    FactNumeralRow{L::kIndonesian, Kind::kScale, 3, 0, "ribu"},
    FactNumeralRow{L::kIndonesian, Kind::kScale, 6, 0, "juta"},
    FactNumeralRow{L::kIndonesian, Kind::kScale, 9, 0, "miliar"},
    FactNumeralRow{L::kIndonesian, Kind::kScale, 12, 0, "triliun"},
};

// The first word of a row gives the subject of all of it.
constexpr uint32_t kMoneyUnit = W::kMoney | W::kCounted;
constexpr std::array kUnits = {
    FactUnitRow{L::kOther, kMoneyUnit, "usd $ us$ dollar dollars đô_la đô đôla dólar dólares"},
    FactUnitRow{L::kOther, kMoneyUnit, "eur € euro euros"},
    FactUnitRow{L::kOther, kMoneyUnit, "gbp £"},
    FactUnitRow{L::kOther, kMoneyUnit, "vnd vnđ đồng ₫ đ"},
    FactUnitRow{L::kOther, kMoneyUnit, "jpy ¥ yen yên"},
    FactUnitRow{L::kOther, kMoneyUnit, "cny yuan ndt nhân_dân"},
    FactUnitRow{L::kOther, kMoneyUnit, "brl reais"},
    FactUnitRow{L::kOther, W::kCounted,
                "km kilometers kilometres kilometer kilometre quilômetros kilómetros"},
    FactUnitRow{L::kOther, W::kCounted, "kg kilograms kilos quilos"},
    FactUnitRow{L::kOther, W::kCounted, "m mét metres meters metros mètres"},
    FactUnitRow{L::kOther, W::kCounted, "cm"},
    FactUnitRow{L::kOther, W::kCounted, "mm"},
    FactUnitRow{L::kOther, W::kCounted, "m2 m²"},
    FactUnitRow{L::kOther, W::kCounted, "km2 km²"},
    FactUnitRow{L::kOther, W::kCounted, "ha hecta hectares héc_ta"},
    FactUnitRow{L::kOther, W::kCounted, "mw"},
    FactUnitRow{L::kOther, W::kCounted, "kw"},
    FactUnitRow{L::kOther, W::kCounted, "gb"},
    FactUnitRow{L::kOther, W::kCounted, "° độ degrees"},
    FactUnitRow{L::kOther, W::kCounted, "tấn tonnes tons toneladas"},
    FactUnitRow{L::kVietnamese, W::kCounted, "người"},
    FactUnitRow{L::kVietnamese, W::kCounted, "ngày"},
    FactUnitRow{L::kVietnamese, W::kCounted, "tuần"},
    FactUnitRow{L::kVietnamese, W::kCounted, "tháng"},
    FactUnitRow{L::kVietnamese, W::kCounted, "giờ tiếng"},
    FactUnitRow{L::kVietnamese, W::kCounted, "phút"},
    FactUnitRow{L::kVietnamese, W::kCounted, "giây"},
    FactUnitRow{L::kVietnamese, W::kCounted, "lần"},
    FactUnitRow{L::kVietnamese, W::kCounted, "tuổi"},
    FactUnitRow{L::kVietnamese, W::kCounted, "chiếc"},
    FactUnitRow{L::kVietnamese, W::kCounted, "vụ"},
    FactUnitRow{L::kVietnamese, W::kCounted, "nạn"},
    FactUnitRow{L::kVietnamese, W::kCounted, "tỉnh"},
    FactUnitRow{L::kVietnamese, W::kCounted, "trận"},
    FactUnitRow{L::kVietnamese, W::kCounted, "căn"},
    FactUnitRow{L::kVietnamese, W::kCounted, "hộ"},
    FactUnitRow{L::kVietnamese, W::kCounted, "ca"},
    FactUnitRow{L::kVietnamese, W::kCounted, "xe"},
    FactUnitRow{L::kVietnamese, W::kCounted, "tàu"},
    FactUnitRow{L::kVietnamese, W::kCounted, "đội"},
    FactUnitRow{L::kVietnamese, W::kCounted, "điểm"},
    FactUnitRow{L::kVietnamese, W::kCounted, "bàn"},
    FactUnitRow{L::kVietnamese, W::kCounted, "trường"},
    FactUnitRow{L::kVietnamese, W::kCounted, "đối"},
    FactUnitRow{L::kEnglish, W::kCounted, "people persons person"},
    FactUnitRow{L::kEnglish, W::kCounted, "year years"},
    FactUnitRow{L::kEnglish, W::kCounted, "month months"},
    FactUnitRow{L::kEnglish, W::kCounted, "week weeks"},
    FactUnitRow{L::kEnglish, W::kCounted, "day days"},
    FactUnitRow{L::kEnglish, W::kCounted, "hour hours"},
    FactUnitRow{L::kEnglish, W::kCounted, "minute minutes"},
    FactUnitRow{L::kEnglish, W::kCounted, "second seconds"},
    FactUnitRow{L::kEnglish, W::kCounted, "mile miles"},
    FactUnitRow{L::kEnglish, W::kCounted, "time times"},
    FactUnitRow{L::kEnglish, W::kCounted, "pound pounds"},
    FactUnitRow{L::kEnglish, W::kCounted, "foot feet"},
    FactUnitRow{L::kEnglish, W::kCounted, "case cases"},
    FactUnitRow{L::kEnglish, W::kCounted, "death deaths"},
    FactUnitRow{L::kEnglish, W::kCounted, "vote votes"},
    FactUnitRow{L::kEnglish, W::kCounted, "child children"},
    FactUnitRow{L::kEnglish, W::kCounted, "man men"},
    FactUnitRow{L::kEnglish, W::kCounted, "woman women"},
    FactUnitRow{L::kPortuguese, W::kCounted, "pessoas pessoa"},
    FactUnitRow{L::kPortuguese, W::kCounted, "anos ano"},
    FactUnitRow{L::kPortuguese, W::kCounted, "dias"},
    FactUnitRow{L::kPortuguese, W::kCounted, "meses mês"},
    FactUnitRow{L::kPortuguese, W::kCounted, "semanas semana"},
    FactUnitRow{L::kPortuguese, W::kCounted, "horas hora"},
    FactUnitRow{L::kPortuguese, W::kCounted, "minutos minuto"},
    FactUnitRow{L::kPortuguese, W::kCounted, "pontos ponto"},
    FactUnitRow{L::kPortuguese, W::kCounted, "vezes"},
    FactUnitRow{L::kPortuguese, W::kCounted, "mortos"},
    FactUnitRow{L::kPortuguese, W::kCounted, "votos"},
    FactUnitRow{L::kSpanish, W::kCounted, "personas"},
    FactUnitRow{L::kSpanish, W::kCounted, "años año"},
    FactUnitRow{L::kFrench, W::kCounted, "personnes"},
    FactUnitRow{L::kFrench, W::kCounted, "ans"},
    FactUnitRow{L::kGerman, W::kCounted, "menschen"},
    FactUnitRow{L::kGerman, W::kCounted, "jahre jahren"},
    FactUnitRow{L::kIndonesian, W::kCounted, "orang"},
};

}  // namespace

std::span<const FactNumeralRow> FactNumeralRows() { return kNumerals; }
std::span<const FactUnitRow> FactUnitRows() { return kUnits; }
std::span<const FactVoteRow> FactVoteRows() { return kVotes; }

}  // namespace samestory
