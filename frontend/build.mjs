// Builds everything a page loads into the package's static folder. No network; anything missing stops it.
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "maillon", "shell", "static", "maillon");
const TOKENS = join(here, "node_modules", "qc-trousse-sdg", "dist", "css", "qc-sdg-design-tokens.min.css");
const PRODUCTS = [
  "maillon.css",
  "maillon.js",
  "count-worker.js",
  "icons.svg",
  "favicon.svg",
  "pictures/gymnase.svg",
  "fonts/open-sans-latin-400-normal.woff2",
  "fonts/open-sans-latin-600-normal.woff2",
  "fonts/roboto-latin-500-normal.woff2",
  "fonts/roboto-latin-700-normal.woff2",
];

/** The colours of Québec's design system, light and dark, under our own two ways of choosing the dark. */
async function colourTokens() {
  const source = await readFile(TOKENS, "utf8");
  const colours = (selector) => {
    const rule = source.match(new RegExp(`(?:^|})${selector}\\{([^}]*)\\}`));
    const found = rule?.[1].split(";").filter((line) => /^--qc-color-[a-z_-]+:/.test(line) && !/-rgb[:)]/.test(line));
    if (!found || found.length < 20) throw new Error(`qc-trousse-sdg: no colours under ${selector}`);
    return found.join(";\n  ");
  };
  const light = colours(":root");
  const dark = colours("\\.qc-dark-theme,:root\\.qc-dark-theme");
  return `:root {\n  ${light};\n}
@media screen and (prefers-color-scheme: dark) {\n:root:not([data-theme="light"]) {\n  ${dark};\n}\n}
@media screen {\n:root[data-theme="dark"] {\n  ${dark};\n}\n}\n`;
}

const qcTokens = {
  name: "qc-tokens",
  setup(build) {
    build.onResolve({ filter: /^qc-tokens$/ }, () => ({ path: TOKENS, namespace: "qc-tokens" }));
    build.onLoad({ filter: /.*/, namespace: "qc-tokens" }, async () => ({
      contents: await colourTokens(),
      loader: "css",
    }));
  },
};

/** One sprite from the drawings of icons/, each a 24 × 24 file whose name is the icon's name. */
async function icons() {
  const files = (await readdir(join(here, "icons"))).filter((name) => name.endsWith(".svg")).sort();
  if (!files.length) throw new Error("icons/: no drawing found");
  const symbols = await Promise.all(
    files.map(async (name) => {
      const text = await readFile(join(here, "icons", name), "utf8");
      const inside = text.match(/<svg[^>]*viewBox="0 0 24 24"[^>]*>([\s\S]*)<\/svg>/);
      if (!inside) throw new Error(`icons/${name}: not a 24 × 24 drawing`);
      return `<symbol id="${name.slice(0, -4)}" viewBox="0 0 24 24">${inside[1].trim()}</symbol>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await esbuild.build({
  absWorkingDir: here,
  entryPoints: { maillon: "styles/maillon.css" },
  outdir: out,
  bundle: true,
  minify: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  plugins: [qcTokens],
  logLevel: "warning",
});
await esbuild.build({
  absWorkingDir: here,
  entryPoints: { maillon: "elements/index.js", "count-worker": "elements/count-worker.js" },
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  logLevel: "warning",
});
await writeFile(join(out, "icons.svg"), await icons());
for (const name of ["favicon.svg", "pictures"]) await cp(join(here, name), join(out, name), { recursive: true });

for (const name of PRODUCTS) {
  const { size } = await stat(join(out, name)); // throws, and so stops the build, when a product is missing
  if (!size) throw new Error(`${name} is empty`);
  const packed = name.endsWith(".woff2") ? size : gzipSync(await readFile(join(out, name))).length;
  console.log(`${name.padEnd(42)} ${(packed / 1024).toFixed(1).padStart(6)} kB`);
}
