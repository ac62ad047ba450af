// Who carries what: filters, permalinks, quotations to copy.
{
  const root = document.getElementById("who-carries");
  const field = (name) => document.getElementById(`row-${name}`);
  const rows = root ? [...root.querySelectorAll("tr[data-in]")] : [];
  const carriers = new Map(rows.map((row) => [row, row.dataset.in.split(" ")]));
  const texts = new Map();
  const wasOpen = new Map();  // folds as they were before a filter opened them

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, samestory.indexed(row.querySelector(".sentence").textContent));
    return texts.get(row);
  };

  const apply = () => {
    const query = field("search").value.trim(), least = Number(field("least").value);
    const only = field("only").value, missing = field("missing").value, facts = field("facts").checked;
    const filtered = Boolean(query || least || only || missing || facts);
    const finds = samestory.finder(query);
    let shown = 0, all = 0;
    for (const row of rows) {
      const by = carriers.get(row);
      const fits = !(by.length < least || (only && row.dataset.in !== only) || (missing && by.includes(missing)) ||
                     (facts && !row.dataset.facts) || (query && !finds(textOf(row))));
      row.hidden = !fits;
      if (row.classList.contains("aside")) continue;
      ++all;
      if (fits) ++shown;
    }
    for (const table of root.querySelectorAll("table.matrix")) {
      const empty = !table.querySelector("tbody tr:not([hidden])");
      const fold = table.closest("details.only");
      (fold ?? table.parentElement).hidden = empty;
      if (!fold) continue;
      if (filtered && !wasOpen.has(fold)) wasOpen.set(fold, fold.open);
      if (filtered) fold.open = true;
      else if (wasOpen.has(fold)) fold.open = wasOpen.get(fold);
    }
    if (!filtered) wasOpen.clear();
    field("nothing").hidden = shown > 0;
    field("clear").disabled = !filtered;
    field("count").textContent = samestory.filled(field("count").dataset.text, { n: shown, all });
  };

  const clear = () => {
    for (const name of ["search", "least", "only", "missing"]) field(name).value = "";
    field("facts").checked = false;
    apply();
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages from a disk may not have a clipboard of their own.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  const quotation = (row, cell, article) => {
    const text = article.text.slice(cell.start, cell.end).trim();
    const source = [article.source || article.id, article.title, article.date, article.url || article.id];
    const page = location.href.replace(/#.*/s, "");
    return `“${text}” — ${[...new Set(source.filter(Boolean))].join(", ")}\n${page}#row-${row}`;
  };

  // Gives each version in `part` its button, and a link to where it stands in the article.
  const equip = (part) => {
    if (!samestory.data) return;
    for (const place of part.querySelectorAll("[data-cell]:not([data-equipped])")) {
      place.dataset.equipped = "";
      const row = Number(place.closest("tr").id.slice(4));
      const cell = samestory.data.rows[row - 1].cells[Number(place.dataset.cell)];
      const article = samestory.data.articles[cell.article];
      const anchor = `${article.letter}-${cell.sentence + 1}`;
      if (document.getElementById(anchor)) {
        const link = document.createElement("a");
        link.href = `#${anchor}`;
        link.textContent = root.dataset.inArticle;
        place.append(" ", link);
      }
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = root.dataset.copy;
      button.addEventListener("click", async () => {
        const said = (await copy(quotation(row, cell, article))) ? root.dataset.copied : root.dataset.failed;
        button.textContent = said;
        samestory.say(said);
        button.focus();
        setTimeout(() => { button.textContent = root.dataset.copy; }, 2000);
      });
      place.append(" ", button);
    }
  };

  if (root) {
    field("filters").addEventListener("input", apply);
    field("clear").addEventListener("click", clear);
    root.addEventListener("toggle", (event) => { if (event.target.open) equip(event.target); }, true);
    for (const fold of root.querySelectorAll("details[open]")) equip(fold);
    root.addEventListener("samestory:show", (event) => {
      const row = event.target.closest("tr[data-in]");
      if (!row) return;
      if (row.hidden) clear();
      const versions = row.querySelector("details");
      if (versions) versions.open = true;
    });
    apply();
  }
}
