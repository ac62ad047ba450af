// The table of who carries what as a file: bytes that strict parsers read, that say what the page says, and that no
// spreadsheet takes for a formula.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { hostileArticles } from "./invented.mjs";
import { parseCsv } from "./strict_csv.mjs";
import { pages, usesBrowser, withPage } from "./support.mjs";

const browser = usesBrowser();
const LABELS = ["story-vi", "story-en", "diff-two", "diff-several", "hostile-attacked", "hostile-odd", "hostile-words"];

// The file a link holds: { name, type, bytes }.
async function fileOf(page, kind) {
  const link = page.locator(`a[download$=".${kind}"]`);
  assert.equal(await link.count(), 1, `one link to a ${kind} file`);
  const [name, href] = await link.evaluate((each) => [each.download, each.getAttribute("href")]);
  const [, type, base64, content] = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(href);
  return { name, type, bytes: base64 ? Buffer.from(content, "base64") : Buffer.from(decodeURIComponent(content)) };
}

const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

// The page's rows, as the table shows them.
const rowsOf = (page) => page.locator("tr[data-kind]").evaluateAll((rows) => rows.map((row) => ({
  row: Number(row.id.slice(4)), kind: row.dataset.kind, count: Number(row.dataset.count), in: row.dataset.in,
  facts: row.dataset.facts !== undefined && row.dataset.facts !== "" && row.dataset.facts !== "0",
})).sort((a, b) => a.row - b.row));

for (const label of LABELS) {
  test(`CSV of ${label}`, () => withPage(browser, pages[label], {}, async (page) => {
    const { name, type, bytes } = await fileOf(page, "csv");
    assert.match(name, /^[\w.-]+\.csv$/);
    assert.match(type, /^text\/csv/);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "a BOM, without which spreadsheets guess");
    const [head, ...lines] = parseCsv(utf8(bytes).slice(1));
    assert.equal(new Set(head).size, head.length, "each column has a name of its own");
    const column = (line, field) => line[head.indexOf(field)];
    const rows = await rowsOf(page);
    assert.deepEqual(
      lines.map((line) => ({ row: Number(column(line, "row")), kind: column(line, "kind"), count: Number(column(line, "count")) }))
        .sort((a, b) => a.row - b.row),
      rows.map(({ row, kind, count }) => ({ row, kind, count })));
    for (const line of [head, ...lines]) {
      for (const field of line) assert.doesNotMatch(field, /^[=+\-@\t\r]/, "a spreadsheet would compute this");
    }
  }));

  test(`JSON of ${label}`, () => withPage(browser, pages[label], {}, async (page) => {
    const { name, type, bytes } = await fileOf(page, "json");
    assert.match(name, /^[\w.-]+\.json$/);
    assert.match(type, /^application\/json/);
    const table = JSON.parse(utf8(bytes));
    const rows = await rowsOf(page);
    assert.deepEqual(
      table.rows.map(({ row, kind, count, facts_differ: facts, sentences }) =>
        ({ row, kind, count, in: [...new Set(sentences.map(({ article }) => article))].join(" "), facts: Boolean(facts) }))
        .sort((a, b) => a.row - b.row),
      rows.map(({ row, kind, count, in: articles, facts }) => ({ row, kind, count, in: articles, facts })));
    for (const { count, sentences } of table.rows)
      assert.equal(new Set(sentences.map(({ article }) => article)).size, count);
  }));
}

test("outlets and titles that look like formulas are kept, as text", () =>
  withPage(browser, pages["hostile-attacked"], {}, async (page) => {
    const csv = parseCsv(utf8((await fileOf(page, "csv")).bytes).slice(1));
    const json = JSON.parse(utf8((await fileOf(page, "json")).bytes));
    for (const { source, title } of hostileArticles().attacked) {
      const inJson = json.articles.some((article) => article.source === source.trim() || article.source === source);
      assert.ok(inJson, `${JSON.stringify(source)} of ${JSON.stringify(title)}`);
    }
    assert.ok(csv.flat().some((field) => field.includes("HYPERLINK")), "the formula is there to be read");
  }));

test("both links save the file they hold", () =>
  withPage(browser, pages["story-vi"], { acceptDownloads: true }, async (page) => {
    for (const kind of ["csv", "json"]) {
      const { name, bytes } = await fileOf(page, kind);
      const waiting = page.waitForEvent("download");
      await page.locator(`a[download$=".${kind}"]`).click();
      const download = await waiting;
      assert.equal(download.suggestedFilename(), name);
      assert.ok(fs.readFileSync(await download.path()).equals(bytes));
    }
    assert.ok(page.troubles.every((trouble) => trouble.startsWith("request: data:")), String(page.troubles));
    page.troubles.length = 0;
  }));
