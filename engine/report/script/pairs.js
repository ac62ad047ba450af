// Any article beside each other one, as the page's own pairs stand.
if (samestory.story) {
  const { data, words, articles, rows, el, spoken, filled, tongue, namedOutlet, textOf, counted, bytes, side, marked,
    excerpt, placeAt, between, passages } = samestory.story;
  const kEditedShare = 0.6, kFoldFrom = 3, kMovedWordsBytes = 80, kOpenPairs = 6;
  const kinds = ["same", "edited", "near", "only"];

  const kindOf = (all) => {
    if (all === null) return "near";
    let kept = 0, whole = 0;
    for (const stretch of all) {
      const size = bytes(stretch.a) + bytes(stretch.b);
      whole += size;
      if (stretch.kept) kept += size;
    }
    return all.every((stretch) => stretch.kept) ? "same" : kept >= kEditedShare * whole ? "edited" : "near";
  };
  const keptBytes = (all) => (all ?? []).reduce((sum, stretch) => sum + (stretch.kept ? bytes(stretch.a) : 0), 0);

  // Sentences of the two in one row, each beside the one it shares most with.
  const pairingsOf = (row, base, other) => {
    const at = (article) => row.cells.flatMap((cell, i) => (cell.article === article ? [i] : []));
    const [ours, theirs] = [at(base), at(other)], best = new Map();
    for (const x of ours) {
      for (const y of theirs) {
        const all = between(row, x, y), pair = { base: x, other: y, all, kept: keptBytes(all) };
        for (const cell of [x, y]) if (!best.has(cell) || best.get(cell).kept < pair.kept) best.set(cell, pair);
      }
    }
    const shown = new Set(), out = [];
    for (const cell of [...theirs, ...ours]) {
      if (shown.has(cell)) continue;
      const pair = best.get(cell) ?? (ours.includes(cell) ? { base: cell } : { other: cell });
      for (const side of [pair.base, pair.other]) shown.add(side);
      out.push({ base: row.cells[pair.base], other: row.cells[pair.other], all: pair.all });
    }
    const key = (pairing) => [pairing.base?.start ?? Infinity, pairing.other?.start ?? Infinity];
    return out.sort((x, y) => key(x)[0] - key(y)[0] || key(x)[1] - key(y)[1] || 0);
  };

  // Rows are moved here only where they are out of order between these two.
  const keepOwnMoves = (all) => {
    const points = all.filter((row) => row.first).sort((x, y) => x.first.base.sentence - y.first.base.sentence);
    const leastAfter = Array(points.length + 1).fill(Infinity);
    for (let i = points.length; i-- > 0; ) {
      leastAfter[i] = points[i].moved ? leastAfter[i + 1] : Math.min(leastAfter[i + 1], points[i].first.other.sentence);
    }
    let greatest = -1;
    points.forEach((row, i) => {
      const sentence = row.first.other.sentence;
      if (row.moved && sentence > greatest && sentence < leastAfter[i + 1]) row.moved = false;
      if (!row.moved) greatest = Math.max(greatest, sentence);
    });
  };
  const numberBlocks = (all) => {
    let last = null, blocks = 0;
    for (const row of all) {
      const pair = row.moved ? row.first : null;
      if (pair) {
        const follows = last && pair.base.sentence === last.base.sentence + 1 && pair.other.sentence === last.other.sentence + 1;
        const marked = last && pair.other.block !== 0 && pair.other.block === last.other.block &&
          pair.base.sentence > last.base.sentence;
        row.block = follows || marked ? blocks : ++blocks;
      }
      last = pair;
    }
  };
  const pairRows = (base, other) => {
    const out = [];
    for (const row of rows) {
      const pairings = pairingsOf(row, base, other);
      if (pairings.length === 0) continue;
      const both = pairings.filter((pairing) => pairing.base && pairing.other);
      const weakest = Math.max(0, ...both.map((pairing) => kinds.indexOf(kindOf(pairing.all))));
      out.push({
        row, pairings, first: both[0] ?? null, block: 0,
        kind: both.length === 0 ? "only" : articles.length === 2 ? row.kind : kinds[weakest],
        moved: both.some((pairing) => pairing.base.moved || pairing.other.moved),
        aside: pairings.every((pairing) => (pairing.base?.aside ?? true) && (pairing.other?.aside ?? true)),
      });
    }
    if (articles.length > 2) keepOwnMoves(out);
    numberBlocks(out);
    return out;
  };

  const tableOf = (all, base, other) => {
    const [a, b] = [articles[base], articles[other]], body = el("tbody");
    const common = { [base]: [], [other]: [] };
    for (const [x, y] of passages(base, other)) {
      const [p, q] = [placeAt(base, x[0]), placeAt(other, y[0])];
      if (!p || !q) continue;
      common[base].push({ range: x, ...q });
      common[other].push({ range: y, ...p });
    }
    for (const list of Object.values(common)) list.sort((x, y) => x.range[0] - y.range[0]);
    const inCell = (cell) => common[cell.article].filter(({ range }) => range[0] >= cell.start && range[0] < cell.end);
    const idOf = (kind, row) => `${kind}-${b.letter}-${row.row.row}`;
    const onlyIn = (inBase) => `${words.only_in} ${(inBase ? a : b).letter}`;
    const span = (from, to) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`);
    const endOfBlock = (i) => all.findIndex((row, j) => j > i && row.block !== all[i].block);
    const moveWords = (i) => {
      const end = endOfBlock(i) < 0 ? all.length : endOfBlock(i), [from, to] = [all[i].first, all[end - 1].first];
      const places = `${a.letter} ${span(from.base.sentence, to.base.sentence)} → ${b.letter} ${span(from.other.sentence, to.other.sentence)}`;
      return end - i === 1 ? `${words.moved}: ${places}` : filled(words.moved_block, String(end - i), places).join("");
    };

    // Where each moved block would stand by the other's order.
    const inPlace = all.flatMap((row, i) => (row.moved ? [] : row.pairings.filter(({ other }) => other).map(({ other }) => [other.sentence, i])));
    inPlace.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const moves = new Map();
    all.forEach((row, i) => {
      if (row.block === 0 || (i > 0 && all[i - 1].block === row.block)) return;
      const next = inPlace.find(([sentence]) => sentence >= row.first.other.sentence)?.[1] ?? all.length;
      moves.set(next, [...(moves.get(next) ?? []), i]);
    });
    const movesBefore = (position) => {
      const here = (moves.get(position) ?? []).sort((x, y) => all[x].first.other.sentence - all[y].first.other.sentence);
      for (const i of here) {
        const cell = all[i].first.other, cut = excerpt(b.text, cell.start, cell.end, kMovedWordsBytes);
        body.append(el("tr", { id: idOf("move", all[i]), class: "row-moved" },
          el("th", { scope: "row", class: "mark" }, el("span", { "aria-hidden": "true" }, "↕"), spoken(words.moved)),
          el("td", { class: "empty" }),
          el("td", { "data-letter": b.letter }, el("a", { class: "shift", href: `#${idOf("pair", all[i])}` },
            el("span", { ...tongue(b), class: "opening" }, marked(b, cut[0], cut[1]), cut[2] ? "…" : ""), ` ↕ ${moveWords(i)}`))));
      }
    };
    const shift = (i) => (all[i].block === 0 || (i > 0 && all[i - 1].block === all[i].block) ? ""
      : el("a", { class: "shift", lang: words.language, href: `#${idOf("move", all[i])}` }, `↕ ${moveWords(i)}`));

    const at = (cell) => [el("a", { class: "at", href: `#${articles[cell.article].letter}-${cell.sentence + 1}` },
      spoken(`${articles[cell.article].letter} `), String(cell.sentence + 1)), " "];
    const cellOf = (cell, attributes, ...inside) =>
      el("td", { ...tongue(articles[cell.article]), "data-letter": articles[cell.article].letter, ...attributes }, at(cell), inside);
    const notes = (cell) => {
      const there = cell.article === base ? b : a;
      return inCell(cell).filter((it, i, list) => i === 0 || it.cell.sentence !== list[i - 1].cell.sentence)
        .map((it) => el("a", { class: "shift", lang: words.language, href: `#pair-${b.letter}-${it.row.row}` },
          filled(words.shared_with, `${there.letter} ${it.cell.sentence + 1}`)));
    };
    const contents = (pairing, cell) => {
      const paired = pairing.base && pairing.other;
      const text = !paired ? marked(articles[cell.article], cell.start, cell.end, inCell(cell).map(({ range }) => range))
        : pairing.all === null ? textOf(cell) : side(pairing.all, cell.article === base);
      return [text, notes(cell)];
    };
    const looks = { same: ["row-same", "="], edited: ["row-edited", "~"], near: ["row-near", "≈"] };

    const plain = (i) => {
      const row = all[i];
      row.pairings.forEach((pairing, n) => {
        const first = n === 0, [look, sign] = looks[row.kind] ?? (pairing.base ? ["row-only-base", "−"] : ["row-only-other", "+"]);
        const word = row.kind === "only" ? onlyIn(Boolean(pairing.base)) : first ? words[row.kind] : words.again;
        const twin = pairing.base && pairing.other && !row.moved && textOf(pairing.base) === textOf(pairing.other);
        body.append(el("tr", {
          id: first && idOf("pair", row), class: look + (first ? "" : " again") + (row.aside ? " aside" : ""),
          "data-diff": first && !row.aside && (row.kind !== "same" || row.moved) && "",
        },
        el("th", { scope: "row", class: "mark" }, el("a", { href: `#${idOf("pair", row)}` },
          el("span", { "aria-hidden": "true" }, sign), spoken(word))),
        pairing.base ? cellOf(pairing.base, {}, contents(pairing, pairing.base)) : el("td", { class: "empty" }),
        pairing.other ? cellOf(pairing.other, { class: twin && "twin" }, contents(pairing, pairing.other), first ? shift(i) : "")
          : el("td", { class: "empty" })));
      });
    };

    const fold = (start, end) => {
      const row = all[start], inBase = Boolean(row.pairings[0].base), same = row.kind === "same", of = inBase ? a : b;
      const sentences = all.slice(start, end).reduce((sum, each) => sum + each.pairings.length, 0);
      const look = same ? "row-same" : inBase ? "row-only-base" : "row-only-other";
      const lines = all.slice(start, end).flatMap((each) => each.pairings.map((pairing, n) => {
        const cell = inBase && pairing.base ? pairing.base : pairing.other;
        return el("p", { dir: "auto", id: n === 0 && idOf("pair", each) }, at(cell), textOf(cell));
      }));
      body.append(el("tr", { class: `fold ${look}${row.aside ? " aside" : ""}`, "data-diff": !row.aside && (!same || row.moved) && "" },
        el("th", { scope: "row", class: "mark" }, el("span", { "aria-hidden": "true" }, same ? "=" : inBase ? "−" : "+"),
          spoken(same ? words.same : onlyIn(inBase))),
        inBase ? "" : el("td", { class: "empty" }),
        el("td", { ...tongue(of), "data-letter": of.letter, colspan: same && 2 },
          el("details", {}, el("summary", { lang: words.language },
            `${counted(sentences, words.sentence, words.sentences)} ${same ? words.the_same : onlyIn(inBase)}${row.aside ? ` (${words.asides_only})` : ""}`),
          lines), shift(start)),
        inBase && !same ? el("td", { class: "empty" }) : ""));
    };

    const foldable = all.map((row) => (row.kind === "same" || row.kind === "only") && row.pairings.every((pairing) =>
      [pairing.base, pairing.other].every((cell) => !cell || inCell(cell).length === 0)));
    const group = (row) => [row.kind, Boolean(row.pairings[0].base), row.aside, row.block].join();
    for (let i = 0; i < all.length; ) {
      let end = i + 1, sentences = all[i].pairings.length;
      while (foldable[i] && end < all.length && foldable[end] && group(all[end]) === group(all[i]) && !moves.has(end)) {
        sentences += all[end++].pairings.length;
      }
      movesBefore(i);
      if (foldable[i] && sentences >= kFoldFrom) fold(i, end);
      else for (let j = i; j < end; ++j) plain(j);
      i = end;
    }
    movesBefore(all.length);
    return el("table", { class: "pair" }, el("thead", {}, el("tr", {},
      el("th", { scope: "col", class: "mark" }, spoken(words.change)),
      el("th", { scope: "col" }, namedOutlet(a), " ", el("span", { class: "quiet" }, `(${words.base})`)),
      el("th", { scope: "col" }, namedOutlet(b)))), body);
  };

  const tally = (all, base, other) => {
    const count = (kind) => all.filter((row) => row.kind === kind).length;
    const only = (article) => all.filter((row) => row.kind === "only").flatMap((row) => row.pairings)
      .filter((pairing) => (pairing.base ?? pairing.other).article === article && !(pairing.base ?? pairing.other).aside).length;
    const items = [["=", count("same"), words.same], ["~", count("edited"), words.edited], ["≈", count("near"), words.near],
      ["−", only(base), `${words.only_in} ${articles[base].letter}`], ["+", only(other), `${words.only_in} ${articles[other].letter}`],
      ["↕", all.filter((row) => row.moved).length, words.moved]];
    return el("ul", { class: "tally" }, items.map(([sign, number, name]) => el("li", {},
      el("span", { class: "sign", "aria-hidden": "true" }, sign), " ", el("b", {}, String(number)), ` ${name}`)));
  };

  samestory.story.pairs = (base) => {
    const folded = articles.length > kOpenPairs, others = articles.map((_, i) => i).filter((i) => i !== base);
    const held = data.edits === "all" || (data.edits === "base" && base === data.base);
    const blocks = others.map((other, n) => {
      const all = pairRows(base, other), id = `pair-${articles[other].letter}`;
      const head = el("h3", {}, namedOutlet(articles[base]), " ", el("span", { "aria-hidden": "true" }, "↔"), " ", namedOutlet(articles[other]));
      const parts = [tally(all, base, other), tableOf(all, base, other)];
      return folded ? el("details", { class: "pair-block", id, open: n === 0 && "" }, el("summary", {}, head), parts)
        : el("div", { class: "pair-block", id }, head, parts);
    });
    const degraded = document.querySelector("#pairs > .warn:not(.whole)");
    return [degraded, held ? null : el("p", { class: "warn whole" }, words.whole_pairs), ...blocks].filter(Boolean);
  };
}
