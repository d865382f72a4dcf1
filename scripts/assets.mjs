// Bundles the style sheets, scripts and pictures into webapp/static/dist under names that carry their hash, and says in
// manifest.json which name stands for which. Called by scripts/assets.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const SOURCES = "webapp/static";
const DIST = "webapp/static/dist";
const ENTRIES = [
  "styles/public.css",
  "styles/desk.css",
  "scripts/app.js",
  "scripts/charts.js",
  "scripts/keeper.js",
  "pictures/icons.svg",
  "pictures/seal.svg",
  "pictures/lattice.svg",
];
// Phones of 2020: what is newer in the sources is written in older words.
const TARGET = ["chrome84", "safari14", "firefox84"];

await mkdir(DIST, { recursive: true });
const { metafile } = await build({
  entryPoints: ENTRIES.map((entry) => path.join(SOURCES, entry)),
  outdir: DIST,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "iife",
  target: TARGET,
  supported: { destructuring: true }, // Safari 14 stumbles over a rare form of it only.
  legalComments: "eof",
  loader: { ".svg": "copy" },
  metafile: true,
  logLevel: "warning",
});

const wanted = new Set(ENTRIES.map((entry) => path.join(SOURCES, entry)));
const manifest = {};
for (const [file, output] of Object.entries(metafile.outputs)) {
  const source = output.entryPoint ?? Object.keys(output.inputs)[0];
  if (wanted.has(source)) manifest[path.basename(source)] = path.basename(file);
}
await writeFile(path.join(DIST, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

// What an earlier build made goes last, so that a server that runs meanwhile never points at nothing.
const made = new Set(Object.keys(metafile.outputs).map((file) => path.basename(file))).add("manifest.json");
for (const file of await readdir(DIST)) {
  if (!made.has(file)) await rm(path.join(DIST, file), { recursive: true });
}
