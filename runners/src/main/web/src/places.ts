// Where a version's store can be opened from.
import type { Item, VersionEntry } from "./model";
import { httpUrl } from "./safe";

export interface Address {
  kind: "https" | "gs" | "s3" | "local";
  label: string;
  url: string;
  /** Where an S3 service other than Amazon's answers. */
  endpoint?: string;
}

export interface Places {
  addresses: Address[];
  /** Where this browser reads the store; undefined if it cannot. */
  http?: string;
}

export function places(item: Item, itemUrl: string, version: VersionEntry | undefined, collectionUrl: string): Places {
  const href = (item.assets.zarr?.href ?? "").replace(/\/$/, "");
  const scheme = Object.values(item.properties["storage:schemes"] ?? {})[0];
  const http = href ? httpUrl(href, itemUrl, scheme?.platform) : undefined;
  const addresses: Address[] = [];
  const written = version?.store ?? "";
  const bucket = [href, written].find((u) => /^(gs|s3):\/\//.test(u));
  if (bucket) {
    const kind = bucket.startsWith("gs:") ? "gs" : "s3";
    const own = scheme?.type === "custom-s3" ? scheme.platform?.replace(/\/\{bucket\}.*$/, "") : undefined;
    addresses.push({ kind, label: `${kind}://`, url: bucket, endpoint: kind === "s3" ? own : undefined });
  }
  if (http) {
    const secure = http.startsWith("https:");
    addresses.push({ kind: "https", label: secure ? "https://" : "http://", url: http });
  }
  if (isRelative(href)) {
    // The folder that holds the catalog is where a copy of both is opened from.
    addresses.push({ kind: "local", label: "local folder", url: beside(href, itemUrl, collectionUrl) });
  } else if (written.startsWith("file:")) {
    addresses.push({ kind: "local", label: "local folder", url: decodeURIComponent(written.replace(/^file:\/*/, "/")) });
  }
  return { addresses, http };
}

function isRelative(href: string): boolean {
  return href !== "" && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(href) && !href.startsWith("/");
}

/** A relative href as seen from the folder that holds the catalog's folder. */
function beside(href: string, itemUrl: string, collectionUrl: string): string {
  const root = new URL("../../", collectionUrl).href;
  const full = new URL(href, itemUrl).href;
  return full.startsWith(root) ? decodeURIComponent(full.slice(root.length)) : href;
}
