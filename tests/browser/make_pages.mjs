// Makes the pages that all suites open, once for a run of ctest: reports on corpus/ in both languages, diffs, a
// report on hostile input and one on very many stories; pages.json names them.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { ATTACKS, hostileArticles, manyStories, spelledArticles, toJsonLines } from "./invented.mjs";
import { PAGES, PROGRAM, SOURCE } from "./places.mjs";

export const MANY_STORIES = 3000;

const CORPUS = path.join(SOURCE, "corpus");

// stdout; the codes in `fine` are those of a run that did what it was asked.
function samestory(args, fine = [0]) {
  try {
    return execFileSync(PROGRAM, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  } catch (error) {
    if (fine.includes(error.status)) return error.stdout;
    throw new Error(`samestory ${args.join(" ")}: ${error.status ?? error.code}\n${error.stderr}`);
  }
}

function report(name, inputs, flags = []) {
  const folder = path.join(PAGES, name);
  samestory(["find", ...inputs, "--out", folder, ...flags]);
  const stories = fs.readFileSync(path.join(folder, "stories.jsonl"), "utf8").trimEnd().split("\n").map(JSON.parse);
  return { folder, stories, page: (story) => path.join(folder, "story", `${story.story}.html`) };
}

function diff(name, operands, flags = []) {
  const file = path.join(PAGES, `${name}.html`);
  fs.writeFileSync(path.join(PAGES, `${name}.operands.json`), JSON.stringify(operands));
  fs.writeFileSync(file, samestory(["diff", ...operands, "--format", "html", ...flags], [0, 1]));
  return file;
}

const holding = (stories, id) => {
  const found = stories.find((story) => story.articles.some((article) => article.id === id));
  if (found === undefined) throw new Error(`no story holds ${id}`);
  return found;
};

// File names are input too, and not all of this folder can be read.
function hostileFolder(groups) {
  const folder = path.join(PAGES, "input", "hostile");
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, articles] of Object.entries(groups))
    fs.writeFileSync(path.join(folder, `${name}.jsonl`), toJsonLines(articles));
  for (const attack of ATTACKS) {
    const outlet = attack.replaceAll("/", "").replaceAll("\u2028", "").slice(0, 80);
    fs.mkdirSync(path.join(folder, outlet), { recursive: true });
    fs.writeFileSync(path.join(folder, outlet, `${outlet}.json`), `{"title": "${attack}`);
    fs.writeFileSync(path.join(folder, outlet, `${outlet}.txt`), `${attack}\n\n${attack} stands alone here.\n`);
  }
  return folder;
}

function corpusPages() {
  const pages = {};
  for (const language of ["en", "vi"]) {
    const { folder, stories, page } = report(`corpus-${language}`, [CORPUS], ["--lang", language]);
    pages[`front-${language}`] = path.join(folder, "index.html");
    const four = holding(stories, "ban-tin-ben-song/2025-09-26-18-nam-tu-cho-cuu-giam-doc-dia-oc.txt");
    const surge = holding(stories, "delta-courier/2024-12-08-sea-wall-gives-way-at-pender-staithe.txt");
    const two = stories.find((story) => story.articles.length === 2);
    pages[`story-${language}`] = page(language === "vi" ? four : surge);
    pages[`story-other-${language}`] = page(language === "vi" ? surge : four);
    pages[`story-two-${language}`] = page(two);
  }
  return pages;
}

function diffPages() {
  const of = (...names) => names.map((name) => path.join(CORPUS, name));
  const shoes = of("ban-tin-ben-song/2024-03-08-cong-nhan-giay-thuy-hoa-nghi-viec.txt");
  const gold = fs.readFileSync(path.join(CORPUS, "gold.tsv"), "utf8").split("\n").map((line) => line.split("\t"));
  const texts = (story) => gold.filter((row) => row[1] === story && row[0].endsWith(".txt")).map((row) => row[0]);
  const vietnamese = of(...texts("vi-chay-xuong-giay"));
  const english = of(...texts("storm-surge"));
  const spelled = path.join(PAGES, "input", "spelled.jsonl");
  fs.writeFileSync(spelled, toJsonLines(spelledArticles()));
  return {
    "diff-spelled": diff("diff-spelled", spelledArticles().map(({ id }) => `${spelled}#${id}`), ["--lang", "vi"]),
    "diff-two": diff("diff-two", english.slice(0, 2)),
    "diff-several": diff("diff-several", vietnamese),
    "diff-base-0": diff("diff-base-0", english),
    "diff-base-1": diff("diff-base-1", english, ["--base", "1"]),
    "diff-strangers": diff("diff-strangers", [...shoes, ...english.slice(0, 1)]),
  };
}

function hostilePages() {
  const groups = hostileArticles();
  const { folder, stories, page } = report("hostile", [hostileFolder(groups)]);
  const pages = { "hostile-front": path.join(folder, "index.html") };
  for (const [name, articles] of Object.entries(groups))
    pages[`hostile-${name}`] = page(holding(stories, articles[0].id));
  const attacked = path.join(PAGES, "input", "hostile", "attacked.jsonl");
  pages["hostile-diff"] = diff("hostile-diff", groups.attacked.slice(0, 3).map(({ id }) => `${attacked}#${id}`));
  return pages;
}

// Only the front page is opened; three thousand story pages are not kept.
function manyPage() {
  const input = path.join(PAGES, "input", "many.jsonl");
  fs.writeFileSync(input, toJsonLines(manyStories(MANY_STORIES)));
  const { folder, stories } = report("many", [input]);
  fs.rmSync(path.join(folder, "story"), { recursive: true });
  if (stories.length !== MANY_STORIES) throw new Error(`${stories.length} stories instead of ${MANY_STORIES}`);
  return { "front-many": path.join(folder, "index.html") };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  fs.rmSync(PAGES, { recursive: true, force: true });
  fs.mkdirSync(path.join(PAGES, "input"), { recursive: true });
  const pages = { ...corpusPages(), ...diffPages(), ...hostilePages(), ...manyPage() };
  fs.writeFileSync(path.join(PAGES, "pages.json"), `${JSON.stringify(pages, null, 1)}\n`);
}
