// How a data set is cited.
import type { Collection, Item } from "./model";

export interface Citation {
  text: string;
  bibtex: string;
  doi?: string;
}

export function citation(collection: Collection, recipe: string, item: Item): Citation {
  const doi = collection["sci:doi"];
  const version = item.properties.version ?? "";
  const year = (item.properties.created ?? "").slice(0, 4);
  const providers = collection.providers ?? [];
  const makers = providers.filter((p) => p.roles?.includes("producer"));
  const names = (makers.length ? makers : providers).map((p) => p.name);
  const made = `${names.join(", ")}${year ? ` (${year})` : ""}: ${collection.title}. Zarr, version ${version}.`;
  const own = collection["sci:citation"];
  const link = doi ? `https://doi.org/${doi}` : "";
  const text = own ? `${own.trim()} Zarr, version ${version}.` : made + (link ? ` ${link}` : "");
  const fields: [string, string][] = [
    ["title", `{${collection.title}}`],
    ["author", names.map((n) => `{${n}}`).join(" and ")],
    ["year", year],
    ["version", version],
    ["doi", doi ?? ""],
    ["howpublished", "Zarr"],
    ["note", own ?? ""],
  ];
  const key = `${collection.id}-${recipe}`.replace(/[^A-Za-z0-9_-]/g, "");
  const lines = fields.filter(([, v]) => v).map(([k, v]) => `  ${k} = {${bib(v)}}`);
  return { text, bibtex: `@misc{${key},\n${lines.join(",\n")}\n}`, doi };
}

/** Characters that TeX would act on, where braces must stay in pairs. */
function bib(text: string): string {
  const escaped = text.replace(/[&%$#_]/g, "\\$&").replace(/[\\](?![&%$#_])/g, "\\textbackslash ");
  let depth = 0;
  let out = "";
  for (const c of escaped) {
    if (c === "{") depth++;
    if (c === "}" && --depth < 0) {
      depth = 0;
      continue;
    }
    out += c;
  }
  return out + "}".repeat(depth);
}

const SPDX = /^[A-Za-z0-9.+-]+$/;

/** Where a licence can be read: as the feedstock says, else at SPDX. */
export function licenseUrl(collection: Collection): string | undefined {
  const link = collection.links.find((l) => l.rel === "license");
  if (link) return link.href;
  const id = collection.license;
  return id && SPDX.test(id) && !["other", "proprietary", "various"].includes(id)
    ? `https://spdx.org/licenses/${id}.html`
    : undefined;
}
