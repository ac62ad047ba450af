// The front page: search, filters, order; what is chosen stands in the address, so that a view can be sent on.
{
  const form = document.getElementById("story-filters");
  const field = (name) => document.getElementById(`story-${name}`);
  const names = ["search", "outlet", "from", "to", "kind", "sort"];
  const list = document.getElementById("stories");
  const days = list ? [...list.querySelectorAll(".day-of")] : [];
  let stories = [];
  let order = "newest";

  const compare = {
    newest: (a, b) => a.at - b.at,
    // Days turn round, the undated stay last.
    oldest: (a, b) => (a.first === "") - (b.first === "") || b.at - a.at,
    articles: (a, b) => b.articles - a.articles || a.at - b.at,
    outlets: (a, b) => b.outlets.length - a.outlets.length || a.at - b.at,
    cohesion: (a, b) => b.cohesion - a.cohesion || a.at - b.at,
  };

  // By time stories stand under their days; in any other order in one list.
  const sort = (by) => {
    if (by === order) return;
    order = by;
    const sorted = [...stories].sort(compare[by]);
    const flat = by !== "newest" && by !== "oldest";
    list.classList.toggle("flat", flat);
    if (flat) {
      days[0].querySelector("ol").append(...sorted.map((story) => story.item));
      list.prepend(days[0]);
      return;
    }
    for (const story of sorted) story.day.querySelector("ol").append(story.item);
    list.append(...new Set(sorted.map((story) => story.day)));
  };

  const apply = () => {
    const query = field("search").value.trim(), outlet = field("outlet").value, kind = field("kind").value;
    const from = field("from").value, to = field("to").value, finds = samestory.finder(query);
    let shown = 0;
    for (const story of stories) {
      const fits = (outlet === "" || story.outlets.includes(Number(outlet))) &&
        (!from || (story.first && story.first >= from)) && (!to || (story.first && story.first <= to)) &&
        (!kind || (kind === "report" ? story.kinds.every((each) => each === "report") : story.kinds.includes(kind))) &&
        (!query || finds((story.text ??= samestory.indexed(story.words))));
      if (story.item.hidden === fits) story.item.hidden = !fits;
      if (fits) ++shown;
    }
    sort(field("sort").value);
    for (const day of days) day.hidden = !day.querySelector("li:not([hidden])");
    field("nothing").hidden = shown > 0;
    field("count").textContent = samestory.filled(field("count").dataset.text, { n: shown, all: stories.length });
    field("clear").disabled = names.every((name) => isDefault(name));
  };

  const isDefault = (name) => field(name).value === (name === "sort" ? "newest" : "");

  // An outlet stands in the address by its name, which the next report has too.
  const write = () => {
    const chosen = new URLSearchParams();
    for (const name of names) {
      const value = field(name).value;
      if (!isDefault(name)) chosen.set(name, name === "outlet" ? samestory.data.outlets[value] : value);
    }
    try {
      history.replaceState(null, "", `#${chosen}`);
    } catch { /* an address that may not change */ }
  };

  const read = () => {
    if (location.hash !== "" && !location.hash.includes("=") && location.hash !== "#") return;  // a jump
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const name of names) {
      const value = chosen.get(name) ?? "";
      field(name).value = name === "outlet" && value ? samestory.data.outlets.indexOf(value) : value;
      if (field(name).selectedIndex === -1) field(name).selectedIndex = 0;
    }
    apply();
  };

  if (form && samestory.data) {
    const items = list.querySelectorAll("ol > li");
    const outlets = samestory.data.outlets;
    stories = samestory.data.stories.map((story, at) => ({
      ...story, at, item: items[at], day: items[at].closest(".day-of"),
      words: [items[at].querySelector("h3").textContent, story.id, ...story.outlets.map((i) => outlets[i]), ...story.ids].join("\n"),
    }));
    form.addEventListener("input", () => { apply(); write(); });
    field("clear").addEventListener("click", () => {
      for (const name of names) field(name).value = name === "sort" ? "newest" : "";
      apply();
      write();
      field("search").focus();
    });
    addEventListener("hashchange", read);
    read();
    // The first search is as quick as the next.
    (self.requestIdleCallback ?? setTimeout)(() => {
      for (const story of stories) story.text ??= samestory.indexed(story.words);
    });
  }
}
