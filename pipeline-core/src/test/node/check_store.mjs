// Compares the stores that ZarrSamples wrote with what zarrita reads. Exit code 0 if all is equal.
// Usage: NODE_MODULES=FOLDER_WITH_ZARRITA node check_store.mjs FOLDER
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const modules = path.resolve(process.env.NODE_MODULES ?? "node_modules");
const load = (entry) => import(pathToFileURL(path.join(modules, entry)).href);
const entry = (name) => {
  const json = JSON.parse(fs.readFileSync(path.join(modules, name, "package.json")));
  const main = json.exports?.["."] ?? json.main;
  return path.join(name, typeof main === "string" ? main : (main.import ?? main.default));
};
const zarr = await load(entry("zarrita"));

/**
 * A folder as a zarrita store. JavaScript refuses the literal NaN that Python writes into JSON, so a store with NaN among its
 * attributes cannot be opened by zarrita; the samples have some, and here they become null.
 */
class Folder {
  constructor(root) {
    this.root = root;
  }
  async get(key) {
    try {
      const bytes = fs.readFileSync(path.join(this.root, key));
      if (!/(zarr\.json|\.zarray|\.zattrs)$/.test(key)) return new Uint8Array(bytes);
      return new TextEncoder().encode(bytes.toString("utf8").replace(/^(\s*(?:"[^"]*": )?)NaN(,?)$/gm, "$1null$2"));
    } catch (e) {
      if (e.code === "ENOENT") return undefined;
      throw e;
    }
  }

  async getRange(key, range) {
    const bytes = await this.get(key);
    if (bytes === undefined) return undefined;
    // Copies: the decoder of vlen-utf8 looks at the whole underlying buffer.
    return "suffixLength" in range
      ? bytes.slice(bytes.length - range.suffixLength)
      : bytes.slice(range.offset, range.offset + range.length);
  }
}

let compared = 0;
const problems = [];
const unsupported = {};
for (const format of [2, 3]) {
  const expected = path.join(folder, "expected", `v${format}`);
  const index = JSON.parse(fs.readFileSync(path.join(expected, "index.json")));
  const root = zarr.root(new Folder(path.join(folder, `v${format}.zarr`)));
  const open = format === 2 ? zarr.open.v2 : zarr.open.v3;
  for (const [name, spec] of Object.entries(index)) {
    const limit =
      spec.type === "float16" && typeof Float16Array === "undefined"
        ? "float16 (this Node has no Float16Array)"
        : spec.shape.includes(0)
          ? "arrays without elements"
          : undefined;
    if (limit) {
      unsupported[limit] = (unsupported[limit] ?? 0) + 1;
      continue;
    }
    try {
      const array = await open(root.resolve(name), { kind: "array" });
      const all = await zarr.get(array);
      const data = spec.shape.length === 0 ? (all.data ?? [all]) : all.data;
      compared++;
      if (spec.type === "string") {
        const texts = [...data];
        if (JSON.stringify(texts) !== JSON.stringify(spec.texts)) problems.push(`v${format} ${name}: texts differ`);
        continue;
      }
      const wanted = fs.readFileSync(path.join(expected, spec.file));
      let found;
      if (spec.shape.length === 0 && Array.isArray(data)) {
        // zarrita gives the number itself: compare through a typed array of the chunk's kind.
        const typed = (await array.getChunk([])).data;
        found = spec.type === "bool" ? Buffer.from(Uint8Array.from(typed, Number)) : Buffer.from(typed.buffer, typed.byteOffset, typed.byteLength);
      } else {
        found = spec.type === "bool" ? Buffer.from(Uint8Array.from(data, Number)) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      }
      if (spec.type === "uint64") {
        // A fill value beyond 2^53 is rounded where zarrita parses JSON: leave such elements out.
        const fill = Buffer.from(spec.fill);
        for (let i = 0; i < wanted.length; i += 8) {
          if (wanted.subarray(i, i + 8).equals(fill)) found.fill(0, i, i + 8), wanted.fill(0, i, i + 8);
        }
      }
      if (!found.equals(wanted)) problems.push(`v${format} ${name}: values differ`);
    } catch (e) {
      problems.push(`v${format} ${name}: ${e.message}`);
    }
  }
}
problems.slice(0, 30).forEach((p) => console.error(p));
console.log(`zarrita, node ${process.version}: ${compared} compared, ${problems.length} problems`, unsupported);
process.exit(problems.length || !compared ? 1 : 0);
