// Which axes of a variable are drawn, and which are chosen.
import type { Item } from "./model";

export interface Drawn {
  name: string;
  dimensions: string[];
  shape: number[];
  chunks: number[];
  /** Index of the axis that runs across, and of the one that runs along; -1 for none. */
  across: number;
  along: number;
  isGlobe: boolean;
  /** Index of the time axis, if it is neither. */
  time: number;
}

/** What can be drawn of a variable; undefined for text and what has no values. */
export function drawn(item: Item, name: string): Drawn | undefined {
  const v = item.properties["cube:variables"]?.[name];
  if (!v?.shape || !v.chunks || v.data_type === "other" || /complex/.test(v.data_type ?? "")) return undefined;
  if (v.shape.some((n) => n === 0)) return undefined;
  const { shape, dimensions } = v;
  const described = dimensions.map((d) => item.properties["cube:dimensions"]?.[d]);
  const spatial = (axis: string) => described.findIndex((d) => d?.type === "spatial" && d.axis === axis);
  let [across, along] = [spatial("x"), spatial("y")];
  const isGlobe = across >= 0 && along >= 0 && [across, along].every((i) => described[i]?.reference_system === 4326);
  if (across < 0 || along < 0) {
    const long = shape.map((n, i) => [n, i]).filter(([n]) => n > 1).map(([, i]) => i);
    [along, across] = long.length >= 2 ? long.slice(-2) : [-1, long[0] ?? -1];
  }
  const time = described.findIndex((d, i) => d?.type === "temporal" && i !== across && i !== along);
  return { name, dimensions, shape, chunks: v.chunks, across, along, isGlobe, time };
}

/** The axes that a reader chooses an index of. */
export function chosenAxes(d: Drawn): number[] {
  return d.dimensions.map((_, i) => i).filter((i) => i !== d.across && i !== d.along);
}

/** Variables that can be drawn, those that have a map first. */
export function drawable(item: Item): string[] {
  const names = Object.entries(item.properties["cube:variables"] ?? {})
    .filter(([name, v]) => v.type === "data" && (v.shape?.length ?? 0) > 0 && drawn(item, name))
    .map(([name]) => name);
  const maps = names.filter((n) => drawn(item, n)?.isGlobe);
  return [...maps, ...names.filter((n) => !maps.includes(n))];
}
