import rings from "virtual:coast";

let path = "";

/** Coastlines as an SVG path in degrees, north up: x is the longitude, y the negative latitude. */
export function coastPath(): string {
  path ||= rings
    .map((ring) => {
      let text = `M${ring[0] / 10} ${-ring[1] / 10}l`;
      for (let i = 2; i < ring.length; i += 2) text += `${ring[i] / 10} ${-ring[i + 1] / 10} `;
      return `${text}z`;
    })
    .join("");
  return path;
}

/** The drawing that every small map refers to; once a page. */
export function CoastSymbol() {
  return (
    <svg class="hidden" aria-hidden="true">
      <symbol id="coast" viewBox="-180 -90 360 180">
        <path d={coastPath()} />
      </symbol>
    </svg>
  );
}

/** The rectangles of a box in the map's degrees: two if it crosses the antimeridian. */
export function rectangles(box: readonly number[]): { x: number; y: number; width: number; height: number }[] {
  const [w, s, e, n] = box;
  const spans = w <= e ? [[w, e]] : [[w, 180], [-180, e]];
  return spans.map(([a, b]) => ({ x: a, y: -n, width: Math.max(b - a, 1.5), height: Math.max(n - s, 1.5) }));
}
