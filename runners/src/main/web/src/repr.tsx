// The data set as xarray shows it, from the item alone.
import { count, moment, number, size } from "./format";
import type { ArrayFields, Attributes, CubeDimension, Item, Json } from "./model";

const BYTES: Record<string, number> = {
  int8: 1, uint8: 1, int16: 2, uint16: 2, int32: 4, uint32: 4, int64: 8, uint64: 8, float16: 2, float32: 4, float64: 8,
  bool: 1,
};

export function typeOf(array: ArrayFields): string {
  const type = array["arco:data_type"] ?? array.data_type ?? "";
  return type;
}

/** Bytes of an array without compression; undefined if its type has no fixed size. */
export function rawBytes(array: ArrayFields, lengths = array.shape): number | undefined {
  const one = BYTES[typeOf(array)];
  return one && lengths ? lengths.reduce((a, b) => a * b, one) : undefined;
}

export function Repr({ item }: { item: Item }) {
  const dimensions = item.properties["cube:dimensions"] ?? {};
  const variables = Object.entries(item.properties["cube:variables"] ?? {});
  const coordinates = Object.entries(dimensions).filter(([, d]) => d.data_type);
  const auxiliary = variables.filter(([, v]) => v.type === "auxiliary");
  const data = variables.filter(([, v]) => v.type === "data");
  const attributes = item.properties["arco:attributes"] ?? {};
  return (
    <div class="repr">
      <p class="kind">xarray.Dataset</p>
      <Part title="Dimensions" count={Object.keys(dimensions).length} fixed>
        <p class="dims">
          {Object.entries(dimensions).map(([name, d]) => (
            <span><b class={d.data_type ? "indexed" : ""}>{name}</b>: {lengthOf(name, d, item)}</span>
          ))}
        </p>
      </Part>
      <Part title="Coordinates" count={coordinates.length + auxiliary.length} open>
        {coordinates.map(([name, d]) => <Row name={name} dims={[name]} array={d} preview={preview(d)} indexed />)}
        {auxiliary.map(([name, v]) => <Row name={name} dims={v.dimensions} array={v} preview="" />)}
      </Part>
      <Part title="Data variables" count={data.length} open>
        {data.map(([name, v]) => <Row name={name} dims={v.dimensions} array={v} preview={statistics(v.statistics)} />)}
      </Part>
      <Part title="Attributes" count={Object.keys(attributes).length}>
        <AttributeList attributes={attributes} />
      </Part>
    </div>
  );
}

export function lengthOf(name: string, dimension: CubeDimension, item: Item): number | string {
  if (dimension.shape?.length === 1) return dimension.shape[0];
  for (const v of Object.values(item.properties["cube:variables"] ?? {})) {
    const at = v.dimensions.indexOf(name);
    if (at >= 0 && v.shape) return v.shape[at];
  }
  return "?";
}

interface PartProps {
  title: string;
  count: number;
  open?: boolean;
  fixed?: boolean;
  children: preact.ComponentChildren;
}

function Part({ title, count: n, open, fixed, children }: PartProps) {
  if (fixed) {
    return (
      <div class="part fixed">
        <span class="summary">{title}: <i>({n})</i></span>
        {children}
      </div>
    );
  }
  return (
    <details class="part" open={open && n > 0}>
      <summary>{title}: <i>({n})</i></summary>
      {children}
    </details>
  );
}

interface RowProps {
  name: string;
  dims: string[];
  array: ArrayFields;
  preview: string;
  indexed?: boolean;
}

function Row({ name, dims, array, preview: text, indexed }: RowProps) {
  const packed = array.attrs && ("scale_factor" in array.attrs || "add_offset" in array.attrs);
  return (
    <details class="row">
      <summary>
        <span class={indexed ? "name indexed" : "name"}>{name}</span>
        <span class="over">{dims.length ? `(${dims.join(", ")})` : "()"}</span>
        <span class="type" title={packed ? "Packed: reads as floating point" : undefined}>
          {typeOf(array)}{packed ? " packed" : ""}
        </span>
        <span class="preview">{text || array.description || ""}</span>
      </summary>
      <div class="inside">
        {array.shape && array.chunks && (
          <p>
            {array.shape.join(" × ") || "scalar"}, {size(rawBytes(array)) || "any size"} in chunks of{" "}
            {array.chunks.join(" × ") || "1"}
            {array.shards ? ` and shards of ${array.shards.join(" × ")}` : ""}
          </p>
        )}
        <AttributeList attributes={array.attrs ?? {}} />
      </div>
    </details>
  );
}

function AttributeList({ attributes }: { attributes: Attributes }) {
  const all = Object.entries(attributes);
  if (all.length === 0) return <p class="none">No attributes.</p>;
  return (
    <dl class="attributes">
      {all.map(([name, value]) => (
        <div><dt>{name}</dt><dd>{words(value)}</dd></div>
      ))}
    </dl>
  );
}

export function words(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function preview(d: CubeDimension): string {
  const show = (v: number | string | null) => (typeof v === "number" ? number(v) : moment(String(v ?? "?")));
  if (d.values?.length) {
    const some = d.values.length > 6 ? [...d.values.slice(0, 3), "…", ...d.values.slice(-3)] : d.values;
    return some.map((v) => (v === "…" ? v : show(v))).join(" ");
  }
  if (d["arco:start"]) return `${d["arco:start"]} … ${d["arco:end"]}`;
  return d.extent ? `${show(d.extent[0])} … ${show(d.extent[d.extent.length - 1])}` : "";
}

function statistics(s: Record<string, number> | undefined): string {
  if (!s || s.minimum === undefined) return "";
  const missing = s["arco:missing"] ? `, ${count(s["arco:missing"], "cell")} missing` : "";
  return `${number(s.minimum)} to ${number(s.maximum)}, mean ${number(s.mean)}${missing}`;
}
