// On paper: all that a page says is there, in full, and nothing that only a screen can use.
import assert from "node:assert/strict";
import { test } from "node:test";

import { close, href, NARROW, pages, tooWide, usesBrowser, withPage } from "./support.mjs";

const browser = usesBrowser();

// What a sheet of A4 leaves between its margins, in CSS pixels.
const PAPER = 718;
const IN_THE_MARGIN = 4;  // the padding of a marked word may stand in the margin

// Texts that paper would lose: in a closed fold, cut by a box that hides or scrolls, outside the sheet.
const lost = (page) => page.evaluate(() => {
  const out = [];
  const name = (element) =>
    `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent.trim().slice(0, 60)}`;
  for (const fold of document.querySelectorAll("main details")) {
    const inside = [...fold.children].find((child) => child.tagName !== "SUMMARY" && child.textContent.trim());
    const meant = fold.parentElement.checkVisibility() && !fold.closest(".js-only, [hidden]");
    if (meant && inside && !(inside.checkVisibility({ contentVisibilityAuto: true }) && inside.offsetHeight > 0))
      out.push(`closed: ${name(inside)}`);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest(".spoken, svg") || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if (element.offsetWidth <= 1 || style.display === "inline") continue;
    const cutAcross = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    const cutDown = style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
    if (cutAcross || cutDown) out.push(`cut: ${name(element)}`);
  }
  return out.slice(0, 10);
});

for (const scripts of [true, false]) {
  test(`nothing is cut off ${scripts ? "with" : "without"} scripts`, async (t) => {
    const page = await browser.open(undefined, { width: PAPER, scripts });
    await page.emulateMedia({ media: "print" });
    for (const [label, file] of Object.entries(pages).filter(([each]) => each !== "front-many")) {
      await t.test(label, async () => {
        await page.goto(href(file));
        assert.deepEqual([...await tooWide(page, IN_THE_MARGIN), ...await lost(page)], []);
      });
    }
    assert.deepEqual(page.troubles, []);
    await close(page);
  });
}

test("a fold that was closed prints what is in it", () =>
  withPage(browser, pages["story-vi"], { width: PAPER }, async (page) => {
    assert.ok(await page.locator("main details").count() > 0);
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = false; }));
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await lost(page), []);
  }));

test("what only a screen can use is left out", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const selector of [".skip", "nav", "button", "input", "select", "dialog"])
      assert.equal(await page.locator(selector).filter({ visible: true }).count(), 0, selector);
  }));

test("paper is white in the dark too", () =>
  withPage(browser, pages["story-vi"], { width: NARROW, dark: true }, async (page) => {
    await page.emulateMedia({ media: "print" });
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(background, "rgb(255, 255, 255)");
  }));

test("a printed story is a document of several sheets", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    const pdf = await page.pdf({ format: "A4" });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(sheets >= 2, `${sheets} sheets`);
  }));
