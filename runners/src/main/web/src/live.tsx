// The live view: one plane of a variable, read from the store's chunks and drawn.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { chosenAxes, drawable, drawn, type Drawn } from "./axes";
import { number, size } from "./format";
import type { HttpStore, LiveArray, Selection, View } from "./live/index";
import { type Cell, MapCanvas, type Plane } from "./mapcanvas";
import type { Item } from "./model";
import { rawBytes } from "./repr";
import { Series, type SeriesData } from "./series";

type Live = typeof import("./live/index");

/** Bytes before compression that are read without asking. */
const UNASKED = 64e6;

interface Props {
  item: Item;
  http: string | undefined;
  parameters: URLSearchParams;
  onParameters: (change: Record<string, string | undefined>) => void;
}

interface Coordinates {
  across: ArrayLike<number>;
  along: ArrayLike<number>;
  /** Words for each step of the chosen axes, by the axis's name. */
  labels: Record<string, (index: number) => string>;
}

export function LiveView({ item, http, parameters, onParameters }: Props) {
  const names = useMemo(() => drawable(item), [item]);
  if (names.length === 0) return <p class="none">There is no variable with numbers to draw.</p>;
  if (!http) return <p class="none">The store is at no address that a browser can read.</p>;
  if (location.protocol === "https:" && http.startsWith("http:")) {
    return <p class="none">The store is at an http:// address, which a page from https:// may not read.</p>;
  }
  return <Panel {...{ item, http, parameters, onParameters, names }} />;
}

function Panel({ item, http, parameters, onParameters, names }: Props & { http: string; names: string[] }) {
  const asked = parameters.get("var") ?? "";
  const name = names.includes(asked) ? asked : names[0];
  const what = useMemo(() => drawn(item, name) as Drawn, [item, name]);
  const variable = item.properties["cube:variables"][name];
  const [live, setLive] = useState<Live>();
  const [store, setStore] = useState<HttpStore>();
  const [array, setArray] = useState<{ name: string; array: LiveArray; coordinates: Coordinates }>();
  const [plane, setPlane] = useState<Plane>();
  const [line, setLine] = useState<Float64Array>();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState("");
  const [allowed, setAllowed] = useState(false);
  const [series, setSeries] = useState<SeriesData>();
  const palette = parameters.get("colours") ?? "viridis";

  const indexOf = (axis: number): number => {
    const text = parameters.get(`at.${what.dimensions[axis]}`);
    const last = what.shape[axis] - 1;
    const n = text === null ? NaN : Number(text);
    return Number.isInteger(n) ? Math.max(0, Math.min(last, n)) : axis === what.time ? last : 0;
  };
  const axes = chosenAxes(what);
  const indices = axes.map(indexOf);
  const cost = rawBytes(variable, what.shape.map((n, i) => (i === what.across || i === what.along ? n : Math.min(n, what.chunks[i])))) ?? 0;
  const mayRead = allowed || cost <= UNASKED;

  useEffect(() => {
    let gone = false;
    import("./live/index").then(
      (module) => {
        if (gone) return;
        setLive(module);
        setStore(new module.HttpStore(http.replace(/\/?$/, "")));
      },
      () => setProblem("The part of the page that draws could not be loaded."),
    );
    return () => { gone = true; };
  }, [http]);

  // Opening: the array, and the coordinates of its axes.
  useEffect(() => {
    if (!live || !store || !mayRead) return;
    let gone = false;
    setProblem("");
    setBusy("Opening");
    setSeries(undefined);
    open(live, store, item, what).then(
      (opened) => { if (!gone) setArray({ name, ...opened }); },
      (e: Error) => { if (!gone) { setProblem(e.message); setBusy(""); } },
    );
    return () => { gone = true; };
  }, [live, store, name, mayRead]);

  // Reading: one plane, or a line.
  const key = `${name} ${indices.join()}`;
  useEffect(() => {
    if (!live || !array || array.name !== name || !store) return;
    let gone = false;
    setBusy("Reading");
    const selection: Selection = what.shape.map((_, i) => (i === what.across || i === what.along ? null : indexOf(i)));
    array.array.read(selection).then(
      (values) => {
        if (gone) return;
        setBusy("");
        setProblem("");
        if (what.along < 0) {
          setPlane(undefined);
          setLine(values);
        } else {
          setLine(undefined);
          setPlane(laidOut(live, what, array.coordinates, values, key));
        }
      },
      (e: Error) => { if (!gone) { setBusy(""); setPlane(undefined); setProblem(e.message); } },
    );
    return () => { gone = true; };
  }, [array, key]);

  const ends = useMemo(() => {
    const range = (parameters.get("range") ?? "").split(",").map(Number);
    if (range.length === 2 && range.every(Number.isFinite)) return range as [number, number];
    const s = variable.statistics;
    if (s && Number.isFinite(s.minimum) && Number.isFinite(s.maximum)) return [s.minimum, s.maximum] as [number, number];
    return plane ? extremes(plane.values) : ([0, 1] as [number, number]);
  }, [parameters, variable, plane]);

  const pick = async (at: Cell) => {
    if (!array || what.time < 0 || !store) return;
    setBusy("Reading the series");
    try {
      setSeries(await readSeries(array.array, array.coordinates, what, indexOf, at, variable.unit ?? ""));
    } catch (e) {
      setProblem((e as Error).message);
    }
    setBusy("");
  };

  const labels = array?.name === name ? array.coordinates.labels : {};
  return (
    <div class="live">
      <div class="controls">
        <label class="choose">
          <span>Variable</span>
          <select id="live-variable" value={name} onChange={(e) => onParameters({ var: e.currentTarget.value, range: undefined })}>
            {names.map((n) => <option value={n}>{n}</option>)}
          </select>
        </label>
        {axes.filter((a) => what.shape[a] > 1).map((a) => (
          <Slider
            key={what.dimensions[a]}
            name={what.dimensions[a]}
            length={what.shape[a]}
            index={indexOf(a)}
            label={labels[what.dimensions[a]]}
            onIndex={(i) => onParameters({ [`at.${what.dimensions[a]}`]: String(i) })}
          />
        ))}
        <label class="choose">
          <span>Colours</span>
          <select value={palette} onChange={(e) => onParameters({ colours: e.currentTarget.value })}>
            {Object.keys(live?.PALETTES ?? { viridis: 0 }).map((n) => <option value={n}>{n}</option>)}
          </select>
        </label>
        <Ends ends={ends} isOwn={parameters.has("range")} onEnds={(e) => onParameters({ range: e?.join() })} />
      </div>
      {!mayRead && (
        <p class="ask">
          One picture reads up to {size(cost)} before compression.{" "}
          <button type="button" onClick={() => setAllowed(true)}>Read and draw it</button>
        </p>
      )}
      {problem && <p class="problem" role="alert">{problem}</p>}
      {live && plane && plane.key.startsWith(`${name} `) && (
        <MapCanvas live={live} plane={plane} ends={ends} palette={palette} unit={variable.unit ?? ""} name={name}
          title={variable.description ?? name} hasSeries={what.time >= 0 && what.shape[what.time] > 1} onPick={pick} />
      )}
      {line && array && (
        <Series data={{ values: line, label: (i) => (labels[what.dimensions[what.across]] ?? String)(i), unit: variable.unit ?? "", title: variable.description ?? name }} />
      )}
      <p class="state" role="status">
        {busy ? `${busy}…` : plane ? summary(plane.values) : ""}
        {!busy && store && plane ? ` · ${size(store.read)} read so far` : ""}
      </p>
      {series && <Series data={series} />}
    </div>
  );
}

async function open(live: Live, store: HttpStore, item: Item, what: Drawn) {
  const format = item.assets.zarr?.["zarr:zarr_format"] ?? 3;
  const array = await live.LiveArray.open(store, `/${what.name}`, format);
  const values = await Promise.all(what.dimensions.map((d) => coordinate(live, store, item, d, format)));
  const labels: Coordinates["labels"] = {};
  what.dimensions.forEach((d, i) => {
    const fields = item.properties["cube:dimensions"]?.[d];
    const known = values[i];
    const units = String(fields?.attrs?.units ?? "");
    const time = live.timeText(units, String(fields?.attrs?.calendar ?? ""));
    const texts = fields?.values;
    labels[d] = (n) => {
      if (known && time) return time(known[n]);
      if (known) return `${number(known[n])}${units ? ` ${units}` : ""}`;
      return texts?.[n] !== undefined ? String(texts[n]) : String(n);
    };
  });
  const axis = (i: number) => values[i] ?? Float64Array.from({ length: what.shape[i] ?? 1 }, (_, n) => n);
  const along = what.along >= 0 ? axis(what.along) : new Float64Array(1);
  return { array, coordinates: { across: axis(what.across), along, labels } };
}

async function coordinate(live: Live, store: HttpStore, item: Item, name: string, format: number) {
  const fields = item.properties["cube:dimensions"]?.[name];
  if (!fields?.data_type || fields.data_type === "other") return undefined;
  return (await live.LiveArray.open(store, `/${name}`, format)).read([null]);
}

function laidOut(live: Live, what: Drawn, c: Coordinates, values: Float64Array, key: string): Plane {
  const [rows, columns] = [what.shape[what.along], what.shape[what.across]];
  const isTurned = what.along > what.across;
  let ordered = values;
  if (isTurned) {
    ordered = new Float64Array(values.length);
    for (let r = 0; r < rows; r++) for (let x = 0; x < columns; x++) ordered[r * columns + x] = values[x * rows + r];
  }
  const globe = what.isGlobe ? live.globe(c.across, c.along) : undefined;
  const view: View = globe ?? live.plane(c.across, c.along, what.along >= 0);
  return {
    key, values: ordered, rows, columns, view,
    acrossName: what.dimensions[what.across], alongName: what.dimensions[what.along],
    across: c.across, along: c.along,
  };
}

const MOST_CHUNKS = 80;
const MOST_BYTES = 200e6;

async function readSeries(
  array: LiveArray, c: Coordinates, what: Drawn, indexOf: (axis: number) => number, at: Cell, unit: string,
): Promise<SeriesData> {
  const time = what.time;
  const chunk = what.chunks[time];
  const oneChunk = what.chunks.reduce((a, b) => a * b, 8);
  const chunks = Math.max(1, Math.min(MOST_CHUNKS, Math.floor(MOST_BYTES / oneChunk)));
  const length = what.shape[time];
  // Around the step that is on the screen, in whole chunks, if all would be too much.
  const most = chunks * chunk;
  const middle = Math.floor(indexOf(time) / chunk) - Math.floor(chunks / 2);
  const from = length <= most ? 0 : Math.max(0, Math.min(Math.ceil(length / chunk) - chunks, middle)) * chunk;
  const to = Math.min(length, from + most);
  const selection: Selection = what.shape.map((_, i) =>
    i === time ? [from, to] : i === what.across ? at.column : i === what.along ? at.row : indexOf(i),
  );
  const values = await array.read(selection);
  const label = c.labels[what.dimensions[time]];
  const part = to - from < length ? `, steps ${from + 1} to ${to} of ${length}` : "";
  return { values, label: (i) => label(from + i), unit, title: `${what.name} at ${at.words}${part}` };
}

function extremes(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return low <= high && Number.isFinite(low) && Number.isFinite(high) ? [low, high] : [0, 1];
}

function summary(values: Float64Array): string {
  let [n, sum] = [0, 0];
  for (const v of values) {
    if (!Number.isNaN(v)) {
      n++;
      sum += v;
    }
  }
  if (n === 0) return "All cells of this step are missing";
  const [low, high] = extremes(values);
  const missing = ((values.length - n) / values.length) * 100;
  return `This step: ${number(low)} to ${number(high)}, mean of the cells ${number(sum / n)}, ${number(missing)} % missing`;
}

interface SliderProps {
  name: string;
  length: number;
  index: number;
  label?: (index: number) => string;
  onIndex: (index: number) => void;
}

function Slider({ name, length, index, label, onIndex }: SliderProps) {
  const [moving, setMoving] = useState<number>();
  const timer = useRef(0);
  const shown = moving ?? index;
  const words = label ? label(shown) : String(shown);
  const move = (i: number) => {
    setMoving(i);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      onIndex(i);
      setMoving(undefined);
    }, 150);
  };
  return (
    <label class="slider">
      <span>{name} <output>{words}</output></span>
      <input type="range" min="0" max={length - 1} value={shown} aria-valuetext={words} data-axis={name}
        onInput={(e) => move(Number(e.currentTarget.value))} />
    </label>
  );
}

function Ends({ ends, isOwn, onEnds }: { ends: [number, number]; isOwn: boolean; onEnds: (e?: [number, number]) => void }) {
  const group = useRef<HTMLDivElement>(null);
  const changed = () => {
    const [a, b] = [...(group.current as HTMLDivElement).querySelectorAll("input")].map((i) => Number(i.value));
    if (Number.isFinite(a) && Number.isFinite(b) && a < b) onEnds([a, b]);
  };
  const shown = ends.map((e) => Number(e.toPrecision(6)));
  return (
    <div class="ends" ref={group} role="group" aria-label="Ends of the colours">
      <label><span>From</span><input key={`a${shown[0]}`} type="number" step="any" defaultValue={String(shown[0])} onChange={changed} /></label>
      <label><span>to</span><input key={`b${shown[1]}`} type="number" step="any" defaultValue={String(shown[1])} onChange={changed} /></label>
      {isOwn && <button type="button" class="quiet" onClick={() => onEnds(undefined)}>Reset</button>}
    </div>
  );
}
