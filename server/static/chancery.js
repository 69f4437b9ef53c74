/* Makes some things quicker that work without it: suggestions while typing, what belongs together in an article. */
"use strict";

for (const input of document.querySelectorAll("[data-suggest]")) {
  let waiting, list;
  const close = () => { list?.remove(); list = undefined; };
  const show = (hits) => {
    close();
    if (!hits.length) return;
    list = document.createElement("ul");
    list.className = "suggest";
    for (const hit of hits) {
      if (!hit.href) continue;
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small"), name = document.createElement("bdi");
      link.href = hit.href;
      name.textContent = hit.title.replace(/[\u0002\u0003]/g, "") || "…";
      kind.textContent = hit.kind;
      link.append(name, kind);
      item.append(link);
      list.append(item);
    }
    input.form.append(list);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = input.value.trim();
    if (words.length < 2) return close();
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch("/search?format=json&q=" + encodeURIComponent(words));
        if (answer.ok && input.value.trim() === words) show((await answer.json()).hits.slice(0, 8));
      } catch { close(); }
    }, 150);
  });
  input.form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (!list || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (links[at] ?? input).focus();
  });
  document.addEventListener("click", (event) => { if (!input.form.contains(event.target)) close(); });
}

for (const input of document.querySelectorAll("[data-complete]")) {
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = input.value.trim();
    if (words.length < 2) return;
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch("/search?format=json&kind=" + input.dataset.complete + "&q=" + encodeURIComponent(words));
        const known = new Set([...input.list.options].map((option) => option.value));
        if (!answer.ok || input.value.trim() !== words) return;
        for (const hit of (await answer.json()).hits) {
          const name = hit.title.replace(/[\u0002\u0003]/g, "").slice(0, 120);
          if (name && !known.has(name)) input.list.append(new Option("", name));
        }
      } catch { /* what the page brought is there to choose from */ }
    }, 150);
  });
}

const reader = document.querySelector(".reader");
if (reader) {
  const light = (from, on) => {
    for (const name of ["fact", "actor", "passage"]) {
      for (const id of (from.dataset[name] ?? "").split(" ").filter(Boolean)) {
        for (const other of reader.querySelectorAll("[data-" + name + "]")) {
          if (other.dataset[name].split(" ").includes(id)) other.classList.toggle("lit", on);
        }
      }
    }
  };
  const marks = (event) => {
    const found = [];
    for (let node = event.target; node && node !== reader; node = node.parentElement) if (node.dataset?.fact || node.dataset?.actor || node.dataset?.passage) found.push(node);
    return found;
  };
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    reader.addEventListener(kind, (event) => { for (const node of marks(event)) light(node, on); });
  }
}

for (const copy of document.querySelectorAll("[data-copy]")) {
  copy.form.addEventListener("submit", () => { copy.value = document.getElementById(copy.dataset.copy).value; });
}
const editor = document.querySelector("[data-editor]");
editor?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) editor.form.requestSubmit();
});
