import { number } from "./format";

export interface SeriesData {
  values: Float64Array;
  label: (index: number) => string;
  unit: string;
  title: string;
}

const [HEIGHT, LEFT, BOTTOM] = [220, 64, 26];

/** Values along one axis as a line, with gaps where they are missing. */
export function Series({ data }: { data: SeriesData }) {
  const { values, label, unit, title } = data;
  const width = window.innerWidth < 640 ? 420 : 900; // So that the words stay readable.
  const known = [...values].filter(Number.isFinite);
  if (known.length === 0) return <p class="series-title">{title}: all {values.length} values are missing.</p>;
  let low = known.reduce((a, b) => Math.min(a, b));
  let high = known.reduce((a, b) => Math.max(a, b));
  const words = `${title}: ${number(low)} to ${number(high)} ${unit}, ${label(0)} to ${label(values.length - 1)}`;
  if (low === high) [low, high] = [low - 1, high + 1];
  const x = (i: number) => LEFT + (values.length === 1 ? 0.5 : i / (values.length - 1)) * (width - LEFT - 8);
  const y = (v: number) => 8 + (1 - (v - low) / (high - low)) * (HEIGHT - BOTTOM - 16);
  let path = "";
  let pen = false;
  values.forEach((v, i) => {
    if (Number.isFinite(v)) path += `${pen ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
    pen = Number.isFinite(v);
  });
  const marks = values.length <= 60 ? [...values.keys()].filter((i) => Number.isFinite(values[i])) : [];
  const ticks = [low, (low + high) / 2, high];
  const csv = `step,value\n${[...values].map((v, i) => `${label(i)},${Number.isFinite(v) ? v : ""}`).join("\n")}\n`;
  return (
    <figure class="series">
      <figcaption class="series-title">{words}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={words}>
        {ticks.map((t) => (
          <g class="tick">
            <line x1={LEFT} x2={width - 8} y1={y(t)} y2={y(t)} />
            <text x={LEFT - 8} y={y(t) + 4} text-anchor="end">{number(t)}</text>
          </g>
        ))}
        <path d={path} class="line" />
        {marks.map((i) => <circle cx={x(i)} cy={y(values[i])} r="2.6" />)}
        <text x={LEFT} y={HEIGHT - 6}>{label(0)}</text>
        <text x={width - 8} y={HEIGHT - 6} text-anchor="end">{label(values.length - 1)}</text>
      </svg>
      <details>
        <summary>Values</summary>
        <pre tabIndex={0} aria-label="Values of the series">{csv}</pre>
      </details>
    </figure>
  );
}
