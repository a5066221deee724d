// Search, filters and facets over the entries.
import MiniSearch from "minisearch";
import { flat, period } from "./format";
import { FACETS, type FacetName, type HomeState } from "./location";
import type { Entry } from "./model";

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface Found {
  entries: Entry[];
  facets: Record<FacetName, FacetValue[]>;
}

const STATUS: Record<string, string> = { complete: "complete", gaps: "with gaps", deprecated: "deprecated" };

export function statusWord(status: string): string {
  return STATUS[status] ?? status;
}

/** What an entry has of a facet. */
export function facetValues(entry: Entry, facet: FacetName): string[] {
  switch (facet) {
    case "variable":
      return entry.variables.map((v) => v.standard_name ?? v.name);
    case "institution":
      return entry.providers ?? [];
    case "license":
      return entry.license ? [entry.license] : [];
    case "format":
      return entry.format ? [`Zarr ${entry.format}`] : [];
    case "resolution":
      return resolutions(entry);
    case "feedstock":
      return [entry.feedstock];
    case "status":
      return [entry.status];
  }
}

function resolutions(entry: Entry): string[] {
  const classes: string[] = [];
  const step = entry.steps?.x ?? entry.steps?.y;
  if (step !== undefined) {
    const most = [0.05, 0.1, 0.25, 0.5, 1, 2.5].find((m) => step <= m * 1.001);
    classes.push(most === undefined ? "coarser than 2.5°" : `up to ${most}°`);
  }
  if (entry.steps?.time) classes.push(period(entry.steps.time));
  return classes;
}

export class Search {
  private readonly index = new MiniSearch<Entry>({
    fields: ["title", "variables", "standard", "keywords", "description", "id", "providers"],
    extractField: (entry, field) => {
      switch (field) {
        case "variables":
          return entry.variables.map((v) => `${v.name} ${v.long_name ?? ""}`).join(" ");
        case "standard":
          return entry.variables.map((v) => v.standard_name ?? "").join(" ");
        case "keywords":
          return (entry.keywords ?? []).join(" ");
        case "providers":
          return (entry.providers ?? []).join(" ");
        default:
          return String(entry[field as keyof Entry] ?? "");
      }
    },
    searchOptions: {
      boost: { title: 4, variables: 3, standard: 3, keywords: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: "AND",
    },
  });

  private readonly byId: Map<string, Entry>;

  constructor(readonly entries: Entry[]) {
    this.byId = new Map(entries.map((e) => [e.id, e]));
    this.index.addAll([...this.byId.values()]);
  }

  find(state: HomeState): Found {
    const q = state.q.trim();
    let entries = q
      ? this.index.search(q).map((hit) => this.byId.get(hit.id as string) as Entry)
      : this.entries;
    entries = entries.filter((e) => inBox(e, state.box) && inTime(e, state.from, state.to));
    const passes = entries.map((e) => FACETS.map((f) => passesFacet(e, f, state.facets[f])));
    const facets = {} as Found["facets"];
    FACETS.forEach((facet, i) => {
      // Counted among what the other facets leave, so that a second value can be added to a first one.
      const left = entries.filter((_, n) => passes[n].every((p, k) => p || k === i));
      facets[facet] = counted(left, facet, state.facets[facet]);
    });
    const found = entries.filter((_, n) => passes[n].every(Boolean));
    return { entries: sorted(found, state.sort, q !== ""), facets };
  }
}

function passesFacet(entry: Entry, facet: FacetName, wanted: string[]): boolean {
  return wanted.length === 0 || facetValues(entry, facet).some((v) => wanted.includes(v));
}

function counted(entries: Entry[], facet: FacetName, chosen: string[]): FacetValue[] {
  const counts = new Map<string, number>(chosen.map((v) => [v, 0]));
  for (const entry of entries) {
    for (const value of new Set(facetValues(entry, facet))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count, label: facet === "status" ? statusWord(value) : value }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

function sorted(entries: Entry[], sort: HomeState["sort"], ranked: boolean): Entry[] {
  const list = [...entries];
  if (sort === "title" || (sort === "relevance" && !ranked)) {
    list.sort((a, b) => a.title.localeCompare(b.title) || a.id.localeCompare(b.id));
  } else if (sort === "updated") {
    list.sort((a, b) => (b.updated ?? "").localeCompare(a.updated ?? ""));
  } else if (sort === "size") {
    list.sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
  }
  return list;
}

/** Boxes that cross the antimeridian have their west east of their east. */
function spans(west: number, east: number): [number, number][] {
  return west <= east ? [[west, east]] : [[west, 180], [-180, east]];
}

export function inBox(entry: Entry, wanted: HomeState["box"]): boolean {
  if (!wanted) return true;
  if (!entry.bbox) return false;
  const [w, s, e, n] = flat(entry.bbox);
  const [ww, ws, we, wn] = wanted;
  return s <= wn && n >= ws && spans(w, e).some(([a, b]) => spans(ww, we).some(([c, d]) => a <= d && b >= c));
}

/** The first or last moment that a year, a month or a day stands for. */
export function bound(text: string, last: boolean): string | undefined {
  const m = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(text);
  if (!m) return undefined;
  const two = (n: string | undefined, other: string) => (n ? n.padStart(2, "0") : other);
  return last
    ? `${m[1]}-${two(m[2], "12")}-${two(m[3], "31")}T23:59:59Z`
    : `${m[1]}-${two(m[2], "01")}-${two(m[3], "01")}T00:00:00Z`;
}

function inTime(entry: Entry, from: string, to: string): boolean {
  const first = bound(from, false);
  const last = bound(to, true);
  if (!first && !last) return true;
  if (!entry.interval) return false;
  return (!last || entry.interval[0] <= last) && (!first || entry.interval[1] >= first);
}
