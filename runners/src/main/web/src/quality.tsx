// The quality report that was made beside the item: what looks wrong first, then numbers, then pictures.
import { useEffect, useState } from "preact/hooks";
import { type Item, readJson } from "./model";
import { plainDeep, safeUrl } from "./safe";

interface Flag {
  kind: string;
  variable: string;
  text: string;
}

interface ReportedVariable {
  name: string;
  units?: string;
  long_name?: string;
  statistics?: { min: number | null; mean: number | null; max: number | null; count: number; missing: number };
  notes?: string[];
}

interface ReportFile {
  flags: Flag[];
  variables: ReportedVariable[];
}

const MOST_ROWS = 200;

const list = <T,>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

/** Whether anything was made. */
export function hasQuality(item: Item): boolean {
  return item.assets.quality !== undefined || item.assets.overview !== undefined;
}

export function Quality({ item, itemUrl }: { item: Item; itemUrl: string }) {
  const asset = item.assets.quality;
  const href = asset ? safeUrl(asset.href, itemUrl) : undefined;
  const overview = item.assets.overview;
  const picture = overview?.type?.startsWith("image/") ? safeUrl(overview.href, itemUrl) : undefined;
  const [report, setReport] = useState<ReportFile>();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (!href) return;
    readJson<ReportFile>(href).then(
      (r) => setReport(plainDeep(r)),
      (e: Error) => setProblem(e.message),
    );
  }, [href]);
  const variables = list<ReportedVariable>(report?.variables);
  return (
    <>
      {!href && !picture && <p class="none">No report can be shown.</p>}
      {problem && <p role="alert">{problem}</p>}
      {href && !report && !problem && <p role="status">Loading…</p>}
      {report && <Flags flags={list<Flag>(report.flags)} />}
      {variables.length > 0 && <Numbers variables={variables} />}
      {picture && (
        <img class="report" src={picture} loading="lazy"
          alt={`Pictures of ${variables.length > 0 ? variables.slice(0, 12).map((v) => v.name).join(", ") : "the variables"}: map, histogram, mean over time, and what is there`} />
      )}
      {href && <p><a href={href}>{asset.title ?? "The whole report"}</a> (JSON)</p>}
    </>
  );
}

function Flags({ flags }: { flags: Flag[] }) {
  if (flags.length === 0) return <p class="sound">Nothing looks wrong: no jump, no value out of range, no misplaced coordinate was found.</p>;
  return (
    <ul class="flags" aria-label="What looks wrong">
      {flags.map((f) => <li><strong>{String(f.kind).replaceAll("-", " ")}</strong> <code>{String(f.variable)}</code> {String(f.text)}</li>)}
    </ul>
  );
}

function number(value: number | null | undefined): string {
  return typeof value === "number" ? String(Number(value.toPrecision(5))) : "–";
}

function share(s: ReportedVariable["statistics"]): string {
  if (!s || !(s.count + s.missing > 0)) return "–";
  const percent = (100 * s.missing) / (s.count + s.missing);
  return s.missing === 0 ? "none" : percent < 0.05 ? `${s.missing.toLocaleString("en")} values` : `${percent.toFixed(1)} %`;
}

function Numbers({ variables }: { variables: ReportedVariable[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Statistics of the variables">
      <table class="numbers">
        <thead>
          <tr><th scope="col">Variable</th><th scope="col">Units</th><th scope="col">Min</th><th scope="col">Mean</th><th scope="col">Max</th><th scope="col">Missing</th></tr>
        </thead>
        <tbody>
          {variables.slice(0, MOST_ROWS).map((v) => (
            <tr>
              <th scope="row" title={v.long_name}><code>{String(v.name)}</code></th>
              <td>{v.units ?? ""}</td>
              <td>{number(v.statistics?.min)}</td>
              <td>{number(v.statistics?.mean)}</td>
              <td>{number(v.statistics?.max)}</td>
              <td>{share(v.statistics)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {list<string>(variables.flatMap((v) => list<string>(v.notes).map((n) => `${v.name}: ${n}`))).slice(0, 20).map((n) => <p class="note">{n}</p>)}
    </div>
  );
}
