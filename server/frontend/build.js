/* Bundles the editor into ../static/vendor: one script, one sheet, the licences of what is in them.

`npm ci && npm run build`, or `make editor`. Without it the server shows its plain form.
*/
import { build } from "esbuild";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "..", "static", "vendor");
const fresh = vendor + ".new";

/* The pages' policy forbids inline styles: the two places that make some are taken out, and editor.css says what is needed.
   What a table is sorted and searched by is text, which it takes for HTML: it gets it escaped. */
const withinThePolicy = {
  name: "within-the-policy",
  setup: (bundler) => bundler.onLoad({ filter: /yasgui\.esm\.js$/ }, async ({ path }) => {
    let contents = await readFile(path, "utf8");
    for (const [made, instead] of [
      [`"createStyle", (function(e, n) {`, "$& return;"],
      [" style='text-decoration:underline'", ""],
      [`n === "filter" || n === "sort" || !n ? sanitize_default(t.value)`, `n === "filter" || n === "sort" || !n ? escape$$1(t.value)`],
    ]) {
      if (!contents.includes(made)) throw new Error(`${path} has changed: it no longer has ${made}`);
      contents = contents.replace(made, instead);
    }
    return { contents, loader: "js" };
  }),
};

const licences = async () => {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
  const told = [];
  for (const [path, entry] of Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!path || entry.dev) continue;
    const folder = join(here, path);
    const files = (await readdir(folder).catch(() => [])).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8").catch(() => "")));
    const name = path.replace(/^.*node_modules\//, "");
    told.push(`${name} ${entry.version} (${entry.license ?? "see its text"})\n\n${texts.join("\n").trim() || "Its package brings no text of its licence."}\n`);
  }
  return "What is bundled in editor.js and editor.css, and under which licences.\n\n" + told.join("\n" + "-".repeat(72) + "\n\n");
};

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: { editor: "editor.js" },
  outdir: relative(here, fresh),
  bundle: true,
  minify: true,
  legalComments: "none",
  target: "es2022",
  format: "iife",
  charset: "utf8",
  logLevel: "warning",
  plugins: [withinThePolicy],
});
if (result.errors.length) process.exit(1);
await writeFile(join(fresh, "LICENSES.txt"), await licences());
await rm(vendor, { recursive: true, force: true });
await rename(fresh, vendor);
