// The page's whole state is in the address, after "#", so that any web server will do and every view can be sent.

export const FACETS = ["variable", "institution", "license", "format", "resolution", "feedstock", "status"] as const;
export type FacetName = (typeof FACETS)[number];
export type Sort = "relevance" | "title" | "updated" | "size";

export interface HomeState {
  q: string;
  facets: Record<FacetName, string[]>;
  box?: [number, number, number, number];
  from: string;
  to: string;
  sort: Sort;
}

export type Place =
  | { view: "home"; state: HomeState }
  | { view: "dataset"; feedstock: string; recipe: string; parameters: URLSearchParams };

export function emptyState(): HomeState {
  const facets = Object.fromEntries(FACETS.map((f) => [f, [] as string[]])) as HomeState["facets"];
  return { q: "", facets, from: "", to: "", sort: "relevance" };
}

export function parse(hash: string): Place {
  const text = hash.replace(/^#\/?/, "");
  const mark = text.indexOf("?");
  const path = mark < 0 ? text : text.slice(0, mark);
  const parameters = new URLSearchParams(mark < 0 ? "" : text.slice(mark + 1));
  const parts = path.split("/").map(decode);
  if (parts[0] === "data" && parts.length === 3) {
    return { view: "dataset", feedstock: parts[1], recipe: parts[2], parameters };
  }
  const state = emptyState();
  state.q = parameters.get("q") ?? "";
  for (const facet of FACETS) state.facets[facet] = parameters.getAll(facet);
  const numbers = (parameters.get("box") ?? "").split(",").map(Number);
  if (numbers.length === 4 && numbers.every(Number.isFinite)) {
    state.box = numbers as HomeState["box"];
  }
  state.from = parameters.get("from") ?? "";
  state.to = parameters.get("to") ?? "";
  const sort = parameters.get("sort");
  if (sort === "title" || sort === "updated" || sort === "size") state.sort = sort;
  return { view: "home", state };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function homeHash(state: HomeState): string {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  for (const facet of FACETS) for (const value of state.facets[facet]) parameters.append(facet, value);
  if (state.box) parameters.set("box", state.box.join(","));
  if (state.from) parameters.set("from", state.from);
  if (state.to) parameters.set("to", state.to);
  if (state.sort !== "relevance") parameters.set("sort", state.sort);
  const text = parameters.toString();
  return text ? `#/?${text}` : "#/";
}

export function datasetHash(feedstock: string, recipe: string, parameters?: URLSearchParams): string {
  const text = parameters?.toString() ?? "";
  return `#/data/${encodeURIComponent(feedstock)}/${encodeURIComponent(recipe)}${text ? `?${text}` : ""}`;
}

/** Puts a state into the address without a step back for every letter. */
export function replaceHash(hash: string): void {
  if (hash !== location.hash) history.replaceState(null, "", hash);
}
