// Perceptually uniform colours.
import { interpolateCividis, interpolateMagma, interpolateRdBu, interpolateViridis } from "d3-scale-chromatic";

export const PALETTES: Record<string, (t: number) => string> = {
  viridis: interpolateViridis,
  magma: interpolateMagma,
  cividis: interpolateCividis,
  "blue to red": (t) => interpolateRdBu(1 - t),
};

const known = new Map<string, Uint8Array>();

/** 256 colours as red, green, blue. */
export function colours(name: string): Uint8Array {
  const ramp = PALETTES[name] ?? PALETTES.viridis;
  let table = known.get(name);
  if (!table) {
    table = new Uint8Array(256 * 3);
    for (let i = 0; i < 256; i++) {
      const [r, g, b] = rgb(ramp(i / 255));
      table.set([r, g, b], i * 3);
    }
    known.set(name, table);
  }
  return table;
}

function rgb(text: string): number[] {
  return text.startsWith("#")
    ? [1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16))
    : (text.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map((n) => Math.round(Number(n)));
}

/** Which of 256 colours a value has between two ends. */
export function colourIndex(value: number, low: number, high: number): number {
  return high > low ? Math.max(0, Math.min(255, Math.floor(((value - low) / (high - low)) * 256))) : 128;
}
