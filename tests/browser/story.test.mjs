// A story's page and a diff's: its sections, its table of who carries what and the table's filters, its links, and
// views made anew for another base.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";

import { PROGRAM } from "./places.mjs";
import { close, href, NARROW, openFolds, pages, usesBrowser, visibleText, withPage } from "./support.mjs";

const browser = usesBrowser();

const SECTIONS = ["articles", "links", "carries", "added", "side", "annotated", "when", "method"];

for (const [label, missing] of [["story-vi", []], ["story-two-en", []], ["diff-several", ["links"]]]) {
  test(`sections and the list of them: ${label}`, () => withPage(browser, pages[label], {}, async (page) => {
    const expected = SECTIONS.filter((section) => !missing.includes(section));
    assert.deepEqual(await page.locator("section[id]:has(> h2)").evaluateAll((all) => all.map(({ id }) => id)), expected);
    assert.deepEqual(await page.locator("nav.jump a").evaluateAll((all) => all.map((link) => link.getAttribute("href"))),
                     expected.map((section) => `#${section}`));
  }));
}

test("links lead somewhere and ids are unique", async (t) => {
  for (const label of Object.keys(pages).filter((each) => each !== "front-many")) {
    await t.test(label, () => withPage(browser, pages[label], {}, async (page) => {
      const wrong = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `#${id} twice`);
        const dead = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href"))
          .filter((link) => !document.getElementById(decodeURIComponent(link.slice(1)))).map((link) => `${link} is nowhere`);
        return [...new Set([...twice, ...dead])];
      });
      assert.deepEqual(wrong, []);
      for (const target of await page.locator('a[href$=".html"]').evaluateAll((all) => all.map((link) => link.href)))
        assert.ok(fs.existsSync(new URL(target)), target);
    }));
  }
});

// ------------------------------------------------------------------------------------------- who carries what

const rowsOf = (page) => page.locator("tr[data-kind]").evaluateAll((rows) => rows.map((row) => ({
  id: row.id, kind: row.dataset.kind, in: row.dataset.in.split(" "), count: Number(row.dataset.count),
  facts: Boolean(row.dataset.facts), aside: row.classList.contains("aside"),
  present: [...row.querySelectorAll("td[data-letter]:not(.absent)")].map((cell) => cell.dataset.letter),
  text: row.querySelector(".sentence").textContent, shown: !row.hidden,
})));

test("a row's marks say what its cells show", () => withPage(browser, pages["story-vi"], {}, async (page) => {
  const rows = await rowsOf(page);
  assert.ok(rows.length > 20);
  for (const row of rows) {
    assert.match(row.id, /^row-\d+$/);
    assert.ok(["same", "edited", "near", "only"].includes(row.kind), row.id);
    assert.deepEqual(row.present, row.in, row.id);
    assert.equal(row.count, row.in.length, row.id);
    assert.equal(row.kind === "only", row.count === 1, row.id);
  }
}));

test("rows are those of the diff's JSON", () => withPage(browser, pages["diff-several"], {}, async (page) => {
  const operands = JSON.parse(fs.readFileSync(pages["diff-several"].replace(/\.html$/, ".operands.json"), "utf8"));
  const run = () => execFileSync(PROGRAM, ["diff", ...operands, "--format", "jsonl"], { maxBuffer: 1 << 26 });
  let out;
  try { out = run(); } catch (error) { out = error.stdout; }  // 1: they differ
  const collation = JSON.parse(out);
  const expected = collation.rows.map(({ kind, cells }, i) => {
    const articles = [...new Set(cells.map(({ article }) => article))].sort((a, b) => a - b);
    return `row-${i + 1} ${kind} ${articles.map((article) => String.fromCharCode(65 + article)).join(" ")}`;
  });
  const shown = (await rowsOf(page)).map((row) => `${row.id} ${row.kind} ${row.in.join(" ")}`);
  assert.deepEqual(shown.sort(), expected.sort());
}));

// What is left of the rows, by the page and by their marks.
async function expectRows(page, fits, why) {
  const rows = await rowsOf(page);
  assert.deepEqual(rows.filter(({ shown }) => shown).map(({ id }) => id), rows.filter(fits).map(({ id }) => id), why);
  const own = rows.filter(({ aside }) => !aside);
  const count = await page.locator("#row-count").innerText();
  assert.match(count, new RegExp(`(^|\\D)${own.filter(fits).length}\\D+${own.length}(\\D|$)`), `the count: ${why}`);
  assert.equal(await page.locator("#row-nothing").isVisible(), own.filter(fits).length === 0 && rows.filter(fits).length === 0);
}

for (const label of ["story-vi", "story-en", "diff-spelled"]) {
  test(`filters of the table: ${label}`, () => withPage(browser, pages[label], {}, async (page) => {
    await expectRows(page, () => true, "no filter");
    const letters = await page.locator("#row-only option").evaluateAll((all) => all.map(({ value }) => value).filter(Boolean));
    for (let k = 2; k <= letters.length; ++k) {
      await page.locator("#row-least").selectOption(String(k));
      await expectRows(page, (row) => row.count >= k, `in at least ${k}`);
    }
    await page.locator("#row-clear").click();
    for (const letter of letters) {
      await page.locator("#row-only").selectOption(letter);
      await expectRows(page, (row) => row.count === 1 && row.in[0] === letter, `only in ${letter}`);
    }
    await page.locator("#row-clear").click();
    for (const letter of letters) {
      await page.locator("#row-missing").selectOption(letter);
      await expectRows(page, (row) => !row.in.includes(letter), `missing in ${letter}`);
    }
    await page.locator("#row-least").selectOption("2");
    await expectRows(page, (row) => row.count >= 2 && !row.in.includes(letters.at(-1)), "two filters");
    await page.locator("#row-clear").click();
    await page.locator("#row-facts").check();
    await expectRows(page, (row) => row.facts, "facts differ");
    await page.locator("#row-clear").click();
    await expectRows(page, () => true, "clear");
  }));
}

test("words in the table: any case, with or without tone marks", () => withPage(browser, pages["story-vi"], {}, async (page) => {
  const rows = await rowsOf(page);
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d").toLowerCase();
  const word = rows.flatMap(({ text }) => text.match(/\p{Lu}[\p{Ll}]{3,}/gu) ?? []).find((each) => bare(each) !== each.toLowerCase());
  for (const query of [word, word.toUpperCase()]) {
    await page.locator("#row-search").fill(query);
    await expectRows(page, (row) => row.text.normalize("NFC").toLowerCase().includes(word.toLowerCase()), query);
  }
  await page.locator("#row-search").fill(bare(word));
  await expectRows(page, (row) => bare(row.text).includes(bare(word)), bare(word));
  await page.locator("#row-search").fill("zzyzx");
  await expectRows(page, () => false, "nonsense");
}));

test("facts that disagree are pulled out", () => withPage(browser, pages["diff-spelled"], {}, async (page) => {
  const rows = (await rowsOf(page)).filter(({ facts }) => facts);
  assert.equal(rows.length, 1);
  const text = await page.locator(`#${rows[0].id} .facts`).innerText();
  for (const part of ["≠", "312", "321", "A", "B"]) assert.ok(text.includes(part), `${part} in ${text}`);
}));

test("a link to a row opens it and shows it, filtered away or not", () => withPage(browser, undefined, {}, async (page) => {
  await page.goto(href(pages["story-vi"]));
  const target = (await rowsOf(page)).filter(({ count }) => count > 1).at(-1).id;
  const isThere = () => page.locator(`#${target}`).evaluate((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return row.checkVisibility() && bottom > 0 && top < window.innerHeight && row.querySelector("details").open;
  });
  await page.goto("about:blank");
  await page.goto(`${href(pages["story-vi"])}#${target}`);
  assert.ok(await isThere(), "from outside");
  await page.goto("about:blank");
  await page.goto(href(pages["story-vi"]));
  await page.locator("#row-search").fill("zzyzx");
  await page.evaluate((id) => { window.location.hash = id; }, target);
  await page.waitForFunction((id) => document.getElementById(id).checkVisibility(), target);
  assert.ok(await isThere(), "from a page that hides it");
  page.troubles.length = 0;  // about:blank is not the file
}));

test("a row's number is a link to it", () => withPage(browser, pages["story-vi"], {}, async (page) => {
  const link = page.locator("tr[data-kind=near] a[href^='#row-']").first();
  await link.click();
  assert.equal(new URL(page.url()).hash, await link.getAttribute("href"));
}));

// The first row of several versions, opened, and what stands beside its first version.
async function openedRow(page) {
  const row = page.locator("tr[data-kind=near], tr[data-kind=edited]").first();
  await row.locator("summary").first().click();
  return { row, version: row.locator(".versions li").first() };
}

test("a quotation is copied with its source", () => withPage(browser, undefined, {}, async (page) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });
  });
  await page.goto(href(pages["diff-spelled"]));
  const { row, version } = await openedRow(page);
  const [outlet, text] = [await version.locator("bdi").first().innerText(), await version.locator(".version").innerText()];
  await version.locator("button").first().click();
  await page.waitForFunction(() => window.copied !== undefined);
  const copied = await page.evaluate(() => window.copied);
  assert.ok(copied.includes(text.trim()), copied);
  assert.ok(copied.includes(outlet), "the source is named");
  assert.ok(copied.includes(`#${await row.getAttribute("id")}`), "and the row");
}));

test("without a clipboard the button still copies or says that it cannot", () => withPage(browser, undefined, {}, async (page) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(href(pages["diff-spelled"]));
  const { version } = await openedRow(page);
  const button = version.locator("button").first();
  const before = await button.innerText();
  await button.click();
  await page.waitForFunction(([element, text]) => element.innerText !== text, [await button.elementHandle(), before]);
}));

// ------------------------------------------------------------------------------------------------- annotated

test("every sentence of every article has its anchor", () => withPage(browser, pages["story-vi"], {}, async (page) => {
  const anchors = await page.locator("#annotated [id]").evaluateAll((all) => all.map(({ id }) => id).filter((id) => /^[A-Z]+-\d+$/.test(id)));
  const rows = await rowsOf(page);
  for (const letter of new Set(rows.flatMap((row) => row.in))) {
    const numbers = anchors.filter((id) => id.startsWith(`${letter}-`)).map((id) => Number(id.slice(letter.length + 1)));
    assert.ok(numbers.length > 0, letter);
    assert.deepEqual(numbers, numbers.map((_, i) => i + 1), `${letter} in order, none left out`);
  }
}));

test("an anchor in a folded article opens it", () => withPage(browser, pages["story-vi"], { hash: "#C-2" }, async (page) => {
  assert.ok(await page.locator("#C-2").isVisible());
}));

// ------------------------------------------------------------------------------------------------- spelling

// Marked changes of a class that can be seen: in the text of another version, and (side by side) each in its own.
const marked = (page, change) => page.locator(`.c-${change}`).filter({ visible: true }).evaluateAll((all) => {
  const plain = (element) => getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)" &&
    ["none", "normal"].includes(getComputedStyle(element, "::before").content) &&
    !element.querySelector(".spoken")?.checkVisibility() &&
    getComputedStyle(element.querySelector(".cut") ?? element).textDecorationLine === "none";
  return { seen: all.filter((element) => !plain(element)).length,
           dropped: all.filter((element) => element.tagName === "DEL" && !element.closest(".pair")).length };
});

test("marks of spelling can be switched off one by one, and stay off", () => withPage(browser, pages["diff-spelled"], {}, async (page) => {
  await openFolds(page);
  const boxes = await page.locator("#spelling input").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual([...boxes].sort(), ["case", "number", "punctuation", "tone"]);
  for (const change of boxes) {
    const box = page.locator(`#spelling input[value=${change}]`);
    const before = await marked(page, change);
    assert.ok(before.seen > 0, change);
    await box.uncheck();
    assert.deepEqual(await marked(page, change), { seen: 0, dropped: 0 }, `${change} off`);
    for (const other of boxes.filter((each) => each !== change))
      assert.ok((await marked(page, other)).seen > 0, `${other} stays on without ${change}`);
    await box.check();
    assert.deepEqual(await marked(page, change), before, `${change} on again`);
  }
  await page.locator(`#spelling input[value=${boxes[0]}]`).uncheck();
  await page.reload();
  assert.equal(await page.locator(`#spelling input[value=${boxes[0]}]`).isChecked(), false);
}));

// ------------------------------------------------------------------------------------------------- another base

// What the choice of a base renders, as it can be read, folds open.
async function rendered(page) {
  await openFolds(page);
  return { headlines: await visibleText(page, ".headlines"), accounts: await visibleText(page, "#accounts"),
           pairs: await visibleText(page, "#pairs") };
}

for (const label of ["story-vi", "story-en", "diff-spelled"]) {
  test(`another base and back: ${label}`, () => withPage(browser, pages[label], {}, async (page) => {
    const chooser = page.locator("#base-select");
    const original = await chooser.inputValue();
    const before = await rendered(page);
    assert.ok(before.pairs.join("").length > 500);
    const seen = new Set([JSON.stringify(before)]);
    for (const base of await chooser.locator("option").evaluateAll((all) => all.map(({ value }) => value))) {
      if (base === original) continue;
      await chooser.selectOption(base);
      seen.add(JSON.stringify(await rendered(page)));
    }
    assert.equal(seen.size, await chooser.locator("option").count(), "each base has a view of its own");
    await chooser.selectOption(original);
    assert.deepEqual(await rendered(page), before);
  }));
}

// The same comparison whatever the order and the numbers of its rows, which follow the base of the command line.
async function unordered(page) {
  await openFolds(page);
  const without = (texts) => texts.map((text) => text.replace(/row \d+/g, "row"));
  return {
    headlines: await visibleText(page, ".headlines"), accounts: without(await visibleText(page, "#accounts")),
    counts: await visibleText(page, "#pairs .tally"),
    sentences: (await visibleText(page, "#pairs td:not(:has(details)), #pairs td details p")).filter(Boolean).sort(),
  };
}

test("a base chosen in the page shows what --base prints", async () => {
  const printed = await withPage(browser, pages["diff-base-1"], {}, unordered);
  assert.ok(printed.sentences.length > 30);
  await withPage(browser, pages["diff-base-0"], {}, async (page) => {
    assert.notDeepEqual(await unordered(page), printed);
    await page.locator("#base-select").selectOption("1");
    assert.deepEqual(await unordered(page), printed);
  });
});

test("views made by the script are as good as the page's own", async () => {
  for (const width of [1280, NARROW]) {
    await withPage(browser, pages["story-vi"], { width }, async (page) => {
      await page.locator("#base-select").selectOption({ index: 2 });
      await openFolds(page);
      const state = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        return {
          twice: ids.filter((id, i) => ids.indexOf(id) !== i),
          dead: [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href"))
            .filter((link) => !document.getElementById(link.slice(1))),
          wide: document.documentElement.scrollWidth > window.innerWidth,
          marks: document.querySelectorAll("#pairs ins, #pairs del").length,
          languages: document.querySelectorAll("#pairs [lang]").length,
        };
      });
      assert.deepEqual([state.twice, state.dead, state.wide], [[], [], false]);
      assert.ok(state.marks > 0 && state.languages > 0);
    });
  }
});

test("one pair of many", () => withPage(browser, pages["story-vi"], {}, async (page) => {
  const picker = page.locator("#pair-select");
  const pairs = page.locator("#pairs .pair-block").filter({ visible: true });
  const all = await pairs.count();
  assert.ok(all >= 3);
  await picker.selectOption({ index: 2 });
  assert.equal(await pairs.count(), 1);
  await picker.selectOption({ index: 0 });
  assert.equal(await pairs.count(), all);
}));
