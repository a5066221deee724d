import { useEffect, useRef, useState } from "preact/hooks";
import { coastPath } from "./coast";
import { number } from "./format";
import type { View } from "./live/index";

export interface Plane {
  key: string;
  /** Rows before columns; NaN where nothing is. */
  values: Float64Array;
  rows: number;
  columns: number;
  view: View;
  acrossName: string;
  alongName: string;
  across: ArrayLike<number>;
  along: ArrayLike<number>;
}

export interface Cell {
  row: number;
  column: number;
  words: string;
}

interface Props {
  live: typeof import("./live/index");
  plane: Plane;
  ends: [number, number];
  palette: string;
  unit: string;
  name: string;
  title: string;
  hasSeries: boolean;
  onPick: (cell: Cell) => void;
}

/** The drawn plane with a colour bar; a value is read by pointer or arrow keys, a series by click or Enter. */
export function MapCanvas({ live, plane, ends, palette, unit, name, title, hasSeries, onPick }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cursor, setCursor] = useState<[number, number]>();
  const { view } = plane;

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement & { arcoDrawn?: unknown };
    paint(live, element, plane, ends, palette);
    // For tests and the curious: what is on the canvas, as numbers.
    element.arcoDrawn = { ...plane, ends, palette, table: live.colours(palette) };
    element.dataset.drawn = `${plane.key} ${palette} ${ends.join()}`;
  }, [plane, ends[0], ends[1], palette]);

  const cellAt = (x: number, y: number): Cell | undefined => {
    const [column, row] = [view.columns[x], view.rows[y]];
    if (column === undefined || row === undefined || column < 0 || row < 0) return undefined;
    const place = view.isGlobe
      ? `${degrees(turnedBack(plane.across[column]), "E", "W")}, ${degrees(plane.along[row], "N", "S")}`
      : `${plane.acrossName} ${number(plane.across[column])}, ${plane.alongName} ${number(plane.along[row])}`;
    return { row, column, words: place };
  };
  const cell = cursor && cellAt(...cursor);
  const value = cell ? plane.values[cell.row * plane.columns + cell.column] : NaN;
  const at = (e: { clientX: number; clientY: number }): [number, number] => {
    const area = (canvas.current as HTMLCanvasElement).getBoundingClientRect();
    const hold = (n: number, most: number) => Math.max(0, Math.min(most - 1, Math.floor(n)));
    return [
      hold(((e.clientX - area.left) / area.width) * view.width, view.width),
      hold(((e.clientY - area.top) / area.height) * view.height, view.height),
    ];
  };
  const pick = (where: [number, number]) => {
    const chosen = cellAt(...where);
    if (chosen && hasSeries) onPick(chosen);
  };
  const keys = (e: KeyboardEvent) => {
    const step: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const [x, y] = cursor ?? [Math.floor(view.width / 2), Math.floor(view.height / 2)];
    const move = step[e.key];
    if (move) {
      e.preventDefault();
      const far = e.shiftKey ? 10 : 1;
      const size = [Math.max(1, view.width / plane.columns), Math.max(1, view.height / plane.rows)];
      const next = [x + move[0] * far * size[0], y + move[1] * far * size[1]].map(Math.round);
      setCursor([Math.max(0, Math.min(view.width - 1, next[0])), Math.max(0, Math.min(view.height - 1, next[1]))]);
    } else if (e.key === "Enter" || e.key === " ") {
      e.preventDefault();
      pick([x, y]);
    }
  };
  const help = `Arrow keys read values${hasSeries ? ", Enter draws the series of the cell" : ""}.`;
  return (
    <figure class="map">
      <div class="canvas">
        <canvas
          ref={canvas}
          width={view.width}
          height={view.height}
          tabIndex={0}
          role="img"
          aria-label={`${title}. ${help}`}
          onPointerMove={(e) => setCursor(at(e))}
          onPointerLeave={() => setCursor(undefined)}
          onClick={(e) => pick(at(e))}
          onKeyDown={keys}
        />
        {view.isGlobe && <Coast view={view} />}
        {cursor && <Cross view={view} cursor={cursor} />}
      </div>
      <figcaption>
        <ColourBar live={live} palette={palette} ends={ends} unit={unit} />
        <p class="readout" aria-live="polite">
          {cell
            ? <><b>{Number.isNaN(value) ? "missing" : `${number(value)} ${unit}`}</b> {cell.words}</>
            : <span>{title || name}. {hasSeries ? "Click a place for its series." : "Point at a place for its value."}</span>}
        </p>
      </figcaption>
    </figure>
  );
}

function paint(live: Props["live"], canvas: HTMLCanvasElement, plane: Plane, ends: [number, number], palette: string) {
  const { view, values, columns } = plane;
  const context = canvas.getContext("2d", { alpha: true }) as CanvasRenderingContext2D;
  const image = context.createImageData(view.width, view.height);
  const table = live.colours(palette);
  for (let y = 0; y < view.height; y++) {
    const row = view.rows[y];
    if (row < 0) continue;
    for (let x = 0; x < view.width; x++) {
      const column = view.columns[x];
      if (column < 0) continue;
      const value = values[row * columns + column];
      if (Number.isNaN(value)) continue; // Stays transparent: the ground shows.
      const from = live.colourIndex(value, ends[0], ends[1]) * 3;
      const to = (y * view.width + x) * 4;
      image.data[to] = table[from];
      image.data[to + 1] = table[from + 1];
      image.data[to + 2] = table[from + 2];
      image.data[to + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

function Coast({ view }: { view: View }) {
  const box = `${view.left} ${-view.top} ${view.right - view.left} ${view.top - view.bottom}`;
  return (
    <svg class="coast" viewBox={box} preserveAspectRatio="none" aria-hidden="true">
      {[0, 360, -360].filter((t) => view.left < 180 + t && view.right > -180 + t).map((turn) => (
        <path d={coastPath()} transform={turn ? `translate(${turn} 0)` : undefined} />
      ))}
    </svg>
  );
}

function Cross({ view, cursor: [x, y] }: { view: View; cursor: [number, number] }) {
  return (
    <svg class="cross" viewBox={`0 0 ${view.width} ${view.height}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1={x} x2={x} y1="0" y2={view.height} />
      <line y1={y} y2={y} x1="0" x2={view.width} />
    </svg>
  );
}

function ColourBar({ live, palette, ends, unit }: { live: Props["live"]; palette: string; ends: [number, number]; unit: string }) {
  const bar = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = (bar.current as HTMLCanvasElement).getContext("2d") as CanvasRenderingContext2D;
    const image = context.createImageData(256, 1);
    const table = live.colours(palette);
    for (let i = 0; i < 256; i++) image.data.set([table[i * 3], table[i * 3 + 1], table[i * 3 + 2], 255], i * 4);
    context.putImageData(image, 0, 0);
  }, [palette]);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((t) => number(ends[0] + t * (ends[1] - ends[0])));
  return (
    <div class="colourbar">
      <canvas ref={bar} width={256} height={1} role="img" aria-label={`Colours from ${ticks[0]} to ${ticks[4]} ${unit}`} />
      <div class="ticks" aria-hidden="true">{ticks.map((t) => <span>{t}</span>)}</div>
      <span class="unit">{unit}</span>
    </div>
  );
}

function turnedBack(longitude: number): number {
  return longitude > 180 ? longitude - 360 : longitude;
}

function degrees(n: number, plus: string, minus: string): string {
  return `${number(Math.abs(n))}° ${n < 0 ? minus : plus}`;
}
