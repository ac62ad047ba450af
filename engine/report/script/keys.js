// n and p go through the differences, o opens, / searches, j jumps, ? tells.
{
  const keys = document.getElementById("keys"), jump = document.getElementById("jump");
  let last = null;  // the difference visited last

  const isShown = (element) =>
    element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;

  const step = (by) => {
    const stops = [...document.querySelectorAll("[data-diff]")].filter(isShown);
    if (stops.length === 0) return;
    let at = stops.indexOf(document.activeElement?.closest("[data-diff]"));
    if (at < 0) at = stops.indexOf(last);
    if (at < 0) {
      // From the window's top on.
      const below = stops.findIndex((stop) => stop.getBoundingClientRect().bottom > 0);
      at = (below < 0 ? stops.length : below) - (by > 0 ? 1 : 0);
    }
    const next = (at + by + stops.length) % stops.length;
    const wrapped = next !== at + by;
    last = stops[next];
    if (last.tabIndex < 0) last.tabIndex = -1;
    last.focus({ preventScroll: true });
    last.scrollIntoView({ block: "center" });
    const where = samestory.filled(keys.dataset.step, { n: next + 1, all: stops.length });
    samestory.say(wrapped ? `${by > 0 ? keys.dataset.first : keys.dataset.last} ${where}` : where);
  };

  // The row in focus, or the fold it is in.
  const toggle = (stop) => {
    const fold = stop?.matches("details") ? stop : stop?.querySelector("details");
    if (fold) fold.open = !fold.open;
    return Boolean(fold);
  };

  const show = (dialog) => {
    if (dialog.showModal && !dialog.open) dialog.showModal();
  };

  const showKeys = () => {
    for (const entry of keys.querySelectorAll("[data-needs]")) {
      entry.hidden = entry.dataset.needs !== "" && !document.querySelector(entry.dataset.needs);
    }
    show(keys);
  };

  const showSections = () => {
    const items = [...document.querySelectorAll("section[id] > h2")].map((head) => {
      const link = document.createElement("a");
      link.href = `#${head.parentElement.id}`;
      link.textContent = head.textContent;
      link.addEventListener("click", () => jump.close());
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    if (items.length === 0) return;
    jump.querySelector("ul").replaceChildren(...items);
    show(jump);
  };

  const search = () => {
    const field = [...document.querySelectorAll("input[type=search]")].find(isShown);
    field?.focus();
    field?.select();
  };

  const actions = {
    n: () => step(1),
    p: () => step(-1),
    o: () => toggle(document.activeElement?.closest("[data-diff], tr")),
    "/": search,
    j: showSections,
    "?": showKeys,
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Enter") {
      // Links and summaries inside a row keep their own Enter.
      if (target.matches("[data-diff]:not(a, summary, button)") && toggle(target)) event.preventDefault();
    } else if (Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  });
  document.getElementById("keys-button").addEventListener("click", showKeys);
  for (const dialog of [keys, jump]) {
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();  // beside it
    });
  }
}
