// What the catalog's documents say, as far as the page reads it. Everything in them is untrusted text.

export interface EntryVariable {
  name: string;
  standard_name?: string;
  long_name?: string;
  units?: string;
}

/** One data set in search.json. */
export interface Entry {
  id: string;
  feedstock: string;
  recipe: string;
  version: string;
  title: string;
  description: string;
  keywords?: string[];
  providers?: string[];
  license?: string;
  doi?: string;
  variables: EntryVariable[];
  format?: number;
  size?: number;
  steps?: { x?: number; y?: number; time?: string };
  bbox?: number[];
  interval?: [string, string];
  updated?: string;
  thumbnail?: string;
  status: string;
}

export interface SearchFile {
  site?: { title?: string; hub_link?: string };
  entries: Entry[];
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Attributes = Record<string, Json>;

/** An array as cube:dimensions and cube:variables describe it. */
export interface ArrayFields {
  data_type?: string;
  "arco:data_type"?: string;
  shape?: number[];
  chunks?: number[];
  shards?: number[];
  attrs?: Attributes;
  description?: string;
  unit?: string;
}

export interface CubeDimension extends ArrayFields {
  type: string;
  axis?: string;
  extent?: (number | string | null)[];
  values?: (number | string)[];
  step?: number | string | null;
  reference_system?: Json;
  "arco:start"?: string;
  "arco:end"?: string;
}

export interface CubeVariable extends ArrayFields {
  dimensions: string[];
  type: string;
  nodata?: number | string;
  statistics?: Record<string, number>;
}

export interface Link {
  rel: string;
  href: string;
  title?: string;
  type?: string;
}

export interface Asset {
  href: string;
  type?: string;
  title?: string;
  roles?: string[];
  "file:size"?: number;
  "file:checksum"?: string;
  "zarr:zarr_format"?: number;
}

export interface Provider {
  name: string;
  roles?: string[];
  url?: string;
}

export interface Item {
  id: string;
  bbox?: number[];
  properties: {
    title?: string;
    description?: string;
    version?: string;
    created?: string;
    datetime?: string | null;
    start_datetime?: string;
    end_datetime?: string;
    deprecated?: boolean;
    license?: string;
    "processing:software"?: Record<string, string>;
    "processing:expression"?: { format: string; expression: string };
    "arco:processing"?: Record<string, Json>;
    "storage:schemes"?: Record<string, { type?: string; platform?: string; bucket?: string }>;
    "cube:dimensions": Record<string, CubeDimension>;
    "cube:variables": Record<string, CubeVariable>;
    "arco:attributes"?: Attributes;
    "arco:groups"?: Record<string, Attributes>;
  };
  links: Link[];
  assets: Record<string, Asset>;
}

export interface VersionEntry {
  version: string;
  href: string;
  store: string;
  created: string;
}

export interface Publication {
  doi: string;
  citation?: string;
}

/** Why a version is current that is not the last one. */
export interface Rollback {
  from: string;
  at: string;
  by?: string;
  reason?: string;
}

export interface Collection {
  id: string;
  title: string;
  description: string;
  license?: string;
  keywords?: string[];
  providers?: Provider[];
  links: Link[];
  "sci:doi"?: string;
  "sci:citation"?: string;
  "sci:publications"?: Publication[];
  "arco:versions"?: Record<string, { current: string; rollback?: Rollback; versions: VersionEntry[] }>;
}

export async function readJson<T>(url: string): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { cache: "no-cache" });
  } catch {
    throw new Error(`${url} cannot be read: no answer, or the browser does not allow it`);
  }
  if (!answer.ok) throw new Error(`${url} cannot be read: the server says ${answer.status}`);
  try {
    return (await answer.json()) as T;
  } catch {
    throw new Error(`${url} is not JSON`);
  }
}
