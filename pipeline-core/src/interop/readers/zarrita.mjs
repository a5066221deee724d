// Reads every array of stores with zarrita and compares with the digests that zarr-python gave.
//   node zarrita.mjs DIGESTS RESULT      (both JSON: {id: {path, arrays: {name: {shape, sha256}}}} -> {id: [problem…]})
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import FileSystemStore from "@zarrita/storage/fs";
import * as zarr from "zarrita";

// The bytes of values as they are in memory, in C order; strings as JSON.
function digest(data) {
  const hash = createHash("sha256");
  if (ArrayBuffer.isView(data)) {
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  } else if (data.buffer !== undefined && data.BYTES_PER_ELEMENT !== undefined) {
    hash.update(new Uint8Array(data.buffer, data.byteOffset ?? 0, data.length * data.BYTES_PER_ELEMENT));
  } else {
    hash.update(JSON.stringify(Array.from(data, String)));
  }
  return hash.digest("hex");
}

// Every document, by the parser that browsers have.
function documents(path) {
  const problems = [];
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) {
      problems.push(...documents(at));
    } else if (/^(zarr\.json|\.z(array|group|attrs|metadata))$/.test(entry.name)) {
      try {
        JSON.parse(readFileSync(at, "utf8"));
      } catch (error) {
        problems.push(`${at}: ${error.message}`);
      }
    }
  }
  return problems;
}

async function check(path, arrays) {
  const problems = documents(path);
  const root = await zarr.open(new FileSystemStore(path), { kind: "group" });
  for (const [name, expected] of Object.entries(arrays)) {
    try {
      const array = await zarr.open(root.resolve(name), { kind: "array" });
      const found = await zarr.get(array);
      // A scalar array is read as its one value, or as data without a shape.
      const data = found?.data ?? scalar(found, array.dtype);
      const shape = found?.shape ?? [];
      if (JSON.stringify(shape) !== JSON.stringify(expected.shape)) {
        problems.push(`${name}: shape ${shape}, expected ${expected.shape}`);
      } else if (digest(data) !== expected.sha256) {
        problems.push(`${name}: values differ from what zarr-python reads`);
      }
    } catch (error) {
      problems.push(`${name}: ${error.message ?? error}`);
    }
  }
  return problems;
}

const TYPES = {
  int8: Int8Array, int16: Int16Array, int32: Int32Array, int64: BigInt64Array, uint8: Uint8Array,
  uint16: Uint16Array, uint32: Uint32Array, uint64: BigUint64Array, float32: Float32Array, float64: Float64Array,
  bool: Uint8Array,
};

function scalar(value, dtype) {
  return dtype in TYPES ? TYPES[dtype].from([typeof value === "boolean" ? Number(value) : value]) : [value];
}

const [digests, result] = process.argv.slice(2);
const problems = {};
for (const [id, { path, arrays }] of Object.entries(JSON.parse(readFileSync(digests, "utf8")))) {
  try {
    problems[id] = await check(path, arrays);
  } catch (error) {
    problems[id] = [String(error.message ?? error)];
  }
}
writeFileSync(result, JSON.stringify(problems));
