/* YASGUI over this server alone: its prefixes, its terms and its actors complete what is typed; it asks nobody else. */
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";

const told = JSON.parse(document.getElementById("editor-data").textContent);
const plain = document.getElementById("plain-editor");
const { Yasqe } = Yasgui;

/* An IRI by its prefix, or in angle brackets where none fits. */
const shortened = (iri) => {
  const found = Object.entries(told.prefixes).find(([, space]) => iri.startsWith(space) && /^\w+$/.test(iri.slice(space.length)));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : `<${iri}>`;
};

/* The terms with what was typed in a name or in their label, those that begin with it first. */
const fitting = (terms, typed) => {
  const rank = ({ iri, label }) => {
    const short = shortened(iri);
    const known = [short, iri, label, short.slice(short.indexOf(":") + 1)].map((name) => name.toLowerCase());
    return known.some((name) => name.startsWith(typed)) ? 0 : known.some((name) => name.includes(typed)) ? 1 : 2;
  };
  const ranked = terms.map((term) => ({ term, rank: rank(term) })).filter((entry) => entry.rank < 2);
  return ranked.sort((one, other) => one.rank - other.rank).map(({ term }) => ({ text: shortened(term.iri), words: `${shortened(term.iri)}  ${term.label}` }));
};

/* Actors by any of their names, from the server's own search. */
const named = async (words) => {
  const answer = await fetch("/search?format=json&kind=actor&q=" + encodeURIComponent(words));
  if (!answer.ok) return [];
  const { hits } = await answer.json();
  return hits.map((hit) => ({ text: `<${hit.iri}>`, words: hit.title.replace(/[\u0002\u0003]/g, "") }));
};

/* Classes after `a`; elsewhere properties, and actors for a name that has no prefix. */
const offered = async (yasqe, token) => {
  const typed = token.string.replace(/[<>"]/g, "").trim().toLowerCase();
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token)?.string;
  if (before === "a" || before === "rdf:type") return fitting(told.classes, typed);
  const properties = fitting(told.properties, typed);
  return typed.includes(":") ? properties : [...properties, ...(await named(typed))];
};

let shown = [];
const completer = {
  name: "own-terms",
  bulk: false,
  autoShow: false,
  isValidCompletionPosition: (yasqe) => {
    const token = yasqe.getCompleteToken();
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token)?.string ?? "";
    return /^[<"]?\p{L}[\p{L}\p{N} .:'-]+$/u.test(token.string.trim()) && before.toUpperCase() !== "PREFIX" && token.type !== "keyword";
  },
  get: async (yasqe, token) => {
    shown = token ? await offered(yasqe, token) : [];
    return shown.map((hint) => hint.text);
  },
  postprocessHints: (_yasqe, hints) => hints.map((hint, at) => ({ ...hint, displayText: shown[at]?.words ?? hint.text })),
};

const prefixes = Object.entries(told.prefixes).map(([name, space]) => `${name}: <${space}>`).sort();
Yasqe.forkAutocompleter("prefixes", { name: "own-prefixes", get: () => Promise.resolve(prefixes), persistenceId: null });
Yasqe.registerAutocompleter(completer);
for (const foreign of ["prefixes", "class", "property"]) delete Yasqe.Autocompleters[foreign];
Yasqe.defaults.autocompleters = ["own-prefixes", "variables", "own-terms"];

/* Things of this graph go by their kind in an answer: actor:ada-lind. */
const spaces = Object.fromEntries(told.kinds.map((kind) => [kind, `${told.base}${kind}/`]));
const endpoint = `${location.origin}/sparql`;
const address = (query) => `${endpoint}?query=${encodeURIComponent(query)}`;
const place = document.createElement("div");
place.id = "editor";
document.getElementById("editor-keys").before(place);
const yasgui = new Yasgui(place, {
  autofocus: false,
  populateFromUrl: false, // an address may bring a query, never another endpoint
  persistenceId: "chancery",
  copyEndpointOnNewTab: false,
  autoAddOnInit: false,
  endpointCatalogueOptions: { getData: () => [], keys: [] },
  requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
  yasqe: {
    value: told.start,
    consumeShareLink: null,
    createShareableLink: (yasqe) => address(yasqe.getValue()),
    prefixCcApi: null,
    autocompleters: Yasqe.defaults.autocompleters,
    editorHeight: "22rem",
    screenReaderLabel: "Query",
  },
  yasr: { prefixes: { ...told.prefixes, ...spaces }, pluginOrder: ["table", "response"], defaultPlugin: "table" },
});

/* Opens a query in a tab of its own, or in the one that has it already. */
const open = (query, name) => {
  const known = Object.values(yasgui._tabs).find((tab) => tab.getYasqe?.()?.getValue() === query || tab.persistentJson?.yasqe?.value === query);
  const settings = { pluginsConfig: { table: { compact: true } } };
  const tab = known ?? yasgui.addTab(true, { ...(name ? { name } : {}), yasqe: { value: query }, yasr: { settings, response: undefined } });
  if (known) yasgui.selectTabId(known.getId());
  return tab;
};

for (const link of document.querySelectorAll("[data-example]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const query = new URL(link.href).searchParams.get("query");
    open(query, link.textContent.slice(0, 40)).query().catch(() => {});
    place.scrollIntoView({ block: "start" });
  });
}

/* What the graph calls by an IRI of its own is shown by this server, under whatever name it is reached. */
const lead = (event) => {
  const link = event.target.closest?.("a.iri");
  if (!link?.href.startsWith(told.base)) return;
  link.href = "/" + link.href.slice(told.base.length);
  link.removeAttribute("target");
};
for (const kind of ["pointerover", "focusin", "click"]) place.addEventListener(kind, lead, true);

/* What YASGUI leaves out for keyboards and screen readers. */
const complete = () => {
  for (const button of place.querySelectorAll(".tabsList button.addTab")) button.setAttribute("role", "tab");
  for (const scroller of place.querySelectorAll(".CodeMirror-scroll")) scroller.tabIndex = 0;
};
yasgui.on("tabSelect", () => setTimeout(complete));

for (const other of document.querySelectorAll("[data-plain]")) other.hidden = true;
document.getElementById("editor-keys").hidden = false;
if (!Object.keys(yasgui._tabs).length) open(told.start);
if (told.query) open(told.query).query().catch(() => {});
complete();
