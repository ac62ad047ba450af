"use strict";
// Comfort only: every page says all it has to say without this.
document.documentElement.classList.replace("no-js", "js");
for (const element of document.querySelectorAll(".js-only[hidden]")) element.hidden = false;

// What the files after this one share.
const samestory = {
  // The page's block of data; null where it has none.
  get data() {
    if (this.parsed === undefined) {
      const block = document.getElementById("data");
      this.parsed = block ? JSON.parse(block.textContent) : null;
    }
    return this.parsed;
  },

  // A text as searches see it: as written, and without tone marks and other marks.
  indexed(text) {
    const written = text.normalize("NFC").toLowerCase();
    return { written, plain: this.plain(written) };
  },
  plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
  },

  // Tells whether an indexed text holds every word of the query. A word without marks finds those with marks too.
  finder(query) {
    const words = query.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    const checks = words.map((word) => [word, this.plain(word) === word ? "plain" : "written"]);
    return (text) => checks.every(([word, form]) => text[form].includes(word));
  },

  // "{n} of {all}" with the numbers.
  filled(pattern, numbers) {
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => numbers[name] ?? whole);
  },

  // To those who hear the page.
  say(text) {
    document.getElementById("said").textContent = text;
  },

  // Opens what an element is folded in.
  unfold(element) {
    for (let fold = element; (fold = fold.parentElement?.closest("details")); ) fold.open = true;
  },
};

// Classes of spelling that the reader does not want marked; kept for this visit where the browser allows.
{
  const switches = [...document.querySelectorAll("#spelling input")];
  const apply = () => {
    for (const box of switches) document.documentElement.classList.toggle(`hide-${box.value}`, !box.checked);
  };
  try {
    const off = (sessionStorage.getItem("samestory-spelling") ?? "").split(" ");
    for (const box of switches) box.checked = !off.includes(box.value);
  } catch { /* no storage here */ }
  for (const box of switches) {
    box.addEventListener("change", () => {
      apply();
      try {
        const off = switches.filter((other) => !other.checked).map((other) => other.value);
        sessionStorage.setItem("samestory-spelling", off.join(" "));
      } catch { /* no storage here */ }
    });
  }
  apply();
}

// A link to something folded away opens it.
{
  const follow = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch { /* as it stands */ }
    const target = id ? document.getElementById(id) : null;
    if (!target) return;
    target.dispatchEvent(new CustomEvent("samestory:show", { bubbles: true }));
    samestory.unfold(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  // After the files below have set up what they listen to.
  addEventListener("DOMContentLoaded", follow);
}
