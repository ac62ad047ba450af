// What holds for every page there is, wide and narrow, light and dark, with scripts and without: nothing on the
// console, nothing asked of the network, nothing the page's own policy had to stop, no scrolling sideways.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { close, flagOf, href, NARROW, pages, tooWide, usesBrowser, WIDE } from "./support.mjs";

const browser = usesBrowser();

async function inspect(page, file) {
  page.troubles.length = 0;
  await page.goto(href(file));
  const wide = await tooWide(page);
  return [...page.troubles, ...wide, ...((await flagOf(page)) === undefined ? [] : ["a text's script has run"])];
}

// Of the longest pages every second setting is enough.
const LONG = new Set(["front-many", "hostile-forty", "hostile-long"]);

const SETTINGS = [WIDE, NARROW].flatMap((width) =>
  [false, true].flatMap((dark) => [true, false].map((scripts) => ({ width, dark, scripts }))));

for (const [i, setting] of SETTINGS.entries()) {
  const name = `${setting.width} px, ${setting.dark ? "dark" : "light"}, ${setting.scripts ? "with" : "no"} scripts`;
  const long = [0, 3, 5, 6].includes(i);  // each width, scheme and way of scripts twice
  test(name, async (t) => {
    const page = await browser.open(undefined, setting);
    for (const [label, file] of Object.entries(pages).filter(([each]) => long || !LONG.has(each)))
      await t.test(label, async () => assert.deepEqual(await inspect(page, file), []));
    await close(page);
  });
}

test("every story of the corpus on a telephone", async (t) => {
  const folder = path.join(path.dirname(pages["front-en"]), "story");
  const page = await browser.open(undefined, { width: NARROW });
  for (const name of fs.readdirSync(folder))
    await t.test(name, async () => assert.deepEqual(await inspect(page, path.join(folder, name)), []));
  await close(page);
});

test("without scripts a page has no control that needs them", async () => {
  for (const label of ["front-vi", "story-vi", "diff-several"]) {
    const page = await browser.open(pages[label], { scripts: false });
    const dead = await page.locator("button, select, input, textarea, .js-only").filter({ visible: true }).count();
    assert.equal(dead, 0, label);
    assert.notEqual((await page.locator("main").innerText()).trim(), "");
    await close(page);
  }
});

test("a page says itself what it may load: nothing", async () => {
  for (const [label, file] of Object.entries(pages)) {
    const head = fs.readFileSync(file, "utf8").slice(0, 2000);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(head)?.[1] ?? "";
    assert.match(policy, /^default-src 'none';/, label);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/, label);
  }
});
