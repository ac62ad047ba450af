// Pictures of the pages for those who review a change: build/browser/screenshots/, wide and narrow, light and dark.
// What a picture must be is checked, how it looks is for eyes.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { SCREENSHOTS } from "./places.mjs";
import { close, href, NARROW, pages, usesBrowser, WIDE } from "./support.mjs";

const browser = usesBrowser();
const LONGEST = 8000;  // CSS pixels of a picture's height; the rest of a longer page is left out

before(() => {
  fs.rmSync(SCREENSHOTS, { recursive: true, force: true });
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
});

// Width and height of a PNG: the first chunk is its header.
function sizeOf(png) {
  assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

async function take(page, name, clip) {
  const png = await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true, clip });
  const { width, height } = sizeOf(png);
  assert.equal(width, Math.round(clip.width), name);
  assert.ok(height > 40, `${name} is ${height} high`);
  assert.ok(png.length > 400 + (width * height) / 2000, `${name} is hardly more than one colour`);
}

const whole = (page) => page.evaluate((longest) =>
  ({ x: 0, y: 0, width: window.innerWidth, height: Math.min(longest, document.documentElement.scrollHeight) }), LONGEST);

const sectionBoxes = (page) => page.locator("section[id]:has(> h2)").evaluateAll((sections, longest) =>
  sections.map((section) => {
    const { top, height } = section.getBoundingClientRect();
    return { id: section.id, clip: { x: 0, y: top + window.scrollY, width: window.innerWidth, height: Math.min(longest, height) } };
  }), LONGEST);

for (const width of [WIDE, NARROW]) {
  for (const dark of [false, true]) {
    const suffix = `${width}-${dark ? "dark" : "light"}`;
    test(suffix, async () => {
      const page = await browser.open(undefined, { width, dark });
      for (const label of ["front-vi", "story-vi", "diff-two"]) {
        await page.goto(href(pages[label]));
        await take(page, `${label}-${suffix}`, await whole(page));
        if (!label.startsWith("story")) continue;
        for (const { id, clip } of await sectionBoxes(page)) await take(page, `${label}-${id}-${suffix}`, clip);
      }
      await close(page);
    });
  }
}
