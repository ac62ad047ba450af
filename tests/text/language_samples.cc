#include "tests/text/language_samples.h"

namespace samestory {
namespace {

constexpr LanguageSample kSamples[] = {
    {"vi",
     "Sáng thứ ba, chuyến phà giữa hai hòn đảo phải dừng vì gió mạnh. Khoảng bốn mươi hành khách đã chờ hơn "
     "ba "
     "giờ ở bến, trong đó có nhiều học sinh. Theo thuyền trưởng, không ai bị thương và tàu sẽ chạy lại khi "
     "biển "
     "lặng."},
    {"en",
     "The ferry between the two islands stopped on Tuesday morning because of strong wind. About forty "
     "passengers, "
     "many of them on their way to school, waited for more than three hours at the harbour. Nobody was hurt, "
     "the "
     "captain said, and the ship will sail again when the sea is calm."},
    {"pt",
     "A balsa entre as duas ilhas parou na manhã de terça-feira por causa do vento forte. Cerca de quarenta "
     "passageiros, muitos deles a caminho da escola, esperaram mais de três horas no porto. Ninguém ficou "
     "ferido, "
     "disse o capitão, e o navio voltará a sair quando o mar estiver calmo."},
    {"es",
     "El transbordador entre las dos islas se detuvo el martes por la mañana a causa del viento fuerte. Unos "
     "cuarenta pasajeros, muchos de ellos camino de la escuela, esperaron más de tres horas en el puerto. "
     "Nadie "
     "resultó herido, dijo el capitán, y el barco volverá a salir cuando el mar esté en calma."},
    {"ca",
     "El transbordador entre les dues illes es va aturar dimarts al matí a causa del vent fort. Una "
     "quarantena de "
     "passatgers, molts d'ells de camí a l'escola, van esperar més de tres hores al port. Ningú no va "
     "resultar "
     "ferit, va dir el capità, i el vaixell tornarà a sortir quan la mar estigui en calma."},
    {"fr",
     "Le bac entre les deux îles s'est arrêté mardi matin à cause du vent fort. Une quarantaine de "
     "passagers, dont "
     "beaucoup allaient à l'école, ont attendu plus de trois heures dans le port. Personne n'a été blessé, a "
     "dit le "
     "capitaine, et le bateau repartira quand la mer sera calme."},
    {"it",
     "Il traghetto tra le due isole si è fermato martedì mattina a causa del vento forte. Circa quaranta "
     "passeggeri, "
     "molti dei quali andavano a scuola, hanno aspettato più di tre ore nel porto. Nessuno è rimasto ferito, "
     "ha "
     "detto il capitano, e la nave ripartirà quando il mare sarà calmo."},
    {"ro",
     "Feribotul dintre cele două insule s-a oprit marți dimineața din cauza vântului puternic. Aproximativ "
     "patruzeci "
     "de pasageri, mulți dintre ei în drum spre școală, au așteptat mai mult de trei ore în port. Nimeni nu "
     "a fost "
     "rănit, a spus căpitanul, iar nava va pleca din nou când marea va fi liniștită."},
    {"de",
     "Die Fähre zwischen den beiden Inseln hat am Dienstagmorgen wegen des starken Windes angehalten. Etwa "
     "vierzig "
     "Fahrgäste, viele davon auf dem Weg zur Schule, warteten mehr als drei Stunden im Hafen. Niemand wurde "
     "verletzt, sagte der Kapitän, und das Schiff wird wieder fahren, wenn die See ruhig ist."},
    {"nl",
     "De veerboot tussen de twee eilanden is dinsdagochtend gestopt vanwege de harde wind. Ongeveer veertig "
     "passagiers, van wie velen op weg naar school waren, hebben meer dan drie uur in de haven gewacht. "
     "Niemand "
     "raakte gewond, zei de kapitein, en het schip zal weer varen als de zee kalm is."},
    {"sv",
     "Färjan mellan de två öarna stannade på tisdagsmorgonen på grund av den hårda vinden. Omkring fyrtio "
     "passagerare, många av dem på väg till skolan, fick vänta i mer än tre timmar i hamnen. Ingen skadades, "
     "sade "
     "kaptenen, och fartyget ska gå igen när havet är lugnt."},
    {"nb",
     "Fergen mellom de to øyene stoppet tirsdag morgen på grunn av sterk vind. Omtrent førti passasjerer, "
     "mange av "
     "dem på vei til skolen, måtte vente i mer enn tre timer i havnen. Ingen ble skadet, sa kapteinen, og "
     "skipet "
     "skal gå igjen når sjøen er rolig etter det de vet nå."},
    {"da",
     "Færgen mellem de to øer standsede tirsdag morgen på grund af den kraftige vind. Omkring fyrre "
     "passagerer, "
     "mange af dem på vej til skole, måtte vente i mere end tre timer i havnen. Ingen blev såret, sagde "
     "kaptajnen, "
     "og skibet skal sejle igen, når havet er roligt, efter hvad de ved nu."},
    {"is",
     "Ferjan á milli eyjanna tveggja stöðvaðist á þriðjudagsmorgun vegna þess hve hvasst var. Um fjörutíu "
     "farþegar, "
     "margir þeirra á leið í skólann, þurftu að bíða í meira en þrjár klukkustundir við höfnina. Enginn "
     "slasaðist, "
     "sagði skipstjórinn, og skipið fer aftur þegar sjórinn er orðinn rólegur."},
    {"fi",
     "Kahden saaren välinen lautta pysähtyi tiistaina aamulla, koska tuuli oli kova. Noin neljäkymmentä "
     "matkustajaa, "
     "joista monet olivat matkalla kouluun, joutui odottamaan yli kolme tuntia satamassa. Kukaan ei "
     "loukkaantunut, "
     "sanoi kapteeni, ja laiva lähtee uudelleen, kun meri on tyyni. Se ei ole ensimmäinen kerta tänä "
     "vuonna."},
    {"ru",
     "Паром между двумя островами остановился во вторник утром из-за сильного ветра. Около сорока "
     "пассажиров, многие "
     "из которых ехали в школу, ждали в порту более трёх часов. Никто не пострадал, сказал капитан, и судно "
     "снова "
     "выйдет, когда море будет спокойным. Это был не первый такой случай в этом году."},
    {"uk",
     "Пором між двома островами зупинився у вівторок вранці через сильний вітер. Близько сорока пасажирів, "
     "багато з "
     "яких їхали до школи, чекали в порту понад три години. Ніхто не постраждав, сказав капітан, і судно "
     "знову "
     "вийде, коли море буде спокійним. Це був не перший такий випадок у цьому році."},
    {"bg",
     "Фериботът между двата острова спря във вторник сутринта заради силния вятър. Около четиридесет "
     "пътници, много "
     "от които пътуваха към училище, чакаха повече от три часа на пристанището. Никой не е пострадал, каза "
     "капитанът, и корабът ще тръгне отново, когато морето се успокои. Това не е първият случай тази "
     "година."},
    {"mk",
     "Траектот меѓу двата острова застана во вторникот наутро поради силниот ветер. Околу четириесет "
     "патници, многу "
     "од нив на пат кон училиште, чекаа повеќе од три часа на пристаништето. Никој не е повреден, рече "
     "капетанот, и "
     "бродот ќе тргне повторно кога морето ќе биде мирно. Ова не е прв случај оваа година."},
    {"sh",
     "Trajekt između dva otoka zaustavio se u utorak ujutro zbog jakog vjetra. Oko četrdeset putnika, od "
     "kojih su "
     "mnogi išli u školu, čekalo je više od tri sata u luci. Nitko nije ozlijeđen, rekao je kapetan, a brod "
     "će "
     "ponovno krenuti kada more bude mirno. To nije bio prvi takav slučaj ove godine."},
    {"sl",
     "Trajekt med obema otokoma se je v torek zjutraj ustavil zaradi močnega vetra. Približno štirideset "
     "potnikov, "
     "med njimi veliko takih, ki so šli v šolo, je v pristanišču čakalo več kot tri ure. Nihče ni bil "
     "poškodovan, je "
     "povedal kapitan, ladja pa bo spet odplula, ko bo morje mirno. To ni prvi tak primer letos."},
    {"pl",
     "Prom między dwiema wyspami zatrzymał się we wtorek rano z powodu silnego wiatru. Około czterdziestu "
     "pasażerów, "
     "z których wielu jechało do szkoły, czekało w porcie ponad trzy godziny. Nikt nie został ranny, "
     "powiedział "
     "kapitan, a statek znowu wypłynie, gdy morze będzie spokojne. To nie był pierwszy taki przypadek w tym "
     "roku."},
    {"cs",
     "Trajekt mezi dvěma ostrovy se v úterý ráno zastavil kvůli silnému větru. Asi čtyřicet cestujících, z "
     "nichž "
     "mnozí jeli do školy, čekalo v přístavu více než tři hodiny. Nikdo nebyl zraněn, řekl kapitán, a loď "
     "znovu "
     "vypluje, až bude moře klidné. Nebyl to první takový případ v tomto roce."},
    {"sk",
     "Trajekt medzi dvoma ostrovmi sa v utorok ráno zastavil pre silný vietor. Asi štyridsať cestujúcich, z "
     "ktorých "
     "mnohí išli do školy, čakalo v prístave viac ako tri hodiny. Nikto nebol zranený, povedal kapitán, a "
     "loď znova "
     "vypláva, keď bude more pokojné. Nebol to prvý taký prípad v tomto roku."},
    {"hu",
     "A két sziget közötti komp kedden reggel megállt az erős szél miatt. Körülbelül negyven utas, akik "
     "közül sokan "
     "az iskolába tartottak, több mint három órát várt a kikötőben. Senki sem sérült meg, mondta a kapitány, "
     "és a "
     "hajó újra elindul, ha a tenger nyugodt lesz. Nem ez volt az első ilyen eset ebben az évben."},
    {"lt",
     "Keltas tarp dviejų salų antradienio rytą sustojo dėl stipraus vėjo. Apie keturiasdešimt keleivių, iš "
     "kurių "
     "daugelis važiavo į mokyklą, uoste laukė daugiau nei tris valandas. Niekas nebuvo sužeistas, sakė "
     "kapitonas, o "
     "laivas vėl išplauks, kai jūra bus rami. Tai ne pirmas toks atvejis šiais metais."},
    {"lv",
     "Prāmis starp abām salām otrdienas rītā apstājās stipra vēja dēļ. Apmēram četrdesmit pasažieri, no "
     "kuriem "
     "daudzi brauca uz skolu, ostā gaidīja vairāk nekā trīs stundas. Neviens nav cietis, teica kapteinis, un "
     "kuģis "
     "atkal dosies ceļā, kad jūra būs mierīga. Šis nav pirmais gadījums šogad."},
    {"tr",
     "İki ada arasındaki feribot salı sabahı kuvvetli rüzgar nedeniyle durdu. Yaklaşık kırk yolcu, çoğu "
     "okula gitmek "
     "için yolda olan öğrenciler, limanda üç saatten fazla bekledi. Kaptan, kimsenin yaralanmadığını ve "
     "deniz sakin "
     "olunca geminin yeniden yola çıkacağını söyledi. Bu, bu yıl ilk kez olan bir olay değil."},
    {"el",
     "Το πλοίο ανάμεσα στα δύο νησιά σταμάτησε την Τρίτη το πρωί εξαιτίας του δυνατού ανέμου. Περίπου "
     "σαράντα "
     "επιβάτες, πολλοί από τους οποίους πήγαιναν στο σχολείο, περίμεναν πάνω από τρεις ώρες στο λιμάνι. "
     "Κανείς δεν "
     "τραυματίστηκε, είπε ο καπετάνιος, και το πλοίο θα φύγει ξανά όταν η θάλασσα θα είναι ήρεμη."},
    {"he",
     "המעבורת בין שני האיים עצרה ביום שלישי בבוקר בגלל רוח חזקה. כארבעים נוסעים, רבים מהם בדרך לבית הספר, "
     "חיכו "
     "יותר משלוש שעות בנמל. אף אחד לא נפגע, אמר הקברניט, והספינה תצא שוב כאשר הים יהיה רגוע. זה לא המקרה "
     "הראשון "
     "השנה, אבל הפעם היה גם מי שעזר."},
    {"ar",
     "توقفت العبارة بين الجزيرتين صباح يوم الثلاثاء بسبب الرياح القوية. وانتظر نحو أربعين راكبا، كثير منهم "
     "في "
     "طريقهم إلى المدرسة، أكثر من ثلاث ساعات في الميناء. ولم يصب أحد بأذى كما قال القبطان، وسوف تبحر السفينة "
     "من "
     "جديد عندما يهدأ البحر. ولم تكن هذه هي المرة الأولى في هذا العام."},
    {"fa",
     "کشتی میان دو جزیره صبح روز سه شنبه به خاطر باد شدید متوقف شد. حدود چهل مسافر که بسیاری از آنها در راه "
     "مدرسه "
     "بودند بیش از سه ساعت در بندر منتظر ماندند. ناخدا گفت که هیچ کس زخمی نشده است و کشتی وقتی دریا آرام شود "
     "دوباره "
     "حرکت خواهد کرد. این اولین بار در این سال نبود."},
    {"ur",
     "دو جزیروں کے درمیان چلنے والی کشتی منگل کی صبح تیز ہوا کی وجہ سے رک گئی۔ تقریباً چالیس مسافر، جن میں سے "
     "بہت "
     "سے اسکول جا رہے تھے، بندرگاہ پر تین گھنٹے سے زیادہ انتظار کرتے رہے۔ کپتان نے کہا کہ کوئی زخمی نہیں ہوا "
     "اور "
     "جب سمندر پرسکون ہو گا تو جہاز دوبارہ چلے گا۔"},
    {"hi",
     "दो द्वीपों के बीच चलने वाली नाव मंगलवार की सुबह तेज हवा के कारण रुक गई। लगभग चालीस यात्री, जिनमें से कई स्कूल जा रहे "
     "थे, बंदरगाह पर तीन घंटे से अधिक समय तक इंतजार करते रहे। कप्तान ने कहा कि किसी को चोट नहीं आई और जब समुद्र शांत "
     "होगा तब जहाज फिर से चलेगा।"},
    {"bn",
     "দুই দ্বীপের মধ্যে চলা ফেরি মঙ্গলবার সকালে প্রবল বাতাসের কারণে থেমে যায়। প্রায় চল্লিশ জন যাত্রী, যাদের মধ্যে "
     "অনেকে স্কুলে "
     "যাচ্ছিল, বন্দরে তিন ঘণ্টার বেশি সময় অপেক্ষা করে। কেউ আহত হয়নি বলে জানিয়েছেন নাবিক, এবং সাগর শান্ত হলে জাহাজ "
     "আবার "
     "চলবে। এই বছর এটা প্রথম ঘটনা নয়।"},
    {"ta",
     "இரண்டு தீவுகளுக்கு இடையே செல்லும் படகு செவ்வாய் காலை பலத்த காற்று காரணமாக நின்றது. சுமார் நாற்பது பயணிகள், அவர்களில் "
     "பலர் "
     "பள்ளிக்கு செல்லும் வழியில் இருந்தனர், மூன்று மணி நேரத்துக்கு மேல் துறைமுகத்தில் காத்திருந்தனர். யாருக்கும் காயம் இல்லை "
     "என்று "
     "அவர் கூறினார். கடல் அமைதியாக இருக்கும் போது இந்த கப்பல் மீண்டும் செல்லும். இது இந்த ஆண்டு முதல் முறை அல்ல."},
    {"id",
     "Kapal feri antara dua pulau itu berhenti pada Selasa pagi karena angin kencang. Sekitar empat puluh "
     "penumpang, "
     "banyak di antaranya sedang berangkat ke sekolah, harus menunggu lebih dari tiga jam di pelabuhan. "
     "Tidak ada "
     "yang terluka, kata nakhoda, dan kapal akan berlayar lagi ketika laut sudah tenang. Mereka bisa naik "
     "bus gratis."},
    {"ms",
     "Feri antara dua buah pulau itu berhenti pada pagi Selasa kerana angin kencang. Kira-kira empat puluh "
     "orang "
     "penumpang, ramai daripada mereka dalam perjalanan ke sekolah, terpaksa menunggu lebih tiga jam di "
     "jeti. Tiada "
     "siapa yang cedera, kata kapten, dan kapal boleh belayar semula apabila laut sudah tenang. Mereka "
     "diberi bas "
     "percuma."},
    {"fil",
     "Tumigil ang barko sa pagitan ng dalawang isla noong Martes ng umaga dahil sa malakas na hangin. Mga "
     "apatnapung "
     "pasahero, na karamihan ay papunta sa paaralan, ang naghintay ng higit sa tatlong oras sa daungan. "
     "Walang "
     "nasaktan, sabi ng kapitan, at muling maglalayag ang barko kapag kalmado na ang dagat."},
    {"zh",
     "由于风力很大，两座岛屿之间的渡轮星期二上午停航。大约四十名乘客在码头等了三个多小时，其中很多人要去学校"
     "。船长说，没有人受伤，"
     "等到海上平静以后，船就会再次开航。这已经不是今年的第一次了，当地的人们也都知道这个问题。"},
    {"ja",
     "二つの島を結ぶ船は火曜日の朝、強い風のために止まった。学校へ行く子どもを含むおよそ四十人の乗客が、港で"
     "三時間以上も待つことに"
     "なった。けがをした人はいないと船長は話している。海が静かになれば船はまた出るという。今年はこれが初めて"
     "のことではない。"},
    {"ko",
     "두 섬 사이를 오가는 배가 화요일 아침 강한 바람 때문에 멈춰 섰다. 학교에 가던 학생 등 승객 약 사십 명이 "
     "항구에서 세 시간 "
     "넘게 기다렸다. 다친 사람은 없다고 선장은 말했다. 바다가 잔잔해지면 배는 다시 떠날 수 있을 것으로 "
     "보인다. 올해 이런 일은 "
     "처음이 아니며 더 큰 배를 쓰는 것이 좋다는 말도 있다."},
};

}  // namespace

std::span<const LanguageSample> LanguageSamples() { return kSamples; }

}  // namespace samestory
