// Numbers, sizes and times in words.

export function size(bytes: number | undefined): string {
  if (bytes === undefined || !Number.isFinite(bytes)) return "";
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let i = 0;
  let n = bytes;
  while (n >= 1000 && i < units.length - 1) {
    n /= 1000;
    i++;
  }
  return `${n >= 100 || i === 0 ? Math.round(n) : n.toPrecision(3).replace(/\.?0+$/, "")} ${units[i]}`;
}

export function number(n: number): string {
  if (!Number.isFinite(n)) return "–";
  if (n === 0) return "0";
  const a = Math.abs(n);
  if (a >= 1e6 || a < 1e-4) return n.toExponential(3).replace(/\.?0+e/, "e");
  return String(Number(n.toPrecision(5)));
}

export function count(n: number, what: string): string {
  return `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
}

/** A time as short as it says anything: the date if it is midnight, noon or the end of a day. */
export function day(iso: string | undefined | null): string {
  return iso ? iso.slice(0, 10) : "";
}

export function moment(iso: string): string {
  return iso.replace("T", " ").replace(/(:00)?(\.\d+)?Z$/, "");
}

export function ago(iso: string | undefined, now = Date.now()): string {
  const then = iso ? Date.parse(iso) : NaN;
  if (Number.isNaN(then)) return "";
  const seconds = Math.max(0, (now - then) / 1000);
  const steps: [number, string][] = [[60, "second"], [60, "minute"], [24, "hour"], [30.44, "day"], [12, "month"], [1e9, "year"]];
  let n = seconds;
  for (const [most, unit] of steps) {
    if (n < most) return unit === "second" ? "just now" : `${Math.floor(n)} ${unit}${Math.floor(n) === 1 ? "" : "s"} ago`;
    n /= most;
  }
  return "";
}

const PERIODS: Record<string, string> = {
  PT1H: "hourly", PT3H: "3-hourly", PT6H: "6-hourly", PT12H: "12-hourly", P1D: "daily", P5D: "5-daily", P7D: "weekly",
  P8D: "8-daily", P1M: "monthly", P3M: "seasonal", P1Y: "yearly",
};

export function period(iso: string | undefined): string {
  return iso ? (PERIODS[iso] ?? iso) : "";
}

export function degrees(step: number): string {
  return `${number(step)}°`;
}

export function box(bbox: number[]): string {
  const at = (n: number, plus: string, minus: string) => `${number(Math.abs(n))}°${n < 0 ? minus : n > 0 ? plus : ""}`;
  const [w, s, e, n] = flat(bbox);
  return `${at(w, "E", "W")} to ${at(e, "E", "W")}, ${at(s, "N", "S")} to ${at(n, "N", "S")}`;
}

/** The box without heights. */
export function flat(bbox: number[]): [number, number, number, number] {
  return bbox.length === 6 ? [bbox[0], bbox[1], bbox[3], bbox[4]] : [bbox[0], bbox[1], bbox[2], bbox[3]];
}
