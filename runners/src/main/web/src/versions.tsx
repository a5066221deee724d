import { useEffect, useState } from "preact/hooks";
import { moment, size } from "./format";
import { datasetHash } from "./location";
import { type Item, readJson, type Rollback, type VersionEntry } from "./model";
import { lengthOf } from "./repr";
import { plainDeep } from "./safe";

const MOST = 12;

interface Props {
  feedstock: string;
  recipe: string;
  versions: VersionEntry[];
  current: string;
  rollback?: Rollback;
  shown: string;
  collectionUrl: string;
}

/** All versions, newest first, with what changed from one to the next. */
export function Versions({ feedstock, recipe, versions, current, rollback, shown, collectionUrl }: Props) {
  const newest = [...versions].reverse();
  const [items, setItems] = useState<Record<string, Item>>({});
  useEffect(() => {
    let gone = false;
    for (const v of newest.slice(0, MOST)) {
      readJson<Item>(new URL(v.href, collectionUrl).href).then(
        (item) => !gone && setItems((now) => ({ ...now, [v.version]: plainDeep(item) })),
        () => undefined, // A version without an item has nothing to compare.
      );
    }
    return () => {
      gone = true;
    };
  }, [collectionUrl, versions]);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Table of versions">
      <table>
        <thead><tr><th scope="col">Version</th><th scope="col">Made</th><th scope="col">Size</th><th scope="col">What changed</th></tr></thead>
        <tbody>
          {newest.map((v, i) => {
            const before = newest[i + 1];
            const parameters = new URLSearchParams(v.version === current ? {} : { version: v.version });
            return (
              <tr class={v.version === shown ? "shown" : ""}>
                <td>
                  <a href={datasetHash(feedstock, recipe, parameters)} aria-current={v.version === shown ? "true" : undefined}>{v.version}</a>
                  {v.version === current && <span class="badge good">current</span>}
                  {v.version === current && rollback && <p class="rollback">{takenBack(rollback)}</p>}
                </td>
                <td>{moment(v.created)}</td>
                <td>{size(items[v.version]?.assets.zarr?.["file:size"])}</td>
                <td>{before ? changes(items[before.version], items[v.version]) : "first version listed"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Since when, by whom and why the current version is one that is not the last. */
export function takenBack(rollback: Rollback): string {
  const who = rollback.by ? ` by ${rollback.by}` : "";
  return `rolled back to on ${moment(rollback.at)}${who}, from ${rollback.from}${rollback.reason ? `: ${rollback.reason}` : ""}`;
}

/** What differs between two versions, by what their items say. */
export function changes(before: Item | undefined, after: Item | undefined): string {
  if (!before || !after) return "";
  const told: string[] = [];
  const names = (item: Item) => Object.keys(item.properties["cube:variables"] ?? {});
  const added = names(after).filter((n) => !names(before).includes(n));
  const gone = names(before).filter((n) => !names(after).includes(n));
  if (added.length) told.push(`new: ${added.join(", ")}`);
  if (gone.length) told.push(`gone: ${gone.join(", ")}`);
  const old = before.properties["cube:dimensions"] ?? {};
  for (const [name, d] of Object.entries(after.properties["cube:dimensions"] ?? {})) {
    const a = old[name] ? lengthOf(name, old[name], before) : 0;
    const b = lengthOf(name, d, after);
    if (a !== b) told.push(`${name}: ${a} to ${b}`);
  }
  const digest = (item: Item) => JSON.stringify((item.properties["arco:processing"]?.sources as { digest?: string })?.digest);
  if (told.length === 0 && digest(before) !== digest(after)) told.push("sources changed");
  const recipe = (item: Item) => item.properties["processing:expression"]?.expression;
  if (recipe(before) !== recipe(after)) told.push("recipe changed");
  const software = (item: Item) => JSON.stringify(item.properties["processing:software"]);
  if (software(before) !== software(after)) told.push("made by other software");
  return told.join("; ") || "nothing that the items tell";
}
