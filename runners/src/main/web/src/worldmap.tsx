import { useRef, useState } from "preact/hooks";
import { rectangles } from "./coast";
import { flat } from "./format";
import type { HomeState } from "./location";
import type { Entry } from "./model";

type Box = NonNullable<HomeState["box"]>;

interface Props {
  entries: Entry[];
  box: HomeState["box"];
  onBox: (box: HomeState["box"]) => void;
}

/** The world with what was found; a box is drawn on it, or typed. */
export function WorldMap({ entries, box, onBox }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const start = useRef<[number, number] | undefined>(undefined);
  const [drawn, setDrawn] = useState<Box>();

  const at = (e: PointerEvent): [number, number] => {
    const area = (svg.current as SVGSVGElement).getBoundingClientRect();
    const x = ((e.clientX - area.left) / area.width) * 360 - 180;
    const y = 90 - ((e.clientY - area.top) / area.height) * 180;
    const held = (n: number, most: number) => Math.round(Math.max(-most, Math.min(most, n)) * 10) / 10;
    return [held(x, 180), held(y, 90)];
  };
  const between = (a: [number, number], b: [number, number]): Box => [
    Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]),
  ];
  const shown = drawn ?? box;
  // Many data sets cover the globe: one rectangle for equal ones, at most so many that the map stays readable.
  const boxes = new Map<string, number[]>();
  for (const entry of entries) {
    if (entry.bbox && boxes.size < 150) boxes.set(entry.bbox.join(), flat(entry.bbox));
  }
  return (
    <div class="worldmap">
      <svg
        ref={svg}
        viewBox="-180 -90 360 180"
        aria-hidden="true"
        onPointerDown={(e) => {
          if (e.button !== 0) return;
          start.current = at(e);
          (e.currentTarget as Element).setPointerCapture(e.pointerId);
        }}
        onPointerMove={(e) => start.current && setDrawn(between(start.current, at(e)))}
        onPointerUp={(e) => {
          if (!start.current) return;
          const next = between(start.current, at(e));
          start.current = undefined;
          setDrawn(undefined);
          const area = (next[2] - next[0]) * (next[3] - next[1]);
          onBox(area > 4 ? next : undefined);
        }}
        onPointerCancel={() => {
          start.current = undefined;
          setDrawn(undefined);
        }}
      >
        <use href="#coast" x="-180" y="-90" width="360" height="180" class="land" />
        {[...boxes.values()].flatMap((b) => rectangles(b).map((r) => <rect key={b.join()} class={boxes.size > 25 ? "found many" : "found"} {...r} />))}
        {shown && rectangles(shown).map((r) => <rect class="wanted" {...r} />)}
      </svg>
      <BoxFields box={box} onBox={onBox} />
    </div>
  );
}

const SIDES = ["West", "South", "East", "North"];

function BoxFields({ box, onBox }: { box: HomeState["box"]; onBox: Props["onBox"] }) {
  const form = useRef<HTMLDivElement>(null);
  const changed = () => {
    const inputs = [...(form.current as HTMLDivElement).querySelectorAll("input")];
    const numbers = inputs.map((i) => (i.value.trim() === "" ? NaN : Number(i.value)));
    if (numbers.every(Number.isFinite)) onBox(numbers as Box);
    else if (numbers.every(Number.isNaN)) onBox(undefined);
  };
  return (
    <div class="sides" ref={form} role="group" aria-label="Box in degrees">
      {SIDES.map((side, i) => (
        <label>
          <span>{side}</span>
          <input
            key={box ? box[i] : "none"}
            type="number"
            step="any"
            min={i % 2 ? -90 : -180}
            max={i % 2 ? 90 : 180}
            defaultValue={box ? String(box[i]) : ""}
            onChange={changed}
          />
        </label>
      ))}
    </div>
  );
}
