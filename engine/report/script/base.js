// Headlines and accounts against any base, and the choosers.
if (samestory.story) {
  const { data, words, articles, rows, el, filled, tongue, outlet, namedOutlet, sentenceLink, rowLink, stretches, version,
    marked, excerpt, context, placeAt, carriers, passages } = samestory.story;
  const kShownFirst = 6, kOpenBlocks = 6, kMostBytes = 420, kContextBytes = 60;

  const headlines = (base) => articles.map((article, i) => {
    const title = () => {
      if (!article.title) return el("span", { lang: words.language }, words.no_title);
      const script = data.headlines.find(({ a, b }) => (a === base && b === i) || (b === base && a === i));
      if (i === base || !articles[base].title) return article.title;
      if (!script) {
        const same = articles[base].title === article.title;
        return same ? version([{ kept: true, change: "", a: article.title, b: article.title }]) : article.title;
      }
      return version(stretches(script.ops, articles[script.a].title, articles[script.b].title, script.a !== base));
    };
    return el("li", { "data-letter": article.letter, class: i === base && "base" },
      el("span", { class: "who" }, namedOutlet(article),
        i === base ? [" ", el("span", { class: "quiet" }, `(${words.base})`)] : ""), " ",
      el("span", { class: "headline", ...tongue(article) }, title()));
  });

  // What each article drops from the base, adds to it, and states otherwise.
  const accountsOf = (base) => {
    const accounts = articles.map(() => ({ facts: [], dropped: [], added: [] }));
    for (const row of rows) {
      const by = carriers.get(row), inBase = by.includes(base);
      for (const fact of inBase ? row.facts : []) {
        const sides = fact.sides.map((side) => ({ ...side, cell: row.cells[side.cell] }));
        const ofBase = [], versions = new Set(), told = new Set();
        for (const side of sides) {
          if (side.cell.article !== base || versions.has(side.version)) continue;
          versions.add(side.version);
          ofBase.push(side);
        }
        for (const side of ofBase.length ? sides : []) {
          const key = `${side.cell.article} ${side.version}`;
          if (side.cell.article === base || versions.has(side.version) || told.has(key)) continue;
          told.add(key);
          accounts[side.cell.article].facts.push({ row, kind: fact.kind, side, ofBase });
        }
      }
      for (const cell of row.cells) {
        if (cell.aside) continue;
        if (cell.article !== base) {
          if (!inBase) accounts[cell.article].added.push({ row, cell });
        } else {
          articles.forEach((_, other) => { if (!by.includes(other)) accounts[other].dropped.push({ row, cell }); });
        }
      }
    }
    const heavier = (x, y) => y.cell.weight - x.cell.weight;
    for (const account of accounts) {
      account.dropped.sort(heavier);
      account.added.sort(heavier);
    }
    return accounts;
  };

  const sign = (text) => el("span", { class: "sign", "aria-hidden": "true" }, text);
  const sums = (account) => {
    const sum = (mark, count, word) => [el("span", {}, sign(mark), " ", el("b", {}, String(count)), ` ${word}`), " "];
    const facts = account.facts.length;
    return el("p", { class: "sums" },
      facts ? sum("≠", facts, facts === 1 ? words.fact_differs : words.facts_differ) : "",
      sum("−", account.dropped.length, words.dropped_by), sum("+", account.added.length, words.added_by));
  };

  const factItem = (base, other, { row, kind, side, ofBase }) => {
    const [of, a] = [articles[other], articles[base]];
    const short = (article, it) => article.text.slice(...excerpt(article.text, it.start, it.end, kMostBytes).slice(0, 2));
    const around = context(of.text, [side.start, side.end], side.cell.start, side.cell.end, kContextBytes);
    const cut = excerpt(of.text, around[0], around[1], kMostBytes);
    return el("li", { "data-diff": "" },
      el("span", { class: "pairing" }, el("ins", tongue(of), short(of, side)), ` – ${a.letter}: `,
        ofBase.map((it, i) => [i ? ", " : "", el("del", tongue(a), short(a, it))])), " ",
      el("span", { class: "where" }, `${words[kind]} · `,
        el("span", { ...tongue(of), class: "around" }, around[0] > side.cell.start ? "…" : "",
          marked(of, cut[0], cut[1], [[side.start, side.end]]), cut[2] || around[1] < side.cell.end ? "…" : ""), " ",
        sentenceLink(side.cell), " · ", sentenceLink(ofBase[0].cell), " · ", rowLink(row)));
  };

  const entryItem = (base, other, { row, cell }) => {
    const article = articles[cell.article], there = cell.article === base ? other : base;
    const runs = passages(cell.article, there).filter(([here]) => here[1] > cell.start && here[0] < cell.end);
    const places = runs.map(([, at]) => placeAt(there, at[0])).filter(Boolean);
    const others = carriers.get(row).filter((carrier) => carrier !== cell.article);
    const cut = excerpt(article.text, cell.start, cell.end, kMostBytes);
    return el("li", { "data-diff": "" },
      el("span", tongue(article), marked(article, cut[0], cut[1], runs.map(([here]) => here)), cut[2] ? "…" : ""),
      el("span", { class: "where" }, sentenceLink(cell), " · ", rowLink(row),
        places.length ? [" · ", filled(words.partly_in, sentenceLink(places[0].cell))] : "", " · ",
        others.length ? filled(words.also_in, others.map((i) => articles[i].letter).join(", ")) : words.nowhere_else));
  };

  const list = (base, other, entries, added) => {
    const items = (some) => el("ul", {}, some.map((entry) => entryItem(base, other, entry)));
    const shown = entries.length <= kShownFirst + 1 ? entries.length : kShownFirst;
    return el("div", { class: added ? "list-added" : "list-dropped" },
      el("h4", {}, el("span", { "aria-hidden": "true" }, added ? "+" : "−"), ` ${added ? words.added_by : words.dropped_by}`),
      entries.length === 0 ? el("p", { class: "note" }, added ? words.nothing_added : words.nothing_dropped)
        : items(entries.slice(0, shown)),
      shown < entries.length ? el("details", {},
        el("summary", {}, filled(words.more_sentences, String(entries.length - shown))), items(entries.slice(shown))) : "");
  };

  const accounts = (base) => {
    const all = accountsOf(base), folded = articles.length > kOpenBlocks;
    const others = articles.map((_, i) => i).filter((i) => i !== base);
    return others.map((other, n) => {
      const account = all[other];
      const head = [el("h3", {}, namedOutlet(articles[other])), sums(account)];
      const facts = account.facts.length
        ? el("ul", { class: "differing" }, account.facts.map((fact) => factItem(base, other, fact))) : "";
      const columns = el("div", { class: "columns" }, list(base, other, account.dropped, false),
        list(base, other, account.added, true));
      return folded ? el("details", { class: "account", open: n === 0 && "" }, el("summary", {}, head), facts, columns)
        : el("div", { class: "account" }, head, facts, columns);
    });
  };

  const baseSelect = document.getElementById("base-select"), pairSelect = document.getElementById("pair-select");
  const part = (id) => document.getElementById(id);

  const pick = () => {
    for (const block of part("pairs").querySelectorAll(".pair-block")) {
      const wanted = pairSelect && pairSelect.value !== "" ? articles[pairSelect.value].letter : null;
      block.hidden = wanted !== null && block.id !== `pair-${wanted}`;
      if (wanted !== null && !block.hidden && block.matches("details")) block.open = true;
    }
  };
  const rebase = () => {
    const base = Number(baseSelect.value);
    part("headlines").replaceChildren(...headlines(base));
    part("accounts").replaceChildren(...accounts(base));
    part("pairs").replaceChildren(...samestory.story.pairs(base));
    if (pairSelect) {
      pairSelect.replaceChildren(pairSelect.options[0], ...articles.flatMap((article, i) => i === base ? []
        : [el("option", { value: i }, `${articles[base].letter} ↔ ${article.letter} – ${outlet(article)}`)]));
      pairSelect.value = "";
    }
    pick();
    samestory.say(`${words.base}: ${articles[base].letter} – ${outlet(articles[base])}`);
  };
  baseSelect.value = String(data.base);  // a browser may remember another one
  baseSelect.addEventListener("change", rebase);
  pairSelect?.addEventListener("change", pick);
}
