"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const articles = all(".reading article");
  const links = all("#article-list a");
  const say = (text) => { one("#status").textContent = text; };
  let current = 0;

  // A browser that keeps no storage for files still gets the theme of the system.
  const theme = one("#theme");
  const dark = () => {
    const set = document.documentElement.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const drawTheme = () => { theme.setAttribute("aria-pressed", String(dark())); };
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    drawTheme();
  });
  drawTheme();

  const open = (index, focus) => {
    if (!articles[index]) return;
    articles.forEach((article, i) => { article.hidden = i !== index; });
    links.forEach((link, i) => {
      if (i === index) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    current = index;
    const used = new Set(all("[data-label]", articles[index]).map((part) => part.dataset.label));
    all(".chip").forEach((chip) => { chip.hidden = !used.has(chip.querySelector("input").dataset.label); });
    if (focus) {
      articles[index].focus({ preventScroll: true });
      articles[index].scrollIntoView({ block: "start" });
    }
  };

  const follow = () => {
    const found = /^#article-(\d+)$/.exec(location.hash);
    if (found) open(Number(found[1]), true);
    else open(current, false);
  };
  addEventListener("hashchange", follow);
  // A link to the article that is open changes no hash, and is followed all the same.
  links.concat(all(".doubts a")).forEach((link) => link.addEventListener("click", () => {
    if (link.hash === location.hash) follow();
  }));

  const step = (by) => {
    const cuts = all(".cut", articles[current]).filter((cut) => cut.getClientRects().length);
    if (!cuts.length) { say("Nothing was cut here."); return; }
    const at = cuts.indexOf(one(".now"));
    const next = cuts[at < 0 ? (by > 0 ? 0 : cuts.length - 1) : (at + by + cuts.length) % cuts.length];
    all(".now").forEach((cut) => cut.classList.remove("now"));
    next.classList.add("now");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    say(`Cut ${cuts.indexOf(next) + 1} of ${cuts.length}`);
  };

  const only = one("#only-kept");
  const drawOnly = () => {
    document.body.classList.toggle("only-kept", only.checked);
    say(only.checked ? "Only what is kept is shown" : "Cuts are shown");
  };
  only.addEventListener("change", drawOnly);
  all(".chip input").forEach((box) => box.addEventListener("change", () => {
    all(`.reading [data-label="${box.dataset.label}"]`).forEach((part) => { part.hidden = !box.checked; });
  }));
  one(".toggles").addEventListener("submit", (event) => event.preventDefault());

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const keys = {
      j: () => step(1), k: () => step(-1),
      n: () => { if (current + 1 < articles.length) location.hash = `article-${current + 1}`; },
      p: () => { if (current > 0) location.hash = `article-${current - 1}`; },
      u: () => { only.checked = !only.checked; drawOnly(); },
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  all("input[data-filters]").forEach((input) => input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase();
    let left = 0;
    all(input.dataset.filters).forEach((row) => {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      left += row.hidden ? 0 : 1;
    });
    say(`${left} found`);
  }));

  all("table.sortable thead button").forEach((button) => button.addEventListener("click", () => {
    const head = button.closest("th");
    const column = head.cellIndex;
    const up = head.getAttribute("aria-sort") === "descending";
    const body = head.closest("table").tBodies[0];
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      const order = Number.isNaN(Number(x)) ? (x < y ? -1 : 1) : Number(x) - Number(y);
      return up ? order : -order;
    });
    all("th[aria-sort]", head.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  }));

  follow();
})();
