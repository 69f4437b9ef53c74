/* The search of a static site: loads the lists of its words and the entries that have them all, and shows them. */
"use strict";

(() => {
  const BLOCK = 200, SHOWN = 40;
  const place = document.getElementById("found"), told = document.getElementById("told"), field = document.getElementById("q");
  const given = new URLSearchParams(location.search), typed = (given.get("q") ?? "").slice(0, 200);
  const loaded = new Map();
  const load = (name) => {
    if (!loaded.has(name)) loaded.set(name, fetch("search/" + name + ".json").then((answer) => (answer.ok ? answer.json() : null)));
    return loaded.get(name);
  };
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const shard = (word) => [...word].slice(0, 2).map((c) => (/[a-z0-9]/.test(c) ? c : "_" + c.codePointAt(0).toString(16))).join("");

  /* The numbers of the entries with a word; the last word may be one that has only been begun. */
  const having = async (word, begun) => {
    const lists = (await load(shard(word))) ?? {};
    const found = begun ? Object.keys(lists).filter((other) => other.startsWith(word)).flatMap((other) => lists[other]) : lists[word] ?? [];
    return new Set(found);
  };
  const find = async (words) => {
    const sets = await Promise.all(words.map((word, at) => having(word, at === words.length - 1 && [...word].length > 1)));
    return [...sets[0]].filter((number) => sets.every((set) => set.has(number))).sort((one, other) => one - other);
  };
  /* A date as people write it, as exact as it is. */
  const day = (date) => {
    const options = { year: "numeric", month: date.length > 4 ? "long" : undefined, day: date.length > 7 ? "numeric" : undefined, timeZone: "UTC" };
    const found = new Date(date);
    return isNaN(found) ? date : found.toLocaleDateString("en-GB", options);
  };
  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const show = async (numbers) => {
    for (const number of numbers.slice(0, SHOWN)) {
      const [kind, title, date, file, text] = (await load("block-" + Math.floor(number / BLOCK)))[number % BLOCK];
      const item = element("li"), head = element("h3"), link = element("a"), name = element("bdi", title || "Somebody who is not named");
      link.href = file.split("/").map(encodeURIComponent).join("/");
      link.append(name);
      head.append(link);
      item.append(element("p", date ? kind + " · " + day(date) : kind, "kicker"), head);
      if (text) {
        const told = element("p");
        told.append(element("bdi", text));
        item.append(told);
      }
      place.append(item);
    }
  };
  const run = async () => {
    for (const other of document.querySelectorAll("input[name=q]")) other.value = typed;
    const words = folded(typed).slice(0, 12);
    if (!words.length) return;
    const numbers = await find(words);
    const count = numbers.length.toLocaleString("en");
    told.textContent = numbers.length ? (numbers.length === 1 ? "1 entry" : count + " entries") + (numbers.length > SHOWN ? "; the first " + SHOWN + " of them" : "") : "Nothing has these words. Try fewer of them, or another spelling.";
    await show(numbers);
  };
  if (place && field) run().catch(() => { told.textContent = "The search index could not be loaded."; });
})();
