// A plain web server of a folder, with ranges or without; only for 127.0.0.1.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2", ".txt": "text/plain" };

export async function serve(folder, { ranges = true } = {}) {
  const root = path.resolve(folder);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://127.0.0.1");
    let file = path.join(root, decodeURIComponent(url.pathname));
    try {
      if (!file.startsWith(root)) throw new Error("outside");
      if (url.pathname.endsWith("/")) file = path.join(file, "index.html");
      const { size } = await stat(file);
      const headers = { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream", "Cache-Control": "no-store" };
      let [from, to, status] = [0, size - 1, 200];
      const range = ranges && /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
      if (range) {
        status = 206;
        if (range[1] === "") from = Math.max(0, size - Number(range[2]));
        else [from, to] = [Number(range[1]), range[2] === "" ? size - 1 : Math.min(size - 1, Number(range[2]))];
        headers["Content-Range"] = `bytes ${from}-${to}/${size}`;
      }
      headers["Content-Length"] = size === 0 ? 0 : to - from + 1;
      if (ranges) headers["Accept-Ranges"] = "bytes";
      response.writeHead(status, headers);
      if (request.method === "HEAD" || size === 0) response.end();
      else createReadStream(file, { start: from, end: to }).pipe(response);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
