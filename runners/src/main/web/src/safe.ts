// Addresses and texts that came from files.

const SCHEMES = new Set(["https:", "http:", "gs:", "s3:"]);

/** The address if it may be linked to, else undefined; relative ones are resolved against `base`. */
export function safeUrl(href: string | undefined, base: string = document.baseURI): string | undefined {
  if (!href) return undefined;
  try {
    const url = new URL(href, base);
    return SCHEMES.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Text without characters that reorder or hide what is around them, and without control characters. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "");
}

/** The same in all strings of a document, so that nothing later has to think of it. */
export function plainDeep<T>(value: T): T {
  if (typeof value === "string") return plain(value) as T;
  if (Array.isArray(value)) return value.map(plainDeep) as T;
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [plain(k), plainDeep(v)])) as T;
  }
  return value;
}

/** Where a store's objects are over HTTP; undefined for what no browser can read. */
export function httpUrl(href: string, base: string, platform?: string): string | undefined {
  let url: URL;
  try {
    url = new URL(href, base);
  } catch {
    return undefined;
  }
  if (url.protocol === "gs:") return `https://storage.googleapis.com/${url.host}${url.pathname}`;
  if (url.protocol === "s3:") {
    const service = platform && /^https?:\/\//.test(platform) ? platform.replace("{bucket}", url.host) : "";
    return (service || `https://${url.host}.s3.amazonaws.com`) + url.pathname;
  }
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}
