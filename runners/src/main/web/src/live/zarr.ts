// Arrays of a Zarr store over HTTP, with values as a reader of CF attributes sees them.
import * as zarr from "zarrita";
import type { Attributes, Json } from "../model";

type Range = { offset: number; length: number } | { suffixLength: number };

/** Objects over HTTP; only "404" means that there is none, everything else is told. */
export class HttpStore {
  private readonly kept = new Map<string, Promise<Uint8Array | undefined>>();
  read = 0;

  constructor(private readonly base: string) {}

  get(key: string): Promise<Uint8Array | undefined> {
    return this.once(key, () => this.request(key));
  }

  getRange(key: string, range: Range): Promise<Uint8Array | undefined> {
    const header = "suffixLength" in range ? `bytes=-${range.suffixLength}` : `bytes=${range.offset}-${range.offset + range.length - 1}`;
    return this.once(`${key} ${header}`, () => this.request(key, range, header));
  }

  /** The last objects are kept: a series and the next step often need the chunk that is on the screen. */
  private once(what: string, read: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
    const known = this.kept.get(what);
    if (known) return known;
    const asked = read();
    this.kept.set(what, asked);
    asked.catch(() => this.kept.delete(what));
    if (this.kept.size > 64) this.kept.delete(this.kept.keys().next().value as string);
    return asked;
  }

  private async request(key: string, range?: Range, header?: string): Promise<Uint8Array | undefined> {
    const url = this.base + key.split("/").map(encodeURIComponent).join("/");
    let answer: Response;
    try {
      answer = await fetch(url, header ? { headers: { Range: header } } : {});
    } catch {
      throw new Error(`${url} cannot be read from this page: no answer, or the store does not allow other sites (CORS)`);
    }
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${url} cannot be read: the server says ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    this.read += bytes.length;
    if (!range || answer.status === 206) return bytes;
    // A server without ranges sends the whole object.
    return "suffixLength" in range
      ? bytes.slice(Math.max(0, bytes.length - range.suffixLength))
      : bytes.slice(range.offset, range.offset + range.length);
  }
}

/** An index, a half-open range, or the whole axis. */
export type Selection = (number | [number, number] | null)[];

export class LiveArray {
  private constructor(
    private readonly array: zarr.Array<zarr.DataType, HttpStore>,
    readonly attributes: Attributes,
    private readonly scaling: Scaling,
  ) {}

  static async open(store: HttpStore, path: string, format: number): Promise<LiveArray> {
    const location = zarr.root(store as unknown as zarr.Readable).resolve(path);
    const array = (await (format === 2
      ? zarr.open.v2(location, { kind: "array" })
      : zarr.open.v3(location, { kind: "array" }))) as unknown as zarr.Array<zarr.DataType, HttpStore>;
    const attributes = array.attrs as Attributes;
    // In version 2 the fill value is CF's _FillValue, as xarray has it.
    const fill = attributes._FillValue ?? (format === 2 ? (array.fillValue as Json) : undefined);
    return new LiveArray(array, attributes, scaling(attributes, fill, array.dtype));
  }

  get shape(): readonly number[] {
    return this.array.shape;
  }

  /** Values of a part, in the order of the axes that are left; NaN where they are missing. */
  async read(selection: Selection): Promise<Float64Array> {
    const parts = selection.map((s) => (Array.isArray(s) ? zarr.slice(s[0], s[1]) : s));
    const got = (await zarr.get(this.array, parts)) as unknown;
    if (typeof got !== "object" || got === null) return this.scaled([got as number]);
    const { data, shape, stride } = got as { data: ArrayLike<number | bigint | boolean>; shape: number[]; stride: number[] };
    return this.scaled(inOrder(data, shape, stride));
  }

  private scaled(raw: ArrayLike<number | bigint | boolean>): Float64Array {
    const { scale, offset, missing, unsigned } = this.scaling;
    const values = new Float64Array(raw.length);
    for (let i = 0; i < raw.length; i++) {
      let v = Number(raw[i]);
      if (missing.has(v)) v = NaN;
      else {
        if (v < 0 && unsigned) v += unsigned;
        v = v * scale + offset;
      }
      values[i] = v;
    }
    return values;
  }
}

interface Scaling {
  scale: number;
  offset: number;
  missing: Set<number>;
  /** What is added to negative numbers that stand for unsigned ones; 0 if they do not. */
  unsigned: number;
}

function scaling(attributes: Attributes, fill: Json | undefined, type: string): Scaling {
  const missing = new Set<number>();
  const missingValue = attributes.missing_value;
  for (const value of [fill, ...(Array.isArray(missingValue) ? missingValue : [missingValue])]) {
    const n = fillNumber(value, type);
    if (n !== undefined) missing.add(n);
  }
  const bits = /^int(8|16|32)$/.exec(type);
  const isUnsigned = String(attributes._Unsigned ?? "").toLowerCase() === "true";
  return {
    scale: typeof attributes.scale_factor === "number" ? attributes.scale_factor : 1,
    offset: typeof attributes.add_offset === "number" ? attributes.add_offset : 0,
    missing,
    unsigned: isUnsigned && bits ? 2 ** Number(bits[1]) : 0,
  };
}

/** A fill value as xarray writes it: in version 3 floating point is eight little-endian bytes in base64. */
function fillNumber(value: Json | undefined | bigint, type: string): number | undefined {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return type === "float32" ? Math.fround(value) : value;
  if (typeof value !== "string") return undefined;
  if (/^float/.test(type) && /^[A-Za-z0-9+/]{11}=$/.test(value)) {
    const bytes = Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
    return new DataView(bytes.buffer).getFloat64(0, true);
  }
  const n = Number(value);
  return value.trim() === "" || Number.isNaN(n) ? undefined : n;
}

function inOrder(data: ArrayLike<number | bigint | boolean>, shape: number[], stride: number[]) {
  let expected = 1;
  let isPlain = true;
  for (let d = shape.length - 1; d >= 0; d--) {
    isPlain &&= shape[d] <= 1 || stride[d] === expected;
    expected *= shape[d];
  }
  if (isPlain) return at(data, expected);
  const out: (number | bigint | boolean)[] = new Array(expected);
  const get = at(data, data.length);
  for (let i = 0; i < expected; i++) {
    let rest = i;
    let from = 0;
    for (let d = shape.length - 1; d >= 0; d--) {
      from += (rest % shape[d]) * stride[d];
      rest = Math.floor(rest / shape[d]);
    }
    out[i] = get[from];
  }
  return out;
}

/** zarrita has arrays of its own for booleans, which are read by a method. */
function at(data: ArrayLike<number | bigint | boolean>, length: number): ArrayLike<number | bigint | boolean> {
  const own = data as unknown as { get?: (i: number) => number | boolean };
  return typeof own.get === "function" ? Array.from({ length }, (_, i) => own.get?.(i) as number) : data;
}
