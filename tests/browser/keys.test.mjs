// The keyboard: through the differences and back, rows opened, the search and the lists reached; never while
// somebody types, never a key of the browser's own.
import assert from "node:assert/strict";
import { test } from "node:test";

import { openFolds, pages, usesBrowser, withPage } from "./support.mjs";

const browser = usesBrowser();

// Where n and p may stop, in the page's order, and which of them has the focus (-1: none).
const stops = (page) => page.evaluate(() => {
  const shown = [...document.querySelectorAll("[data-diff]")].filter((element) => element.checkVisibility());
  const rect = document.activeElement.getBoundingClientRect();
  return {
    count: shown.length,
    at: shown.indexOf(document.activeElement),
    inWindow: rect.bottom > 0 && rect.top < window.innerHeight,
    open: shown.map((element) => element.matches("details[open]") || element.querySelector("details[open]") !== null),
  };
});

async function press(page, key) {
  await page.keyboard.press(key);
  return stops(page);
}

for (const label of ["story-vi", "story-en", "diff-several"]) {
  test(`n goes through every difference in order and begins again: ${label}`, () =>
    withPage(browser, pages[label], {}, async (page) => {
      const { count } = await stops(page);
      assert.ok(count > 3, `${count} differences`);
      for (let i = 0; i < count; ++i) {
        const now = await press(page, "n");
        assert.deepEqual([now.at, now.inWindow], [i, true]);
      }
      assert.equal((await press(page, "n")).at, 0);
      assert.equal((await press(page, "p")).at, count - 1);
      assert.equal((await press(page, "p")).at, count - 2);
    }));
}

test("p goes back to the last one from the top of the page", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    const { count } = await stops(page);
    assert.equal((await press(page, "p")).at, count - 1);
  }));

test("n leaves out what is filtered away", () =>
  withPage(browser, pages["story-en"], {}, async (page) => {
    const before = await stops(page);
    await page.locator("#row-facts").check();
    const after = await stops(page);
    assert.ok(after.count < before.count);
    await page.locator("#row-facts").blur();
    for (let i = 0; i < 3; ++i) {
      const row = await press(page, "n").then(() => page.evaluate(() => document.activeElement.checkVisibility()));
      assert.ok(row);
    }
  }));

test("o and Enter open the row in focus and close it again", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    for (const key of ["o", "Enter"]) {
      await press(page, "n");
      const at = (await stops(page)).at;
      assert.equal((await stops(page)).open[at], false);
      assert.equal((await press(page, key)).open[at], true, `${key} opens`);
      assert.equal((await stops(page)).at, at, "the focus stays");
      assert.equal((await press(page, key)).open[at], false, `${key} closes`);
    }
  }));

test("/ goes to the search, and Escape or Tab leaves it", async () => {
  for (const label of ["front-vi", "story-vi", "diff-several"]) {
    await withPage(browser, pages[label], {}, async (page) => {
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.type), "search");
      assert.equal(await page.evaluate(() => document.activeElement.value), "", "the key itself is not typed");
      await page.keyboard.press("Tab");
      assert.notEqual(await page.evaluate(() => document.activeElement.type), "search");
    });
  }
});

test("keys are letters while somebody types", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("n p o j ? /");
    assert.equal(await page.evaluate(() => document.activeElement.value), "n p o j ? /");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await page.locator("#row-least").focus();
    await page.keyboard.press("n");
    assert.equal(await page.evaluate(() => document.activeElement.id), "row-least");
  }));

test("keys with Control, Alt or Meta are the browser's", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    const swallowed = await page.evaluate(() => ["ctrlKey", "altKey", "metaKey"].flatMap((modifier) =>
      ["n", "p", "o", "j", "/", "?", "Enter"].filter((key) =>
        !document.body.dispatchEvent(new KeyboardEvent("keydown",
          { key, [modifier]: true, bubbles: true, cancelable: true })))));
    assert.deepEqual(swallowed, []);
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal((await stops(page)).at, -1);
  }));

test("? tells the keys that this page has; Escape closes the list", async () => {
  for (const [label, keys] of [["front-vi", ["/", "?"]], ["story-vi", ["n", "p", "o", "/", "j", "?"]]]) {
    await withPage(browser, pages[label], {}, async (page) => {
      await page.keyboard.press("?");
      const dialog = page.locator("dialog[open]");
      assert.equal(await dialog.count(), 1);
      const listed = await dialog.locator("kbd").filter({ visible: true }).allInnerTexts();
      for (const key of keys) assert.ok(listed.includes(key), `${label} lists ${key} in ${listed}`);
      if (label.startsWith("front")) assert.ok(!listed.includes("n"), "a page without differences does not offer n");
      await page.keyboard.press("n");
      assert.equal((await stops(page)).at, -1, "keys wait while the list is open");
      await page.keyboard.press("Escape");
      assert.equal(await dialog.count(), 0);
    });
  }
});

test("the list of keys has a button too", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    await page.locator("#keys-button").click();
    assert.equal(await page.locator("dialog[open]").count(), 1);
    await page.locator("dialog[open] button").click();
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), "keys-button", "the focus goes back");
  }));

test("j lists the sections and goes there", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    await page.keyboard.press("j");
    const links = page.locator("dialog[open] a");
    const sections = await page.locator("section[id]:has(> h2)").evaluateAll((all) => all.map(({ id }) => `#${id}`));
    assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))), sections);
    await page.locator('dialog[open] a[href="#annotated"]').press("Enter");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(new URL(page.url()).hash, "#annotated");
    const top = await page.locator("#annotated").evaluate((section) => section.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 200, `the section begins at ${top}`);
  }));

test("every control is reached by Tab and shows it", () =>
  withPage(browser, pages["story-vi"], {}, async (page) => {
    await openFolds(page);
    const seen = new Set();
    for (let i = 0; i < 25; ++i) {
      await page.keyboard.press("Tab");
      const { name, outline } = await page.evaluate(() => {
        const element = document.activeElement;
        return { name: `${element.tagName}#${element.id}.${element.textContent.slice(0, 30)}`,
                 outline: getComputedStyle(element).outlineStyle };
      });
      if (name.startsWith("BODY")) continue;
      seen.add(name);
      assert.notEqual(outline, "none", name);
    }
    assert.ok(seen.size > 15, `${seen.size} stops`);
  }));

test("without scripts the first Tab leads past the head to the content", () =>
  withPage(browser, pages["story-vi"], { scripts: false }, async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, "#main");
  }));
