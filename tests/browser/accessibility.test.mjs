// axe-core (WCAG 2 A and AA and its best practices) finds nothing on any kind of page: wide and light, narrow and
// dark, with scripts and without, every fold open.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { close, href, NARROW, openFolds, pages, usesBrowser, WIDE } from "./support.mjs";

const browser = usesBrowser();

async function violations(page) {
  // Legacy mode leaves out a second page that only frames would need.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
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

const SETTINGS = [
  { width: WIDE, dark: false, scripts: true,
    labels: ["front-en", "front-vi", "story-en", "story-vi", "story-two-vi", "diff-two", "diff-several",
             "hostile-front", "hostile-attacked"] },
  { width: NARROW, dark: true, scripts: true,
    labels: ["front-vi", "story-en", "story-vi", "diff-several", "hostile-odd", "hostile-words"] },
  { width: WIDE, dark: true, scripts: false, labels: ["front-vi", "story-vi"] },
  { width: NARROW, dark: false, scripts: false, labels: ["front-en", "story-en", "diff-two"] },
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
