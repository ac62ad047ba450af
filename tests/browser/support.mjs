// What the suites share: one Chromium a suite, pages that remember whatever went wrong in them, what is measured
// in a page.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { FLAG } from "./invented.mjs";
import { PAGES } from "./places.mjs";

export const WIDE = 1280;
export const NARROW = 390;

export const pages = JSON.parse(fs.readFileSync(path.join(PAGES, "pages.json"), "utf8"));
export const href = (file) => pathToFileURL(file).href;

// Root cannot have Chromium's sandbox; the rest keeps the browser itself off the network.
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const launch = () => chromium.launch({ executablePath: process.env.SAMESTORY_CHROMIUM ?? "/usr/bin/chromium",
                                              args: FLAGS });

// To be called once, at the top of a suite; `browser.open()` is for its tests.
export function usesBrowser() {
  const state = { chromium: null };
  before(async () => { state.chromium = await launch(); });
  after(async () => { await state.chromium?.close(); });
  return {
    // One page in a context of its own. `options` beside Playwright's own: width, dark, scripts.
    async open(file, { width = WIDE, height = 900, dark = false, scripts = true, hash = "", ...options } = {}) {
      const context = await state.chromium.newContext({
        viewport: { width, height }, colorScheme: dark ? "dark" : "light", javaScriptEnabled: scripts,
        reducedMotion: "reduce", timezoneId: "Asia/Ho_Chi_Minh", locale: "en-GB", ...options,
      });
      const page = await watched(context);
      if (file !== undefined) await page.goto(href(file) + hash);
      return page;
    },
  };
}

// A page with `page.troubles`: what the console, the network and the page's policy had to complain about.
async function watched(context) {
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  page.troubles = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.troubles.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => {
    page.troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", (popup) => page.troubles.push(`window: ${popup.url()}`));
  page.on("request", (request) => {
    if (!(request.isNavigationRequest() && request.url().startsWith("file:")))
      page.troubles.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  return page;
}

export const close = (page) => page.context().close();

// The test's body with one page, which must end without any trouble.
export async function withPage(browser, file, options, body) {
  const page = await browser.open(file, options);
  try {
    const result = await body(page);
    assert.deepEqual(page.troubles, []);
    return result;
  } finally {
    await close(page);
  }
}

export const flagOf = (page) => page.evaluate((name) => window[name], FLAG);

// What is wider than the window, the widest first: [] where nobody has to scroll sideways. What scrolls in a box
// of its own may be as wide as it likes.
export const tooWide = (page, allowed = 0) => page.evaluate((beyond) => {
  const root = document.documentElement;
  if (root.scrollWidth <= window.innerWidth + beyond) return [];
  const culprits = [...document.body.querySelectorAll("*")]
    .map((element) => ({ element, right: Math.round(element.getBoundingClientRect().right) }))
    .filter(({ right }) => right > window.innerWidth)
    .sort((a, b) => b.right - a.right)
    .slice(0, 5)
    .map(({ element, right }) => `${element.tagName.toLowerCase()}.${element.className} ends at ${right}`);
  return [`the page is ${root.scrollWidth} wide in a window of ${window.innerWidth}`, ...culprits];
}, allowed);

// The visible text of what `selector` finds: nothing that is hidden, white space drawn together.
export const visibleText = (page, selector) => page.locator(selector).evaluateAll(
  (elements) => elements.map((element) => element.innerText.replace(/\s+/g, " ").trim()));

// Every <details> of a page, so that what is folded away is looked at too.
export const openFolds = (page) => page.evaluate(() =>
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
