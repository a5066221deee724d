import { Code } from "./copy";
import { count, moment, size } from "./format";
import type { Asset, Item, Json } from "./model";
import { words } from "./repr";
import { safeUrl } from "./safe";

export function Provenance({ item, itemUrl }: { item: Item; itemUrl: string }) {
  const p = item.properties;
  const made = p["arco:processing"] ?? {};
  const sources = (made.sources ?? {}) as Record<string, Json>;
  const software = Object.entries(p["processing:software"] ?? {}).map(([k, v]) => `${k} ${v}`).join(", ");
  const expression = p["processing:expression"];
  const facts: [string, string][] = [
    ["Run", words(made.run ?? p.version ?? "")],
    ["Made", p.created ? moment(p.created) : ""],
    ["Software", software],
    ["Sources", sources.files !== undefined ? `${count(Number(sources.files), "file")}, ${size(Number(sources.bytes))}${Number(sources.missing) ? `, ${sources.missing} missing by policy` : ""}` : ""],
    ["Digest of the sources", typeof sources.digest === "string" ? sources.digest : ""],
  ];
  const policies = Object.entries((made.policies ?? {}) as Record<string, Json>);
  const told = ["holes", "left_out", "padded"].filter((k) => made[k] !== undefined);
  return (
    <>
      <dl class="facts-list">
        {facts.filter(([, v]) => v).map(([k, v]) => <div><dt>{k}</dt><dd>{v}</dd></div>)}
        {policies.length > 0 && (
          <div><dt>Policies</dt><dd>{policies.map(([k, v]) => `${k}: ${words(v)}`).join("; ")}</dd></div>
        )}
        {told.map((k) => <div><dt>{k === "holes" ? "Filled gaps" : k.replace("_", " ")}</dt><dd>{words(made[k])}</dd></div>)}
      </dl>
      <Files assets={item.assets} itemUrl={itemUrl} />
      {expression && (
        <details class="recipe-text">
          <summary>Recipe</summary>
          <Code text={expression.expression} what="Recipe as YAML" />
        </details>
      )}
    </>
  );
}

function Files({ assets, itemUrl }: { assets: Record<string, Asset>; itemUrl: string }) {
  const listed = Object.entries(assets).filter(([key]) => key !== "zarr");
  return (
    <ul class="files">
      <li><a href={itemUrl}>STAC item</a></li>
      {listed.map(([key, asset]) => {
        const href = safeUrl(asset.href, itemUrl);
        const title = asset.title ?? key;
        return <li>{href ? <a href={href}>{title}</a> : title} {size(asset["file:size"])}</li>;
      })}
    </ul>
  );
}
