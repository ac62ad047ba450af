// axe-core (WCAG 2 A and AA and its best practices) finds nothing on any kind of page: wide and light, narrow and
// dark, with scripts and without, every fold open.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { close, href, NARROW, openFolds, pages, usesBrowser, WIDE, withPage } from "./support.mjs";

const browser = usesBrowser();

async function violations(page, part) {
  // Legacy mode leaves out a second page that only frames would need.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  if (part !== undefined) axe.include(part);
  const { violations: found } = await axe.analyze();
  return found.map(({ id, help, nodes }) =>
    `${id}: ${help} (${nodes.length}), first ${nodes[0].target} ${nodes[0].html.slice(0, 200)}`);
}

// axe is a script itself, so a page without scripts is a copy whose own are cut out.
function withoutScripts(file) {
  const copy = file.replace(/\.html$/, ".without-scripts.html");
  fs.writeFileSync(copy, fs.readFileSync(file, "utf8").replace(/<script\b[^]*?<\/script>/g, ""));
  return copy;
}

// axe's time grows with more than a page's length; diff-spelled is short and holds every part of a comparison.
const SETTINGS = [
  { width: WIDE, dark: false, scripts: true,
    labels: ["front-en", "story-vi", "diff-spelled", "hostile-front", "hostile-words"] },
  { width: NARROW, dark: true, scripts: true, labels: ["front-vi", "story-two-vi", "diff-spelled", "hostile-odd"] },
  { width: WIDE, dark: true, scripts: false, labels: ["front-vi", "diff-spelled"] },
  { width: NARROW, dark: false, scripts: false, labels: ["front-en", "story-two-en", "diff-spelled"] },
];

for (const { width, dark, scripts, labels } of SETTINGS) {
  test(`${width} px, ${dark ? "dark" : "light"}, ${scripts ? "with" : "no"} scripts`, async (t) => {
    const page = await browser.open(undefined, { width, dark });
    for (const label of labels) {
      await t.test(label, async () => {
        await page.goto(href(scripts ? pages[label] : withoutScripts(pages[label])));
        await openFolds(page);
        assert.deepEqual(await violations(page), []);
      });
    }
    await close(page);
  });
}

test("what the script opens, finds or makes", () => withPage(browser, pages["diff-spelled"], {}, async (page) => {
  for (const key of ["?", "j"]) {
    await page.keyboard.press(key);
    assert.deepEqual(await violations(page, "dialog[open]"), [], `the list under ${key}`);
    await page.keyboard.press("Escape");
  }
  await page.locator("#base-select").selectOption({ index: 2 });
  await page.locator("#row-search").fill("zzyzx");
  await openFolds(page);
  assert.deepEqual(await violations(page), [], "another base, nothing found");
}));
