// Bundles the page into dist/: index.html, and under page/ files that are named after their content; the list of all in
// files.txt. The same sources and packages give the same bytes.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";

const dist = "dist";
const folder = "page";

// Coastlines of Natural Earth, 1:110 million (public domain), as rings of tenths of a degree: first point, then steps.
const coast = {
  name: "coast",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^virtual:coast$/ }, ({ path }) => ({ path, namespace: "coast" }));
    onLoad({ filter: /.*/, namespace: "coast" }, async () => {
      const topology = JSON.parse(await readFile("node_modules/world-atlas/land-110m.json", "utf8"));
      const land = feature(topology, topology.objects.land);
      const rings = land.features.flatMap((f) =>
        (f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates).flat());
      return { contents: `export default ${JSON.stringify(rings.flatMap(unrolled).map(steps))}`, loader: "js" };
    });
  },
};

// Codecs of our own in place of compiled ones, which need more rights than the page gives.
const codecs = {
  name: "codecs",
  setup({ onResolve }) {
    onResolve({ filter: /^numcodecs\/(blosc|lz4|zstd)$/ }, ({ path }) => ({
      path: fileURLToPath(new URL(`src/live/codecs/${path.split("/")[1]}.ts`, import.meta.url)),
    }));
  },
};

// A ring that crosses the antimeridian goes on beyond it, and stands there twice, once for each edge of the map; one
// that goes around a pole is closed along the pole.
function unrolled(ring) {
  const out = [ring[0]];
  let turn = 0;
  for (let i = 1; i < ring.length; i++) {
    const step = ring[i][0] - ring[i - 1][0];
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    out.push([ring[i][0] + turn, ring[i][1]]);
  }
  const [first, last] = [out[0], out[out.length - 1]];
  if (Math.abs(last[0] - first[0]) > 180) {
    const pole = first[1] < 0 ? -90 : 90;
    out.push([last[0], pole], [first[0], pole], first);
  }
  const longitudes = out.map((p) => p[0]);
  const shifts = [0];
  if (Math.max(...longitudes) > 180) shifts.push(-360);
  if (Math.min(...longitudes) < -180) shifts.push(360);
  return shifts.map((shift) => out.map(([x, y]) => [x + shift, y]));
}

function steps(ring) {
  const out = [];
  let last = [0, 0];
  for (const point of ring.map((p) => p.map((n) => Math.round(n * 10)))) {
    const step = [point[0] - last[0], point[1] - last[1]];
    if (out.length === 0 || step[0] !== 0 || step[1] !== 0) out.push(...step);
    last = point;
  }
  return out;
}

const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();

// The terms of all packages that are in the bundle.
async function terms(inputs) {
  const packages = new Set(
    inputs.map((p) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(p)?.[1]).filter(Boolean).concat("world-atlas"));
  const texts = [];
  for (const name of [...packages].sort()) {
    const at = `node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${at}/package.json`, "utf8"));
    const file = (await readdir(at)).filter((f) => /^licen[cs]e/i.test(f)).sort()[0];
    const text = file ? await readFile(`${at}/${file}`, "utf8") : "";
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

await rm(dist, { recursive: true, force: true });
await mkdir(`${dist}/${folder}`, { recursive: true });
const { metafile, outputFiles } = await build({
  entryPoints: { page: "src/main.tsx", style: "src/style.css" },
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  outdir: `${dist}/${folder}`,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  plugins: [coast, codecs],
  metafile: true,
  write: false,
  logLevel: "warning",
});
const files = new Map();
for (const file of outputFiles) files.set(`${folder}/${file.path.split("/").pop()}`, file.contents);
const notices = await terms(Object.keys(metafile.inputs));
const notice = `${folder}/licenses-${hash(notices)}.txt`;
files.set(notice, notices);
const entry = (source) =>
  Object.entries(metafile.outputs).find(([, o]) => o.entryPoint === source)[0].slice(dist.length + 1);
const html = (await readFile("index.html", "utf8"))
  .replace("PAGE_JS", entry("src/main.tsx"))
  .replace("PAGE_CSS", entry("src/style.css"))
  .replace("PAGE_LICENSES", notice);
files.set("index.html", html);
for (const [key, contents] of files) await writeFile(`${dist}/${key}`, contents);
await writeFile(`${dist}/files.txt`, [...files.keys()].sort().join("\n"));
