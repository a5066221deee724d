// CF times in words.

const MILLIS: Record<string, number> = {
  millisecond: 1, msec: 1, second: 1e3, sec: 1e3, s: 1e3, minute: 6e4, min: 6e4, hour: 3.6e6, hr: 3.6e6, h: 3.6e6, day: 8.64e7, d: 8.64e7,
};
const ISO = ["", "standard", "gregorian", "proleptic_gregorian"];
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Returns what turns a coordinate's numbers into dates; undefined if its units are not of time. */
export function timeText(units: string, calendar = ""): ((value: number) => string) | undefined {
  const m = /^\s*([a-z]+?)s?\s+since\s+(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?)?)?/i.exec(units);
  const unit = m ? MILLIS[m[1].toLowerCase()] : undefined;
  if (!m || !unit) return undefined;
  const [year, month, day, hour, minute, second] = [2, 3, 4, 5, 6, 7].map((i) => Number(m[i] ?? 0));
  const clock = ((hour * 60 + minute) * 60 + second) * 1000;
  const name = calendar.toLowerCase();
  if (ISO.includes(name)) {
    const start = new Date(0);
    start.setUTCFullYear(year, month - 1, day);
    const base = start.getTime() + clock;
    return (v) => short(new Date(Math.round(base + v * unit)).toISOString());
  }
  if (name === "360_day" || name === "noleap" || name === "365_day") {
    const lengths = name === "360_day" ? MONTHS.map(() => 30) : MONTHS;
    const days = lengths.reduce((a, b) => a + b, 0);
    const first = year * days + lengths.slice(0, month - 1).reduce((a, b) => a + b, 0) + day - 1;
    return (v) => {
      const millis = Math.round(first * 8.64e7 + clock + v * unit);
      let rest = Math.floor(millis / 8.64e7);
      const y = Math.floor(rest / days);
      rest -= y * days;
      let mo = 0;
      while (rest >= lengths[mo]) rest -= lengths[mo++];
      const two = (n: number) => String(n).padStart(2, "0");
      const time = new Date(((millis % 8.64e7) + 8.64e7) % 8.64e7).toISOString().slice(10);
      return short(`${String(y).padStart(4, "0")}-${two(mo + 1)}-${two(rest + 1)}${time}`);
    };
  }
  return undefined;
}

function short(iso: string): string {
  return iso.replace("T", " ").replace(/(:00)?(\.\d+)?Z$/, "").replace(/ 00:00$/, "");
}
