// What the last scheduled bake came to, where bakes leave a record beside the catalog.
import { ago } from "./format";
import { plainDeep } from "./safe";

interface RunRecord {
  began: string;
  recipe: string;
  status: string;
  seconds?: number;
  firstProblem?: string;
}

export interface LastRun {
  words: string;
  isFailed: boolean;
  problem: string;
}

/** The last record of a recipe in this month's log, or in the one before; undefined if there is none. */
export async function lastRun(feedstock: string, recipe: string, now = new Date()): Promise<LastRun | undefined> {
  const month = (back: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
  for (const name of [month(0), month(1)]) {
    const answer = await fetch(`runs/${encodeURIComponent(feedstock)}/${name}.jsonl`, { cache: "no-cache" }).catch(() => undefined);
    if (!answer?.ok) continue;
    const records = (await answer.text()).split("\n").flatMap((line): RunRecord[] => {
      try {
        return line ? [plainDeep(JSON.parse(line))] : [];
      } catch {
        return []; // A line that a later version wrote otherwise.
      }
    });
    const own = records.filter((r) => r.recipe === recipe && typeof r.began === "string").sort((a, b) => a.began.localeCompare(b.began));
    const last = own[own.length - 1];
    if (last) {
      const status = String(last.status).toLowerCase().replace("_", "-");
      return { words: `${status}, ${ago(last.began)}`, isFailed: status === "failed", problem: last.firstProblem ?? "" };
    }
  }
  return undefined;
}
