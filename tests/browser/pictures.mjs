// Renews the pictures in docs/ that README shows: ./run pictures.mjs, after make_pages.mjs.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { SOURCE } from "./places.mjs";
import { href, launch, pages, WIDE } from "./support.mjs";

const MOST_BYTES = 200 * 1024;

async function picture(page, label, name, height) {
  await page.setViewportSize({ width: WIDE, height });
  await page.goto(href(pages[label]));
  const file = path.join(SOURCE, "docs", `${name}.png`);
  await page.screenshot({ path: file });
  // A palette of 64 colours is enough for type and two hues; without pngquant the picture is whole and larger.
  const done = spawnSync("pngquant", ["--force", "--skip-if-larger", "--speed", "1", "--strip", "--output", file, "64", file]);
  const bytes = fs.statSync(file).size;
  console.log(`${path.relative(SOURCE, file)}: ${bytes} bytes${done.error ? ", pngquant is not installed" : ""}`);
  if (bytes > MOST_BYTES) throw new Error(`${file} is over ${MOST_BYTES} bytes`);
}

const browser = await launch();
try {
  const page = await (await browser.newContext({ deviceScaleFactor: 1, colorScheme: "light", reducedMotion: "reduce" })).newPage();
  await picture(page, "front-vi", "report-front", 1000);
  await picture(page, "story-vi", "report-story", 1500);
} finally {
  await browser.close();
}
