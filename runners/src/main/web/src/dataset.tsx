import { useEffect, useMemo, useState } from "preact/hooks";
import { drawable } from "./axes";
import { Chunks } from "./chunks";
import { citation, licenseUrl } from "./citation";
import { CoastSymbol } from "./coast";
import { Code, CopyButton } from "./copy";
import { ago, box, day, moment, period, size } from "./format";
import { Neighbourhood } from "./graph";
import { MiniMap } from "./home";
import { LiveView } from "./live";
import { datasetHash, replaceHash } from "./location";
import { type Collection, type Item, type Publication, readJson, type Rollback, type VersionEntry } from "./model";
import { download, notebook } from "./notebook";
import { type Address, places } from "./places";
import { Provenance } from "./provenance";
import { hasQuality, Quality } from "./quality";
import { Repr } from "./repr";
import { lastRun, type LastRun } from "./runs";
import { plainDeep, safeUrl } from "./safe";
import { RUN_ON, snippets, type Subject } from "./snippets";
import { Versions } from "./versions";

interface Props {
  feedstock: string;
  recipe: string;
  parameters: URLSearchParams;
  hubLink?: string;
  back: string;
}

interface Loaded {
  collection: Collection;
  collectionUrl: string;
  item: Item;
  itemUrl: string;
  entry: VersionEntry;
  versions: VersionEntry[];
  rollback?: Rollback;
  current: string;
}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

async function load(feedstock: string, recipe: string, wanted: string | null): Promise<Loaded> {
  if (!NAME.test(feedstock) || !NAME.test(recipe)) throw new Error("The address names no data set.");
  const collectionUrl = new URL(`${feedstock}/collection.json`, document.baseURI).href;
  const collection = plainDeep(await readJson<Collection>(collectionUrl));
  const list = collection["arco:versions"]?.[recipe];
  const entry = list?.versions.find((v) => v.version === (wanted ?? list.current));
  if (!list || !entry) {
    throw new Error(wanted ? `${recipe} has no version ${wanted} (any more).` : `${feedstock} has no data set ${recipe}.`);
  }
  const itemUrl = new URL(entry.href, collectionUrl).href;
  const root = new URL(".", document.baseURI).href;
  if (!itemUrl.startsWith(root)) throw new Error(`The version's item is outside the catalog: ${itemUrl}`);
  const item = plainDeep(await readJson<Item>(itemUrl));
  return { collection, collectionUrl, item, itemUrl, entry, versions: list.versions, current: list.current, rollback: list.rollback };
}

export function Dataset({ feedstock, recipe, parameters: initial, hubLink, back }: Props) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    load(feedstock, recipe, initial.get("version")).then(
      (l) => {
        setLoaded(l);
        document.title = l.collection.title;
      },
      (e: Error) => setProblem(e.message),
    );
  }, []);
  if (problem) {
    return (
      <main id="main" class="fallback" tabIndex={-1}>
        <h1>This data set cannot be shown</h1>
        <p role="alert">{problem}</p>
        <p><a href={back}>All data sets</a></p>
      </main>
    );
  }
  return loaded ? <Page {...loaded} {...{ feedstock, recipe, initial, hubLink, back }} /> : <main id="main" class="fallback" tabIndex={-1}><p role="status">Loading…</p></main>;
}

const SECTIONS = [["open", "Open"], ["quality", "Quality"], ["view", "Look"], ["structure", "Structure"], ["chunks", "Chunks"], ["cite", "Cite"], ["provenance", "Provenance"], ["graph", "Neighbourhood"], ["versions", "Versions"]];

function Page(p: Loaded & { feedstock: string; recipe: string; initial: URLSearchParams; hubLink?: string; back: string }) {
  const { collection, item, itemUrl, feedstock, recipe } = p;
  const [parameters, setParameters] = useState(p.initial);
  useEffect(() => setParameters(p.initial), [p.initial]);
  const change = (changes: Record<string, string | undefined>) => {
    setParameters((now) => {
      const next = new URLSearchParams(now);
      for (const [key, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(key);
        else next.set(key, value);
      }
      replaceHash(datasetHash(feedstock, recipe, next));
      return next;
    });
  };
  const where = useMemo(() => places(item, itemUrl, p.entry, p.collectionUrl), [item]);
  const first = drawable(item)[0] ?? Object.keys(item.properties["cube:variables"] ?? {})[0];
  const subject: Subject | undefined = first
    ? { variable: first, rank: item.properties["cube:variables"][first].shape?.length ?? 0 }
    : undefined;
  const cite = citation(collection, recipe, item);
  const hub = p.hubLink
    ? safeUrl(p.hubLink.replaceAll("{feedstock}", encodeURIComponent(feedstock)).replaceAll("{recipe}", encodeURIComponent(recipe)))
    : undefined;
  return (
    <main id="main" class="dataset" tabIndex={-1}>
      <CoastSymbol />
      <p class="back"><a href={p.back}>All data sets</a></p>
      <Head {...p} hub={hub}
        onNotebook={() => download(`${recipe}.ipynb`, notebook(collection.title, collection.description, cite.text, where.addresses[0], subject), "application/x-ipynb+json")}
        hasNotebook={where.addresses.length > 0} />
      <nav class="sections" aria-label="On this page">
        {SECTIONS.filter(([id]) => id !== "quality" || hasQuality(item)).map(([id, title]) => (
          <a href={`#${id}`} onClick={(e) => { e.preventDefault(); document.getElementById(id)?.scrollIntoView(); (document.querySelector(`#${id} h2`) as HTMLElement | null)?.focus({ preventScroll: true }); }}>{title}</a>
        ))}
      </nav>
      <Section id="open" title="Open">
        <Open addresses={where.addresses} subject={subject} parameters={parameters} onParameters={change} />
      </Section>
      {hasQuality(item) && <Section id="quality" title="Quality"><Quality item={item} itemUrl={itemUrl} /></Section>}
      <Section id="view" title="Look at the data">
        <LiveView item={item} http={where.http} parameters={parameters} onParameters={change} />
      </Section>
      <Section id="structure" title="Structure"><Repr item={item} /></Section>
      <Section id="chunks" title="Chunks"><Chunks item={item} /></Section>
      <Section id="cite" title="Cite">
        <Code text={cite.text} what="Citation" />
        <Code text={cite.bibtex} what="BibTeX" />
        {cite.doi && (
          <p class="doi">DOI <DoiLink doi={cite.doi} /> <CopyButton text={cite.doi} what="DOI" /></p>
        )}
        <Papers papers={collection["sci:publications"] ?? []} />
      </Section>
      <Section id="provenance" title="Provenance"><Provenance item={item} itemUrl={itemUrl} /></Section>
      <Section id="graph" title="Neighbourhood"><Neighbourhood {...{ feedstock, recipe }} /></Section>
      <Section id="versions" title="Versions">
        <Versions {...{ feedstock, recipe, versions: p.versions, current: p.current, rollback: p.rollback, shown: p.entry.version, collectionUrl: p.collectionUrl }} />
      </Section>
    </main>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: preact.ComponentChildren }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>{title}</h2>
      {children}
    </section>
  );
}

function Papers({ papers }: { papers: Publication[] }) {
  if (!papers.length) return null;
  return (
    <>
      <h3>Papers</h3>
      <ul class="papers">
        {papers.map((p) => <li>{p.citation ? `${p.citation} ` : ""}<DoiLink doi={p.doi} /></li>)}
      </ul>
    </>
  );
}

function DoiLink({ doi }: { doi: string }) {
  const href = /^10\.\d{3,9}\/\S+$/.test(doi) ? safeUrl(`https://doi.org/${encodeURI(doi)}`) : undefined;
  return href ? <a href={href}>{doi}</a> : <span>{doi}</span>;
}

interface HeadProps extends Loaded {
  recipe: string;
  feedstock: string;
  hub?: string;
  hasNotebook: boolean;
  onNotebook: () => void;
}

function Head({ collection, item, entry, current, recipe, feedstock, hub, hasNotebook, onNotebook }: HeadProps) {
  const p = item.properties;
  const [run, setRun] = useState<LastRun>();
  useEffect(() => {
    lastRun(feedstock, recipe).then(setRun, () => undefined);
  }, []);
  const from = p.start_datetime ?? p.datetime;
  const to = p.end_datetime ?? p.datetime;
  const hasTime = Object.values(p["cube:dimensions"] ?? {}).some((d) => d.type === "temporal");
  const step = Object.values(p["cube:dimensions"] ?? {}).find((d) => d.type === "temporal")?.step;
  const license = safeUrl(licenseUrl(collection));
  const own = collection.links.filter((l) => !["root", "parent", "item", "license", "cite-as", "self"].includes(l.rel));
  const facts: [string, preact.ComponentChildren][] = [
    ["Licence", license ? <a href={license}>{collection.license}</a> : collection.license],
    ["Time", hasTime && from ? `${day(from)} to ${day(to)}${typeof step === "string" ? `, ${period(step)}` : ""}` : ""],
    ["Place", item.bbox ? box(item.bbox) : ""],
    ["Size", size(item.assets.zarr?.["file:size"])],
    ["Format", item.assets.zarr?.["zarr:zarr_format"] ? `Zarr ${item.assets.zarr["zarr:zarr_format"]}` : ""],
    ["Updated", p.created ? <span title={moment(p.created)}>{ago(p.created)}</span> : ""],
    ["Last run", run ? <span class={run.isFailed ? "failed" : ""} title={run.problem || undefined}>{run.words}</span> : ""],
  ];
  return (
    <header class="head">
      <div>
        <p class="ids">{feedstock === recipe ? feedstock : `${feedstock} / ${recipe}`}</p>
        <h1>{collection.title}</h1>
        {p.deprecated && <p class="notice bad">This data set is deprecated.</p>}
        {entry.version !== current && <p class="notice">You look at version {entry.version}, which is not the current one. <a href={datasetHash(feedstock, recipe)}>Go to the current one</a></p>}
        <p class="about">{collection.description}</p>
        <ul class="providers" aria-label="Providers">
          {(collection.providers ?? []).map((provider) => {
            const href = safeUrl(provider.url);
            return <li>{href ? <a href={href}>{provider.name}</a> : provider.name}{provider.roles?.length ? <span> {provider.roles.join(", ")}</span> : null}</li>;
          })}
        </ul>
        {own.length > 0 && (
          <ul class="links" aria-label="Links">
            {own.map((l) => {
              const href = safeUrl(l.href);
              return href ? <li><a href={href}>{l.title ?? l.rel}</a></li> : null;
            })}
          </ul>
        )}
        <p class="actions">
          {hub && <a class="button" href={hub}>Open in hub</a>}
          {hasNotebook && <button type="button" class="button second" onClick={onNotebook}>Starter notebook</button>}
        </p>
      </div>
      <div class="side">
        <MiniMap bbox={item.bbox} />
        <dl>{facts.filter(([, v]) => v).map(([k, v]) => <div><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
      </div>
    </header>
  );
}

interface OpenProps {
  addresses: Address[];
  subject?: Subject;
  parameters: URLSearchParams;
  onParameters: (change: Record<string, string | undefined>) => void;
}

function Open({ addresses, subject, parameters, onParameters }: OpenProps) {
  if (addresses.length === 0) return <p class="none">The item names no store.</p>;
  const at = addresses.find((a) => a.kind === parameters.get("from")) ?? addresses[0];
  const all = snippets(at, subject);
  const one = all.find((s) => s.tool === parameters.get("with")) ?? all[0];
  return (
    <div class="open">
      <div class="choices">
        <Choices name="with" legend="With" value={one.tool} options={all.map((s) => [s.tool, s.label])} onValue={(v) => onParameters({ with: v })} />
        <Choices name="from" legend="From" value={at.kind} options={addresses.map((a) => [a.kind, a.label])} onValue={(v) => onParameters({ from: v })} />
      </div>
      <Code text={one.text} what={`Code for ${one.label}`} id="snippet" />
      <p class="note">
        {one.note}{" "}
        <span class={one.isRun ? "run" : "run not"} data-run={String(one.isRun)}>
          {one.isRun ? `Run as it stands by the project’s checks, on ${RUN_ON} and since.` : "Not run by the project’s checks."}
        </span>
      </p>
    </div>
  );
}

interface ChoicesProps {
  name: string;
  legend: string;
  value: string;
  options: [string, string][];
  onValue: (value: string) => void;
}

function Choices({ name, legend, value, options, onValue }: ChoicesProps) {
  return (
    <fieldset class="segments">
      <legend>{legend}</legend>
      {options.map(([v, label]) => (
        <label class={v === value ? "on" : ""}>
          <input type="radio" name={name} value={v} checked={v === value} onChange={() => onValue(v)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
