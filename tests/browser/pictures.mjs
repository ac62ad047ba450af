// Renews the pictures in docs/ that README shows: ./run pictures.mjs, after make_pages.mjs.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { SOURCE } from "./places.mjs";
import { href, launch, pages, WIDE } from "./support.mjs";

const MOST_BYTES = 200 * 1024;

// What stands below `from`, the selector of an element, once `prepare` has had its way with the page.
async function picture(page, label, name, height, from = "body", prepare = async () => {}) {
  await page.setViewportSize({ width: WIDE, height });
  await page.goto(href(pages[label]));
  await prepare(page);
  await page.locator(from).first().evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 16));
  const file = path.join(SOURCE, "docs", `${name}.png`);
  await page.screenshot({ path: file });
  // A palette of 64 colours is enough for type and two hues; without pngquant the picture is whole and larger.
  const done = spawnSync("pngquant", ["--force", "--skip-if-larger", "--speed", "1", "--strip", "--output", file, "64", file]);
  const bytes = fs.statSync(file).size;
  console.log(`${path.relative(SOURCE, file)}: ${bytes} bytes${done.error ? ", pngquant is not installed" : ""}`);
  if (bytes > MOST_BYTES) throw new Error(`${file} is over ${MOST_BYTES} bytes`);
}

// The English report's story with these words in its headline.
function storyOf(words) {
  const folder = path.join(path.dirname(pages["front-en"]), "story");
  const found = fs.readdirSync(folder).sort().find((name) => {
    return fs.readFileSync(path.join(folder, name), "utf8").match(/<h1[^>]*>([^<]*)/)[1].includes(words);
  });
  if (!found) throw new Error(`no story on ${words}`);
  return path.join(folder, found);
}

const browser = await launch();
try {
  const page = await (await browser.newContext({ deviceScaleFactor: 1, colorScheme: "light", reducedMotion: "reduce" })).newPage();
  await picture(page, "front-en", "report-front", 1000);
  pages.ferry = storyOf("Gannet Bank");
  await picture(page, "ferry", "report-story", 1100, "#carries table.matrix", async () => {
    const row = page.locator("#carries tr[data-facts]").first();
    await row.locator("summary").click();
  });
  await picture(page, "ferry", "report-side", 900, "#side h3");
} finally {
  await browser.close();
}
