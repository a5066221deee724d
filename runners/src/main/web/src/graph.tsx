// What a data set has to do with: a drawing, and the same as a list.
import { useEffect, useState } from "preact/hooks";
import { readJson } from "./model";
import { plainDeep, safeUrl } from "./safe";

interface Reference {
  "@id": string;
}

interface GraphNode {
  "@id": string;
  "@type"?: string[];
  [field: string]: unknown;
}

interface GraphFile {
  "@graph"?: GraphNode[];
}

interface Drawn {
  id: string;
  kind: string;
  name: string;
  column: number;
  href?: string;
  x: number;
  y: number;
}

interface Edge {
  from: Drawn;
  to: Drawn;
  words: string;
}

/** Columns from where data come from to who has to do with them. */
const COLUMNS = ["Made of", "Made by", "Versions", "Data set", "Papers and people"];
const KINDS: [string, string, number][] = [
  ["arco:Archive", "Archive", 0],
  ["arco:Source", "Source", 0],
  ["prov:Plan", "Recipe", 1],
  ["prov:Activity", "Run", 1],
  ["schema:SoftwareApplication", "Software", 1],
  ["arco:Version", "Version", 2],
  ["schema:Dataset", "Data set", 3],
  ["schema:ScholarlyArticle", "Paper", 4],
  ["schema:Person", "Person", 4],
  ["schema:Organization", "Organisation", 4],
  ["schema:LearningResource", "Notebook", 4],
];
const WORDS: Record<string, string> = {
  "prov:specializationOf": "is a version of",
  "prov:wasGeneratedBy": "was made by",
  "prov:wasDerivedFrom": "is made of",
  "prov:wasRevisionOf": "follows",
  "prov:used": "used",
  "prov:wasAssociatedWith": "ran with",
  "schema:includedInDataCatalog": "is in",
  "schema:citation": "is told of in",
  "schema:maintainer": "is looked after by",
  "schema:creator": "was produced by",
  "schema:copyrightHolder": "is licensed by",
  "schema:contributor": "was processed by",
  "schema:provider": "is hosted by",
  "schema:subjectOf": "is used in",
};
const MOST = 8;
const [WIDTH, STEP, BOX] = [1000, 58, { width: 172, height: 44 }];

function references(value: unknown): string[] {
  return Array.isArray(value)
    ? value.flatMap((v: Reference) => (v && typeof v === "object" && typeof v["@id"] === "string" ? [v["@id"]] : []))
    : [];
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" && value ? value : otherwise;
}

/** Nodes with their places, and edges between those that are drawn. */
export function layout(nodes: GraphNode[]): { drawn: Drawn[]; edges: Edge[]; height: number } {
  const counts = COLUMNS.map(() => 0);
  const drawn: Drawn[] = [];
  const current = nodes.filter((n) => n["arco:current"] === true);
  const others = nodes.filter((n) => n["arco:current"] !== true).reverse(); // of versions the newest first
  for (const node of [...current, ...others]) {
    const found = KINDS.find(([type]) => node["@type"]?.includes(type));
    if (!found) continue;
    const [, kind, column] = found;
    if (counts[column] >= MOST) continue;
    const id = node["@id"];
    const version = kind === "Version" ? text(node["schema:version"], id) : undefined;
    drawn.push({
      id, column, name: version ?? text(node["schema:name"], id), kind: node["arco:current"] === true ? "Current version" : kind,
      href: /^https:\/\//.test(id) && kind !== "Source" ? safeUrl(id) : undefined,
      x: (column * (WIDTH - BOX.width)) / (COLUMNS.length - 1), y: 30 + STEP * counts[column]++,
    });
  }
  const height = 30 + STEP * Math.max(1, ...counts);
  const by = new Map(drawn.map((d) => [d.id, d]));
  const edges = nodes.flatMap((node) =>
    Object.entries(WORDS).flatMap(([field, words]) =>
      references(node[field]).flatMap((id) => {
        const [from, to] = [by.get(node["@id"]), by.get(id)];
        return from && to ? [{ from, to, words }] : [];
      })));
  return { drawn, edges, height };
}

export function Neighbourhood({ feedstock, recipe }: { feedstock: string; recipe: string }) {
  const [nodes, setNodes] = useState<GraphNode[]>();
  const [lit, setLit] = useState("");
  useEffect(() => {
    const url = new URL(`${feedstock}/${recipe}/graph.jsonld`, document.baseURI).href;
    readJson<GraphFile>(url).then((file) => setNodes(plainDeep(file["@graph"] ?? [])), () => setNodes([]));
  }, [feedstock, recipe]);
  if (!nodes) return <p role="status">Loading…</p>;
  if (nodes.length === 0) return <p class="none">The catalog has no graph; “arco catalog build” writes one.</p>;
  const { drawn, edges, height } = layout(nodes);
  return (
    <>
      <div class="scroll graph" tabIndex={0} role="region" aria-label="Drawing of the neighbourhood; the list below says the same">
        <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label="Neighbourhood of the data set">
          {COLUMNS.map((name, i) => (
            <text class="kind" aria-hidden="true" x={(i * (WIDTH - BOX.width)) / (COLUMNS.length - 1)} y="14">{name}</text>
          ))}
          <g aria-hidden="true">
            {edges.map((e) => <path class={lit && (e.from.id === lit || e.to.id === lit) ? "lit" : ""} d={curve(e.from, e.to)} />)}
          </g>
          {drawn.map((d) => <Box node={d} onLit={setLit} />)}
        </svg>
      </div>
      <ul class="neighbours" aria-label="Neighbourhood as a list">
        {edges.map((e) => <li>{e.from.kind} <Name node={e.from} /> {e.words} {e.to.kind.toLowerCase()} <Name node={e.to} /></li>)}
      </ul>
    </>
  );
}

function Name({ node }: { node: Drawn }) {
  return node.href ? <a href={node.href}>{node.name}</a> : <b>{node.name}</b>;
}

/** From the side of one box to that of another; within a column around its boxes. */
function curve(from: Drawn, to: Drawn): string {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from];
  const [ya, yb] = [a.y + BOX.height / 2, b.y + BOX.height / 2];
  if (a.x === b.x) {
    const x = a.x + BOX.width;
    return `M${x} ${ya}C${x + 24} ${ya} ${x + 24} ${yb} ${x} ${yb}`;
  }
  const [xa, xb] = [a.x + BOX.width, b.x];
  return `M${xa} ${ya}C${(xa + xb) / 2} ${ya} ${(xa + xb) / 2} ${yb} ${xb} ${yb}`;
}

function Box({ node, onLit }: { node: Drawn; onLit: (id: string) => void }) {
  const short = node.name.length > 23 ? `${[...node.name].slice(0, 22).join("")}…` : node.name;
  const inner = (
    <>
      <title>{`${node.kind}: ${node.name}`}</title>
      <rect width={BOX.width} height={BOX.height} rx="5" />
      <text class="kind" x="9" y="16">{node.kind}</text>
      <text class="name" x="9" y="33">{short}</text>
    </>
  );
  const events = { onMouseEnter: () => onLit(node.id), onMouseLeave: () => onLit("") };
  return (
    <g class={node.kind === "Data set" ? "own" : ""} transform={`translate(${node.x} ${node.y})`} {...events}>
      {node.href
        ? <a href={node.href} aria-label={`${node.kind}: ${node.name}`} onFocus={() => onLit(node.id)} onBlur={() => onLit("")}>{inner}</a>
        : inner}
    </g>
  );
}
