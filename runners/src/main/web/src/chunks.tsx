// How an array is cut, as one bar a dimension.
import { useState } from "preact/hooks";
import { count, size } from "./format";
import type { Item } from "./model";
import { rawBytes } from "./repr";

const MOST_MARKS = 240;

export function Chunks({ item }: { item: Item }) {
  const variables = Object.entries(item.properties["cube:variables"] ?? {}).filter(([, v]) => v.shape?.length && v.chunks);
  const [name, setName] = useState(variables.find(([, v]) => v.type === "data")?.[0] ?? variables[0]?.[0] ?? "");
  const variable = item.properties["cube:variables"]?.[name];
  if (!variable?.shape || !variable.chunks) return <p class="none">Nothing is chunked here.</p>;
  const { shape, chunks, shards } = variable;
  const numbers = shape.map((n, i) => Math.ceil(n / chunks[i]));
  const all = numbers.reduce((a, b) => a * b, 1);
  const objects = shards ? shape.map((n, i) => Math.ceil(n / shards[i])).reduce((a, b) => a * b, 1) : all;
  return (
    <div class="chunks">
      <label class="choose">
        <span>Variable</span>
        <select value={name} onChange={(e) => setName(e.currentTarget.value)}>
          {variables.map(([n]) => <option value={n}>{n}</option>)}
        </select>
      </label>
      <div class="bars">
        {shape.map((length, i) => (
          <Bar key={i} name={variable.dimensions[i] ?? String(i)} length={length} chunk={chunks[i]} shard={shards?.[i]} />
        ))}
      </div>
      <p>
        {count(all, "chunk")} of {chunks.join(" × ")} elements, {size(rawBytes(variable, chunks)) || "any size"} each before
        compression{shards ? `, stored in ${count(objects, "shard")} of ${shards.join(" × ")}` : ""}. All:{" "}
        {size(rawBytes(variable)) || "unknown"}.
      </p>
    </div>
  );
}

function Bar({ name, length, chunk, shard }: { name: string; length: number; chunk: number; shard?: number }) {
  const width = 1000;
  const marks = (step: number) => {
    const n = Math.ceil(length / step) - 1;
    return n > 0 && n <= MOST_MARKS ? Array.from({ length: n }, (_, i) => ((i + 1) * step * width) / length) : [];
  };
  const n = Math.ceil(length / chunk);
  const dense = n - 1 > MOST_MARKS;
  return (
    <div class="bar">
      <span class="name">{name}</span>
      <svg viewBox={`0 0 ${width} 30`} preserveAspectRatio="none" aria-hidden="true">
        <rect class={dense ? "whole dense" : "whole"} width={width} height="30" />
        {marks(chunk).map((x) => <line class="cut" x1={x} x2={x} y1="0" y2="30" />)}
        {shard ? marks(shard).map((x) => <line class="cut shard" x1={x} x2={x} y1="0" y2="30" />) : null}
      </svg>
      <span class="says">{length.toLocaleString("en")} in {count(n, "chunk")}</span>
    </div>
  );
}
