// The front page's filters and orders, held against the stories that the same run printed as JSON Lines.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { close, href, NARROW, pages, usesBrowser, withPage } from "./support.mjs";

const browser = usesBrowser();
const FRONT = pages["front-vi"];

const stories = fs.readFileSync(path.join(path.dirname(FRONT), "stories.jsonl"), "utf8").trimEnd().split("\n")
  .map((line) => JSON.parse(line))
  .map((story) => ({
    ...story,
    outlets: [...new Set(story.articles.map(({ source, id }) => source || id))],
    roles: story.articles.map(({ role }) => role).filter((role) => role !== "earliest"),
  }));

// Ids of the stories that the list shows, from top to bottom.
const shown = (page) => page.locator("ol.stories > li h3 a").filter({ visible: true }).evaluateAll(
  (links) => links.map((link) => /story\/(.*)\.html$/.exec(link.getAttribute("href"))[1]));

const ids = (some) => some.map(({ story }) => story).sort();

async function expectStories(page, fits, why) {
  const expected = ids(stories.filter(fits));
  assert.deepEqual((await shown(page)).sort(), expected, why);
  const count = await page.locator("#story-count").innerText();
  assert.match(count, new RegExp(`(^|\\D)${expected.length}\\D+${stories.length}(\\D|$)`), `the count after ${why}`);
  for (const day of await page.locator("h2.day").filter({ visible: true }).all()) {
    const under = await day.locator("xpath=following-sibling::ol[1]/li").filter({ visible: true }).count();
    assert.ok(under > 0, `a day without a story after ${why}`);
  }
  assert.equal(await page.locator("#story-nothing").isVisible(), expected.length === 0);
}

test("all stories at first, newest first", () => withPage(browser, FRONT, {}, async (page) => {
  await expectStories(page, () => true, "nothing");
  const order = (await shown(page)).map((id) => stories.find(({ story }) => story === id).first);
  const dated = order.filter(Boolean).map((first) => Date.parse(first.length === 10 ? `${first}T00:00:00+00:00` : first));
  // A day alone and a time of that day may stand in either order.
  for (let i = 1; i < dated.length; ++i) assert.ok(dated[i] <= dated[i - 1] + 24 * 3600e3, order[i]);
}));

test("by outlet", () => withPage(browser, FRONT, {}, async (page) => {
  const options = await page.locator("#story-outlet option").evaluateAll((all) =>
    all.map(({ value, textContent }) => ({ value, name: textContent.replace(/ \(\d+\)$/, "") })));
  const outlets = [...new Set(stories.flatMap((story) => story.outlets))].sort();
  assert.deepEqual(options.slice(1).map(({ name }) => name).sort(), outlets);
  for (const { value, name } of options.slice(1)) {
    await page.locator("#story-outlet").selectOption(value);
    await expectStories(page, (story) => story.outlets.includes(name), name);
  }
}));

test("by kind", () => withPage(browser, FRONT, {}, async (page) => {
  for (const [kind, fits] of [["copy", (story) => story.roles.includes("copy")],
                              ["partial", (story) => story.roles.includes("partial")],
                              ["report", (story) => story.roles.every((role) => role === "report")]]) {
    await page.locator("#story-kind").selectOption(kind);
    await expectStories(page, fits, kind);
  }
}));

test("by date", () => withPage(browser, FRONT, {}, async (page) => {
  const days = stories.map(({ first }) => first?.slice(0, 10)).filter(Boolean).sort();
  const from = days[Math.floor(days.length / 4)];
  const to = days[Math.floor(days.length / 2)];
  await page.locator("#story-from").fill(from);
  await expectStories(page, ({ first }) => first && first.slice(0, 10) >= from, `from ${from}`);
  await page.locator("#story-to").fill(to);
  await expectStories(page, ({ first }) => first && first.slice(0, 10) >= from && first.slice(0, 10) <= to, `to ${to}`);
}));

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d").toLowerCase();

test("by words: without regard to case, with or without tone marks", () => withPage(browser, FRONT, {}, async (page) => {
  const search = page.locator("#story-search");
  const target = stories.find(({ title }) => bare(title) !== title.toLowerCase() && title.length > 30);
  for (const query of [target.title, target.title.toUpperCase(), bare(target.title), target.title.normalize("NFD")]) {
    await search.fill(query);
    assert.ok((await shown(page)).includes(target.story), query);
  }
  await search.fill(target.outlets[0]);
  const found = await shown(page);
  for (const { story } of stories.filter(({ outlets }) => outlets.includes(target.outlets[0])))
    assert.ok(found.includes(story), "an outlet's name is found too");
  await search.fill("no such word zzyzx");
  await expectStories(page, () => false, "nonsense");
  await search.fill("");
  await expectStories(page, () => true, "an empty search");
}));

test("a word with its tone mark finds only itself", () => withPage(browser, FRONT, {}, async (page) => {
  // Of two titles that hold the same word but for the marks, only one is found by it.
  const marked = stories.flatMap(({ title, story }) => title.toLowerCase().split(/[^\p{L}\p{M}]+/u)
    .filter((word) => bare(word) !== word).map((word) => ({ word, story })));
  const everything = (story) => [story.title, ...story.outlets, ...story.articles.map(({ id }) => id)].join("\n");
  for (const { word, story } of marked.slice(0, 12)) {
    await page.locator("#story-search").fill(word);
    const found = await shown(page);
    assert.ok(found.includes(story), word);
    for (const id of found)
      assert.ok(everything(stories.find((each) => each.story === id)).normalize("NFC").toLowerCase().includes(word.normalize("NFC")), word);
  }
}));

test("all filters together, and clear", () => withPage(browser, FRONT, {}, async (page) => {
  const target = stories.find(({ roles, first }) => roles.includes("copy") && first);
  const day = target.first.slice(0, 10);
  await page.locator("#story-search").fill(target.title.split(" ")[0]);
  await page.locator("#story-kind").selectOption("copy");
  await page.locator("#story-from").fill(day);
  await page.locator("#story-to").fill(day);
  assert.deepEqual(await shown(page), [target.story]);
  await page.locator("#story-clear").click();
  await expectStories(page, () => true, "clear");
  assert.equal(await page.locator("#story-search").inputValue(), "");
  assert.doesNotMatch(page.url(), /=/);
}));

test("orders", () => withPage(browser, FRONT, {}, async (page) => {
  const byId = new Map(stories.map((story) => [story.story, story]));
  const falling = { articles: (story) => story.articles.length, outlets: (story) => story.outlets.length,
                    cohesion: (story) => story.cohesion };
  for (const [order, figure] of Object.entries(falling)) {
    await page.locator("#story-sort").selectOption(order);
    const figures = (await shown(page)).map((id) => figure(byId.get(id)));
    assert.deepEqual(figures, [...figures].sort((a, b) => b - a), order);
    assert.equal(figures.length, stories.length);
  }
  await page.locator("#story-sort").selectOption("newest");
  const newest = await shown(page);
  await page.locator("#story-sort").selectOption("oldest");
  assert.deepEqual((await shown(page)).map((id) => byId.get(id).first?.slice(0, 10) ?? "~").filter((day) => day !== "~"),
                   newest.map((id) => byId.get(id).first?.slice(0, 10) ?? "~").filter((day) => day !== "~").reverse());
}));

test("the address keeps what was chosen, and brings it back", async () => {
  const page = await browser.open(FRONT);
  await page.locator("#story-search").fill("a đ &=#%+");
  await page.locator("#story-search").fill("a");
  await page.locator("#story-outlet").selectOption({ index: 1 });
  await page.locator("#story-sort").selectOption("oldest");
  const expected = await shown(page);
  assert.ok(expected.length > 0 && expected.length < stories.length);
  const address = page.url();
  assert.match(new URL(address).hash, /^#./);
  const again = await browser.open();
  await again.goto(address);
  assert.deepEqual(await shown(again), expected);
  await again.reload();
  assert.deepEqual(await shown(again), expected);
  await again.goto(href(FRONT));
  await again.evaluate((hash) => { window.location.hash = hash; }, new URL(address).hash);
  await again.waitForFunction((n) => [...document.querySelectorAll("ol.stories > li")]
    .filter((item) => item.checkVisibility()).length === n, expected.length);
  assert.deepEqual(await shown(again), expected);
  assert.deepEqual([...page.troubles, ...again.troubles], []);
  await close(page);
  await close(again);
});

test("an address from elsewhere breaks nothing", async () => {
  for (const hash of ["#outlet=Nobody", "#sort=worst&kind=none", "#from=yesterday&to=9999-99-99", "#q", "#=", "#%E0%A4%A"]) {
    await withPage(browser, FRONT, { hash }, async (page) => {
      const found = await shown(page);
      await page.locator("#story-clear").click({ trial: true, timeout: 500 }).catch(() => {});
      assert.ok(found.length === stories.length || await page.locator("#story-count").innerText() !== "", hash);
    });
  }
});

test("a link opens its story, and the story leads back to the same view", async () => {
  const page = await browser.open(FRONT);
  await page.locator("#story-kind").selectOption("copy");
  const expected = await shown(page);
  await page.locator("ol.stories h3 a").filter({ visible: true }).first().click();
  assert.ok(page.url().includes(`/story/${expected[0]}.html`));
  await page.goBack();
  assert.deepEqual(await shown(page), expected);
  await page.goForward();
  await page.locator(".top a, nav a").filter({ visible: true }).first().click();
  assert.ok(page.url().includes("/index.html"));
  await close(page);
});

test("filters on a telephone", () => withPage(browser, FRONT, { width: NARROW }, async (page) => {
  await page.locator("#story-search").fill("a");
  assert.ok((await shown(page)).length > 0);
  for (const control of await page.locator("#story-filters").locator("input, select, button").filter({ visible: true }).all()) {
    const { width, height } = await control.boundingBox();
    assert.ok(width >= 24 && height >= 24, "large enough for a finger (WCAG 2.5.8)");
  }
}));

test("without scripts every story is there", () => withPage(browser, FRONT, { scripts: false }, async (page) => {
  assert.deepEqual((await shown(page)).sort(), ids(stories));
}));
