// Any article as the base: headlines, what was added and dropped, and the pairs, made anew from the page's data with
// the markup the page came with. Texts become text nodes, never markup.
samestory.story = (() => {
  const chooser = document.getElementById("base-chooser");
  const data = chooser ? samestory.data : null;
  if (!data) return null;
  const words = JSON.parse(chooser.dataset.words);
  const { articles, rows } = data;

  const el = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value !== undefined && value !== false) element.setAttribute(key, value);
    }
    element.append(...children.flat(9).filter((child) => child !== ""));
    return element;
  };
  const spoken = (text, attributes) => el("span", { class: "spoken", ...attributes }, text);
  // A pattern's pieces, $0 to $9 being nodes.
  const filled = (pattern, ...nodes) =>
    pattern.split(/(\$\d)/).map((part) => (/^\$\d$/.test(part) ? nodes[Number(part[1])] ?? "" : part));
  const tongue = (article) => ({
    dir: "auto",
    lang: /^[A-Za-z0-9][A-Za-z0-9-]{0,33}[A-Za-z0-9]$/.test(article.language) ? article.language : undefined,
  });
  const outlet = (article) => article.source || article.id;
  const namedOutlet = (article) => [el("span", { class: "letter" }, article.letter), el("bdi", {}, outlet(article))];
  const textOf = (cell) => articles[cell.article].text.slice(cell.start, cell.end);
  const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;
  const sentenceLink = (cell) => {
    const { letter } = articles[cell.article];
    return el("a", { class: "ref", href: `#${letter}-${cell.sentence + 1}` }, `${letter}\u00a0${cell.sentence + 1}`);
  };
  const rowLink = (row) => el("a", { class: "ref", href: `#row-${row.row}` }, filled(words.row_number, String(row.row)));

  // Bytes of UTF-8, by which the page itself measures.
  const bytesAt = (text, i) => {
    const unit = text.charCodeAt(i);
    return unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  };
  const bytes = (text) => {
    let sum = 0;
    for (let i = 0; i < text.length; ++i) sum += bytesAt(text, i);
    return sum;
  };
  const wordBytes = (text) => {
    let sum = 0;
    for (let i = 0; i < text.length; ++i) if (text[i] >= "\x80" || /[0-9A-Za-z]/.test(text[i])) sum += bytesAt(text, i);
    return sum;
  };

  // Steps of one change drawn together, read from a to b or the other way round.
  const stretches = (ops, a, b, turned) => {
    const out = [];
    for (let i = 0; i < ops.length; ) {
      const kept = ops[i][0] === "=";
      const change = (op) => op[5] || (op[0] === "=" ? "" : "words");
      let end = i + 1;
      while (end < ops.length && (ops[end][0] === "=") === kept && change(ops[end]) === change(ops[i])) ++end;
      const sides = [a.slice(ops[i][1], ops[end - 1][2]), b.slice(ops[i][3], ops[end - 1][4])];
      if (turned) sides.reverse();
      if (sides[0] || sides[1]) out.push({ kept, change: change(ops[i]), a: sides[0], b: sides[1] });
      i = end;
    }
    return out;
  };
  const sharesLittle = (all) => {
    let a = 0, b = 0, shared = 0;
    for (const stretch of all) {
      const of = [wordBytes(stretch.a), wordBytes(stretch.b)];
      a += of[0];
      b += of[1];
      if (stretch.kept) shared += Math.min(...of);
    }
    return 2 * shared < Math.max(a, b);
  };

  const changed = (text, dropped, change) => {
    if (!text) return [];
    const trimmed = text.replace(/[ \t\r\n]+$/, "");
    return [
      el(dropped ? "del" : "ins", { class: `c-${change || "words"}` },
        spoken(` ${dropped ? words.dropped : words.added} `, { lang: words.language }),
        dropped ? el("span", { class: "cut" }, trimmed) : trimmed, spoken("; ")),
      text.slice(trimmed.length),
    ];
  };
  const shared = (text) => {
    const [, before, inside, after] = /^([ \t\r\n,.;:()[\]"'-]*)(.*?)([ \t\r\n,.;:()[\]"'-]*)$/s.exec(text);
    return inside ? [before, el("mark", {}, inside), after] : [text];
  };
  const isKept = (stretch) => stretch.kept && (!stretch.change || stretch.a === stretch.b);
  const side = (all, ofA) => {
    const whole = sharesLittle(all);
    return all.map((stretch) => {
      const text = ofA ? stretch.a : stretch.b;
      if (stretch.kept && whole) return shared(text);
      return whole || isKept(stretch) ? text : changed(text, ofA, stretch.change);
    });
  };
  const version = (all) => {
    if (sharesLittle(all)) return side(all, false);
    return all.map((stretch) => (isKept(stretch) ? stretch.b
      : [changed(stretch.a, true, stretch.change), changed(stretch.b, false, stretch.change)]));
  };

  // A stretch of an article with its facts and what is shared in it marked.
  const marked = (article, start, end, ranges = []) => {
    const edges = [];
    const add = (from, to, layer) => {
      const clipped = [Math.max(from, start), Math.min(to, end)];
      if (clipped[0] < clipped[1]) edges.push([clipped[0], layer, 1], [clipped[1], layer, -1]);
    };
    for (const [from, to, kind] of article.facts ?? []) {
      if (from >= start) add(from, to, kind === "quotation" ? "said" : "fact");
    }
    for (const [from, to] of ranges) add(from, to, "shared");
    edges.sort((x, y) => x[0] - y[0]);
    const open = { said: 0, fact: 0, shared: 0 }, out = [];
    let at = start;
    const write = (to) => {
      if (to <= at) return;
      const text = article.text.slice(at, to), kinds = ["said", "fact"].filter((layer) => open[layer]).join(" ");
      const inner = kinds ? el("span", { class: kinds }, text) : text;
      out.push(open.shared ? el("mark", {}, inner) : inner);
      at = to;
    };
    for (const [place, layer, by] of edges) {
      write(place);
      open[layer] += by;
    }
    write(end);
    return out;
  };
  const isSpace = (c) => c === " " || c === "\n" || c === "\t" || c === "\r";
  // The beginning of a stretch, cut between words.
  const excerpt = (text, start, end, most) => {
    let cut = start, sum = 0;
    while (cut < end && sum + bytesAt(text, cut) <= most) sum += bytesAt(text, cut++);
    if (cut === end) return [start, end, false];
    const whole = cut;
    while (cut > start && sum > most / 2 && !isSpace(text[cut])) sum -= bytesAt(text, --cut);
    return [start, isSpace(text[cut]) ? cut : whole, true];
  };
  const context = (text, range, start, end, around) => {
    let from = range[0], to = range[1], sum = 0;
    while (from > start && sum + bytesAt(text, from - 1) <= around) sum += bytesAt(text, --from);
    while (from > start && from < range[0] && !isSpace(text[from - 1])) ++from;
    sum = 0;
    while (to < end && sum + bytesAt(text, to) <= around) sum += bytesAt(text, to++);
    while (to < end && to > range[1] && !isSpace(text[to])) --to;
    return [from, to];
  };

  // The cell of an article that holds an offset, with its row.
  const order = articles.map(() => []);
  for (const row of rows) for (const cell of row.cells) order[cell.article].push({ row, cell });
  for (const places of order) places.sort((x, y) => x.cell.start - y.cell.start);
  const placeAt = (article, at) => order[article].find(({ cell }) => cell.start <= at && at < cell.end);
  const carriers = new Map(rows.map((row) => [row, [...new Set(row.cells.map((cell) => cell.article))]]));

  // The script between two cells of a row as stretches from x to y; null where the page does not hold it.
  const scripts = new Map();
  for (const row of rows) for (const edit of row.edits) scripts.set(`${row.row} ${edit.a} ${edit.b}`, edit.ops);
  const between = (row, x, y) => {
    const a = Math.min(x, y), b = Math.max(x, y);
    const [p, q] = [row.cells[a], row.cells[b]], ops = scripts.get(`${row.row} ${a} ${b}`);
    if (ops) return stretches(ops, articles[p.article].text, articles[q.article].text, x > y);
    const text = textOf(p);
    return text === textOf(q) ? [{ kept: true, change: "", a: text, b: text }] : null;
  };
  // Runs shared by two articles in sentences of no common row: [of x, of y].
  const passages = (x, y) => data.passages.flatMap((p) => {
    const a = [p.a_start, p.a_end], b = [p.b_start, p.b_end];
    return p.a === x && p.b === y ? [[a, b]] : p.a === y && p.b === x ? [[b, a]] : [];
  });

  return { data, words, articles, rows, el, spoken, filled, tongue, outlet, namedOutlet, textOf, counted, sentenceLink,
    rowLink, bytes, stretches, side, version, marked, excerpt, context, placeAt, carriers, between, passages };
})();
