import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { CoastSymbol, rectangles } from "./coast";
import { ago, count, day, degrees, flat, period, size } from "./format";
import { FACETS, type FacetName, type HomeState, type Sort, datasetHash, emptyState, homeHash, replaceHash } from "./location";
import type { Entry } from "./model";
import { safeUrl } from "./safe";
import { bound, type FacetValue, type Search, statusWord } from "./search";
import { WorldMap } from "./worldmap";

const TITLES: Record<FacetName, string> = {
  variable: "Variable", institution: "Institution", license: "Licence", format: "Format", resolution: "Resolution",
  feedstock: "Feedstock", status: "Status",
};
const PAGE = 40;

export function Home({ search, state: initial }: { search: Search; state: HomeState }) {
  const [state, setState] = useState(initial);
  const [shown, setShown] = useState(PAGE);
  // The address changes by the reader (back, a link) or by the form; the last one to speak wins.
  useEffect(() => setState(initial), [initial]);
  useEffect(() => setShown(PAGE), [state]);
  const found = useMemo(() => search.find(state), [search, state]);

  const typed = (change: Partial<HomeState>) => {
    const next = { ...state, ...change };
    setState(next);
    replaceHash(homeHash(next));
  };
  const chosen = (change: Partial<HomeState>) => {
    location.hash = homeHash({ ...state, ...change });
  };
  const toggle = (facet: FacetName, value: string) => {
    const now = state.facets[facet];
    const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
    chosen({ facets: { ...state.facets, [facet]: next } });
  };
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const slash = (e: KeyboardEvent) => {
      const inField = e.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(e.target.tagName);
      if (e.key === "/" && !inField && !e.ctrlKey && !e.metaKey) {
        e.preventDefault();
        field.current?.focus();
      }
    };
    window.addEventListener("keydown", slash);
    return () => window.removeEventListener("keydown", slash);
  }, []);
  const filters = FACETS.flatMap((f) => state.facets[f].map((value) => ({ facet: f, value })));
  const isFiltered = filters.length > 0 || state.box !== undefined || state.from !== "" || state.to !== "";
  const wrongTime = [state.from, state.to].some((t) => t !== "" && !bound(t, false));

  return (
    <main id="main" class="home" tabIndex={-1}>
      <CoastSymbol />
      <div class="lead">
        <h1>Find data</h1>
        <p>
          {count(search.entries.length, "data set")}, analysis-ready in the cloud. Open any of them with one line.
        </p>
        <div class="searchbox" role="search">
          <label class="hidden" for="q">Search the data sets</label>
          <input
            id="q"
            ref={field}
            type="search"
            placeholder="Search titles, variables, standard names, keywords"
            autocomplete="off"
            spellcheck={false}
            value={state.q}
            onInput={(e) => typed({ q: e.currentTarget.value })}
          />
          <kbd aria-hidden="true">/</kbd>
        </div>
      </div>
      <div class="columns">
        <aside aria-label="Filters">
          <details open={window.innerWidth > 820} class="filters">
            <summary>Filters</summary>
            <section>
              <h2>Place</h2>
              <WorldMap entries={found.entries} box={state.box} onBox={(box) => chosen({ box })} />
            </section>
            <section>
              <h2>Time</h2>
              <div class="times">
                <label>
                  <span>From</span>
                  <input value={state.from} placeholder="1981" onChange={(e) => chosen({ from: e.currentTarget.value.trim() })} />
                </label>
                <label>
                  <span>To</span>
                  <input value={state.to} placeholder="2024-06" onChange={(e) => chosen({ to: e.currentTarget.value.trim() })} />
                </label>
              </div>
              {wrongTime && <p class="hint" role="alert">Write a year, a month (2024-06) or a day (2024-06-30).</p>}
            </section>
            {FACETS.map((facet) => (
              <Facet key={facet} facet={facet} values={found.facets[facet]} chosen={state.facets[facet]} onToggle={toggle} />
            ))}
          </details>
        </aside>
        <section class="results" aria-label="Results">
          <div class="resultbar">
            <p role="status">{count(found.entries.length, "data set")}</p>
            <label>
              <span>Sort by</span>
              <select value={state.sort} onChange={(e) => chosen({ sort: e.currentTarget.value as Sort })}>
                <option value="relevance">{state.q ? "relevance" : "title"}</option>
                {state.q && <option value="title">title</option>}
                <option value="updated">newest</option>
                <option value="size">size</option>
              </select>
            </label>
          </div>
          {isFiltered && (
            <ul class="chosen" aria-label="Filters in use">
              {filters.map(({ facet, value }) => (
                <li>
                  <button type="button" onClick={() => toggle(facet, value)}>
                    <span>{TITLES[facet]}:</span> {facet === "status" ? statusWord(value) : value} <i aria-hidden="true">×</i>
                    <span class="hidden">, remove</span>
                  </button>
                </li>
              ))}
              {state.box && (
                <li>
                  <button type="button" onClick={() => chosen({ box: undefined })}>
                    <span>Box:</span> {state.box.join(", ")} <i aria-hidden="true">×</i><span class="hidden">, remove</span>
                  </button>
                </li>
              )}
              {(state.from || state.to) && (
                <li>
                  <button type="button" onClick={() => chosen({ from: "", to: "" })}>
                    <span>Time:</span> {state.from || "…"} to {state.to || "…"} <i aria-hidden="true">×</i><span class="hidden">, remove</span>
                  </button>
                </li>
              )}
              <li><a href={homeHash({ ...emptyState(), q: state.q, sort: state.sort })}>Clear all</a></li>
            </ul>
          )}
          <ol class="cards">
            {found.entries.slice(0, shown).map((entry) => <Card key={entry.id} entry={entry} />)}
          </ol>
          {found.entries.length === 0 && (
            <p class="nothing">
              {search.entries.length === 0
                ? "The catalog is empty so far: nothing was published."
                : "Nothing fits. Try fewer words, or take a filter away."}
            </p>
          )}
          {found.entries.length > shown && (
            <button type="button" class="more" onClick={() => setShown(shown + PAGE)}>
              Show more ({found.entries.length - shown} left)
            </button>
          )}
        </section>
      </div>
    </main>
  );
}

interface FacetProps {
  facet: FacetName;
  values: FacetValue[];
  chosen: string[];
  onToggle: (facet: FacetName, value: string) => void;
}

function Facet({ facet, values, chosen, onToggle }: FacetProps) {
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const most = 6;
  const listed = all ? values.slice(0, 300) : values.filter((v, i) => i < most || chosen.includes(v.value));
  return (
    <fieldset class="facet" data-facet={facet}>
      <legend>{TITLES[facet]}</legend>
      {listed.map((v) => (
        <label key={v.value}>
          <input type="checkbox" checked={chosen.includes(v.value)} onChange={() => onToggle(facet, v.value)} />
          <span class="value">{v.label}</span>
          <span class="count">{v.count}</span>
        </label>
      ))}
      {values.length > most && (
        <button type="button" class="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${values.length}`}
        </button>
      )}
    </fieldset>
  );
}

function Card({ entry }: { entry: Entry }) {
  const step = entry.steps?.x ?? entry.steps?.y;
  const facts = [
    entry.providers?.[0],
    step !== undefined ? degrees(step) : "",
    period(entry.steps?.time),
    entry.interval ? span(entry.interval) : "",
    size(entry.size),
    entry.license,
    entry.format ? `Zarr ${entry.format}` : "",
  ].filter(Boolean);
  const names = entry.variables.map((v) => v.name);
  return (
    <li class="card">
      <Thumbnail entry={entry} />
      <div>
        <h2>
          <a href={datasetHash(entry.feedstock, entry.recipe)}>{entry.title || entry.id}</a>
          {entry.status !== "complete" && <span class={`badge ${entry.status === "gaps" ? "warn" : "bad"}`}>{statusWord(entry.status)}</span>}
        </h2>
        {entry.recipe !== entry.feedstock && <p class="recipe">{entry.recipe}</p>}
        <p class="about">{entry.description}</p>
        {names.length > 0 && (
          <p class="names">
            {names.slice(0, 8).map((name) => <code>{name}</code>)}
            {names.length > 8 && <span>and {names.length - 8} more</span>}
          </p>
        )}
        <p class="facts">
          {facts.map((fact) => <span>{fact}</span>)}
          {entry.updated && <span title={entry.updated}>updated {ago(entry.updated)}</span>}
        </p>
      </div>
    </li>
  );
}

function span([from, to]: [string, string]): string {
  const a = day(from);
  const b = day(to);
  return a === b ? a : a.slice(0, 4) === b.slice(0, 4) ? `${a} to ${b}` : `${a.slice(0, 4)} to ${b.slice(0, 4)}`;
}

/** A picture of the data, or where they are; its size is told, so that nothing moves when it comes. */
function Thumbnail({ entry }: { entry: Entry }) {
  const src = entry.thumbnail ? safeUrl(entry.thumbnail) : undefined;
  return src && !src.startsWith("gs:") && !src.startsWith("s3:")
    ? <img class="minimap" src={src} width="400" height="200" loading="lazy" decoding="async" alt="" />
    : <MiniMap bbox={entry.bbox} />;
}

export function MiniMap({ bbox }: { bbox: number[] | undefined }) {
  return (
    <svg class="minimap" viewBox="-180 -90 360 180" aria-hidden="true">
      <use href="#coast" x="-180" y="-90" width="360" height="180" class="land" />
      {bbox && rectangles(flat(bbox)).map((r) => <rect class="found" {...r} />)}
    </svg>
  );
}
