// From pixels to cells: where the values of a plane are, by their coordinates.

export interface View {
  width: number;
  height: number;
  /** What the edges of the picture are: left, right, bottom and top, in the coordinates' units. */
  left: number;
  right: number;
  bottom: number;
  top: number;
  /** Whether they are longitudes and latitudes. */
  isGlobe: boolean;
  /** The column of cells that each column of pixels shows; -1 for none. Rows alike. */
  columns: Int32Array;
  rows: Int32Array;
}

const WIDTH = 1080;

/** Edges of cells around the points of an axis. */
function edges(points: ArrayLike<number>): [number, number] {
  const n = points.length;
  if (n === 1) return [points[0] - 0.5, points[0] + 0.5];
  const a = points[0] - (points[1] - points[0]) / 2;
  const b = points[n - 1] + (points[n - 1] - points[n - 2]) / 2;
  return a < b ? [a, b] : [b, a];
}

function isMonotonic(points: ArrayLike<number>): boolean {
  const up = points.length < 2 || points[1] > points[0];
  for (let i = 1; i < points.length; i++) if (!(up ? points[i] > points[i - 1] : points[i] < points[i - 1])) return false;
  return points.length > 0 && Number.isFinite(points[0]);
}

/** The cell that holds a coordinate, -1 if none does. */
export function cell(points: ArrayLike<number>, at: number): number {
  const [low, high] = edges(points);
  if (at < low || at > high) return -1;
  const n = points.length;
  const up = n < 2 || points[1] > points[0];
  let a = 0;
  let b = n - 1;
  while (a < b) {
    const middle = (a + b) >> 1;
    const border = (points[middle] + points[middle + 1]) / 2;
    if (up ? at < border : at > border) b = middle;
    else a = middle + 1;
  }
  return a;
}

/** A coordinate of a circle of 360 degrees, in whichever turn the axis has it. */
export function turned(points: ArrayLike<number>, at: number): number {
  for (const turn of [0, 360, -360]) {
    const found = cell(points, at + turn);
    if (found >= 0) return found;
  }
  return -1;
}

/** A view of cells with longitudes and latitudes; the whole globe begins at 180° W, and north is up. */
export function globe(longitudes: ArrayLike<number>, latitudes: ArrayLike<number>): View | undefined {
  if (!isMonotonic(longitudes) || !isMonotonic(latitudes)) return undefined;
  let [left, right] = edges(longitudes);
  let [bottom, top] = edges(latitudes);
  if (right - left > 359.9) [left, right] = [-180, 180];
  else while (left >= 180) [left, right] = [left - 360, right - 360];
  [bottom, top] = [Math.max(-90, bottom), Math.min(90, top)];
  if (right <= left || top <= bottom) return undefined;
  const view = empty(left, right, bottom, top, (right - left) / (top - bottom), true);
  for (let x = 0; x < view.width; x++) view.columns[x] = turned(longitudes, left + ((x + 0.5) * (right - left)) / view.width);
  for (let y = 0; y < view.height; y++) view.rows[y] = cell(latitudes, top - ((y + 0.5) * (top - bottom)) / view.height);
  return view;
}

/** A view of cells by any other coordinates, which increase to the right and upwards, or by their number. */
export function plane(across: ArrayLike<number>, along: ArrayLike<number>, isUp: boolean): View {
  const columns = isMonotonic(across) ? across : Float64Array.from(across, (_, i) => i);
  const hasRows = isMonotonic(along);
  const rows = hasRows ? along : Float64Array.from(along, (_, i) => i);
  const [left, right] = edges(columns);
  const [low, high] = edges(rows);
  const aspect = Math.max(0.8, Math.min(3, columns.length / rows.length));
  const up = hasRows && isUp;
  const view = empty(left, right, up ? low : high, up ? high : low, aspect, false);
  for (let x = 0; x < view.width; x++) view.columns[x] = cell(columns, left + ((x + 0.5) * (right - left)) / view.width);
  for (let y = 0; y < view.height; y++) {
    view.rows[y] = cell(rows, view.top - ((y + 0.5) * (view.top - view.bottom)) / view.height);
  }
  return view;
}

function empty(left: number, right: number, bottom: number, top: number, aspect: number, isGlobe: boolean): View {
  const width = aspect >= 1 ? WIDTH : Math.max(300, Math.round(WIDTH * Math.max(0.4, aspect)));
  const height = Math.max(120, Math.min(1080, Math.round(width / aspect)));
  return { width, height, left, right, bottom, top, isGlobe, columns: new Int32Array(width), rows: new Int32Array(height) };
}
