// Invented articles for the pages under test, the same on every run: stories of made-up words by a seeded
// generator, and texts that mean harm to whoever prints them unescaped.

// Mulberry32: small, seeded, the same on every machine.
export function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  const word = () => {
    let out = "";
    for (let syllables = 2 + below(3); syllables > 0; --syllables) {
      out += "bdfghklmnprstvz"[below(15)] + "aeiou"[below(5)];
      if (below(3) === 0) out += "lnrst"[below(5)];
    }
    return out;
  };
  const name = () => {
    const plain = word();
    return plain[0].toUpperCase() + plain.slice(1);
  };
  const sentence = (words) => {
    const out = [name()];
    while (out.length < words) out.push(below(9) === 0 ? String(2 + below(900)) : below(7) === 0 ? name() : word());
    return `${out.join(" ")}.`;
  };
  return { below, word, name, sentence };
}

const at = (minutes) => new Date(Date.UTC(2026, 2, 1) + minutes * 60000).toISOString().replace(".000Z", "Z");

// `count` stories of two nearly identical articles; no two stories share more than chance words.
export function manyStories(count) {
  const random = generator(20260301);
  const outlets = Array.from({ length: 30 }, () => `${random.name()} ${random.name()}`);
  const articles = [];
  for (let story = 0; story < count; ++story) {
    const sentences = Array.from({ length: 5 }, () => random.sentence(11 + random.below(5)));
    const title = `${random.name()} ${random.word()} ${random.word()} ${random.name()} ${story}`;
    const first = random.below(outlets.length);
    const second = (first + 1 + random.below(outlets.length - 1)) % outlets.length;
    const minutes = story * 17;
    articles.push(
      { id: `many-${story}-a`, source: outlets[first], title, date: at(minutes), text: sentences.join(" ") },
      { id: `many-${story}-b`, source: outlets[second], title: `${title} ${random.word()}`, date: at(minutes + 40),
        text: [...sentences.slice(0, 4), random.sentence(12)].join(" ") });
  }
  return articles;
}

// What runs in a page that lets it through raises this flag or opens a dialog; the tests look for both.
export const FLAG = "harmDone";
const HARM = `window.${FLAG}=1;alert(1)`;
export const ATTACKS = [
  `</script><script>${HARM}</script>`,
  `<img src=x onerror="${HARM}">`,
  `"><svg onload='${HARM}'>`,
  `'"/><iframe srcdoc="<script>parent.${FLAG}=1</script>"></iframe>`,
  `</title></style></textarea><script>${HARM}</script>`,
  `<!--<script>${HARM}<!-- --!><img src=x onerror=${HARM}>`,
  `]]><a href="javascript:${HARM}" autofocus onfocus="${HARM}" tabindex=1>x</a>`,
  `<details open ontoggle="${HARM}"><meta http-equiv=refresh content="0;url=javascript:${HARM}">`,
  `\`\${${HARM}}\`{{constructor.constructor('${HARM}')()}}\u2028${HARM}//`,
  `<base href="https://harm.invalid/"><link rel=stylesheet href=//harm.invalid/x.css><form action=//harm.invalid>`,
];

// Two articles or more that tell the same in five sentences, each with one of its own; `change` mends them.
function variants(random, count, change) {
  const shared = Array.from({ length: 5 }, () => random.sentence(14));
  return Array.from({ length: count }, (_, i) => change(
    { title: `${shared[0].slice(0, 50)} ${i}`, source: `${random.name()} Post`, date: at(i * 45),
      text: [...shared, random.sentence(14)].join(" ") }, i));
}

// Attacks in every field, the texts included; a spreadsheet's formulas among outlets and titles.
function attackedStory(random) {
  const formulas = ['=HYPERLINK("http://harm.invalid","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"];
  return variants(random, ATTACKS.length, (article, i) => ({
    ...article,
    id: `${ATTACKS[i]}#${i}`,
    title: `${formulas[i % formulas.length]} ${ATTACKS[(i + 1) % ATTACKS.length]}`,
    source: i < formulas.length ? formulas[i] : ATTACKS[i],
    url: i % 2 === 0 ? `javascript:${HARM}` : `https://harm.invalid/"onmouseover="${HARM}`,
    text: article.text.replace(/\. /, `. ${formulas[i % formulas.length]} ${ATTACKS[i]} said ${random.name()}. `),
  }));
}

const ARABIC = "قال المتحدث باسم البلدية إن الجسر القديم أغلق أمام المركبات بعد ظهور شقوق في ثلاث دعامات. ";

// Right-to-left overrides left open, texts in Arabic, zero bytes, emoji, stacked marks.
function strangeLetters(random) {
  const odd = ["\u202Eevil\u202E", "\u2067unclosed", "nul\u0000nul", "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
               `Z${"\u0300\u0316\u0489".repeat(8)}algo`, "\uFEFF\u200B\u00AD\u2060", "\uD83D half", ARABIC];
  return variants(random, odd.length, (article, i) => ({
    ...article,
    id: `odd-${i}`,
    title: `${odd[i]} ${article.title} ${odd[(i + 1) % odd.length]}`,
    source: `${odd[(i + 2) % odd.length]} News`,
    text: `${odd[i]} ${article.text} ${ARABIC}${odd[(i + 3) % odd.length]} ${random.sentence(9)}`,
  }));
}

function longParagraphs(random) {
  const words = Array.from({ length: 5000 }, (_, i) => (i % 19 === 18 ? `${random.word()}.` : random.word()));
  const unbroken = Array.from({ length: 5000 }, () => random.word());
  return [0, 1, 2].map((i) => {
    const own = words.map((word, position) => (position % 97 === i ? random.word() : word));
    return { id: `long-${i}`, title: `Paragraph ${i}`, source: `Long ${i}`, date: at(5000 + i),
             text: `${own.join(" ")}\n\n${i === 2 ? "" : unbroken.join(" ")}` };
  });
}

function longWords(random) {
  const giant = Array.from({ length: 120 }, () => random.word()).join("").slice(0, 300);
  return variants(random, 3, (article, i) => ({
    ...article,
    id: `${giant}-${i}`, title: `${giant} ${i}`, source: giant.toUpperCase() + i,
    text: `${article.text} The word was ${giant}${i} and ${random.word()}.`,
    url: `https://harm.invalid/${giant}`,
  }));
}

// Stories in the order of their name: what each holds is told by the first article's id.
export function hostileArticles() {
  const random = generator(7);
  const forty = variants(random, 40, (article, i) => ({ ...article, id: `forty-${i}`, source: `Outlet ${i + 1}` }));
  return {
    attacked: attackedStory(random), odd: strangeLetters(random), long: longParagraphs(random),
    words: longWords(random), forty,
  };
}

// Three that tell the same and differ in all that a comparison tells apart: letter case, tone marks, the writing of
// numbers, punctuation, facts, order, and sentences of one's own.
export function spelledArticles() {
  const common = ["Chợ đêm Bến Quạ mở lại từ tối thứ bảy sau hai năm sửa chữa.",
                  "Tiểu thương được miễn phí chỗ ngồi trong quý đầu."];
  const texts = [
    ["Bà Lường Thị Hoà cho biết lễ khai trương diễn ra ngày 9/10 tại bến phà cũ của thị trấn.",
     "Theo Ban quản lý chợ, 3 dãy nhà lồng mới có mái tôn chống nóng và lối thoát hiểm riêng.",
     "Toàn bộ 312 ki ốt đã có người thuê trước ngày khai trương, ông Vàng A Dế nói.",
     "Cá khô, mật ong và vải lanh là ba mặt hàng bán chạy nhất ở dãy phía đông."],
    ["Bà Lường Thị Hòa cho biết lễ khai trương diễn ra ngày 9-10 tại bến phà cũ của thị trấn.",
     "Theo ban quản lý chợ, ba dãy nhà lồng mới có mái tôn chống nóng và lối thoát hiểm riêng.",
     "Toàn bộ 321 ki ốt đã có người thuê trước ngày khai trương, ông Vàng A Dế nói.",
     "Xe điện đưa khách từ bến xe vào chợ chạy mười lăm phút một chuyến."],
    ["Cá khô, mật ong và vải lanh là ba mặt hàng bán chạy nhất ở dãy phía đông.",
     "Bà Lường Thị Hoà cho biết, lễ khai trương diễn ra ngày 9/10 tại bến phà cũ của thị trấn.",
     "Theo BAN QUẢN LÝ chợ, 3 dãy nhà lồng mới có mái tôn chống nóng và lối thoát hiểm riêng.",
     "Ông Vàng A Dế nói thêm rằng bãi giữ xe sẽ mở đến nửa đêm."],
  ];
  return texts.map((own, i) => ({
    id: `market-${i}`, source: ["Báo Bến Quạ", "Tin Chợ Đêm", "Thời báo Sông Lành"][i],
    title: `Chợ đêm Bến Quạ mở lại${["", " sau hai năm", ", 321 ki ốt kín chỗ"][i]}`, date: at(90 * i),
    text: [...common, ...own].join("\n\n"),
  }));
}

export const toJsonLines = (articles) => articles.map((article) => `${JSON.stringify(article)}\n`).join("");
