// The snippets for stores in buckets, taken from the page and run as they stand against the services of the tests, into which a
// bake published: what they read must be what xarray reads of the same bake in a folder.
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { serve } from "./serve.mjs";

const run = promisify(execFile);
const CLOUD = "storage.googleapis.com";
/** What a snippet of xarray left in "ds", and one of dask in "mean", to the last bit. */
const SHOW = {
  xarray: "\nimport hashlib\nfor name in sorted(ds.variables):\n    v = ds[name].values\n    print('SAME', name, v.dtype, v.shape, hashlib.sha256(v.tobytes()).hexdigest())\n",
  dask: "\nprint('SAME', float(mean))\n",
};

export async function proveBuckets(proof, { site, modern, s3, gs }) {
  const secure = await cloudOverTls(gs);
  const has = (modules) => run(modern, ["-c", `import ${modules}`]).then(() => true, () => false);
  const overS3 = { needs: "s3fs", env: { AWS_ENDPOINT_URL: s3 } };
  const overHttps = {
    needs: "aiohttp",
    env: { HTTPS_PROXY: secure.proxy, https_proxy: secure.proxy, NO_PROXY: "", no_proxy: "", FSSPEC_HTTPS: '{"client_kwargs": {"trust_env": true}}', SSL_CERT_FILE: path.resolve("cert.pem") },
  };
  try {
    for (const [title, service, from, how, change] of [
      ["s3:// with an endpoint", "s3", "s3", { ...overS3, env: {} }, (text) => text],
      ["s3:// of Amazon", "s3", "s3", overS3, ofAmazon],
      ["https:// of Cloud Storage", "gs", "https", overHttps, (text) => text],
      ["gs://", "gs", "gs", undefined, (text) => text],
    ]) {
      const server = await serve(`buckets/${service}`);
      const page = await proof.open("#/data/demo-sst/demo-sst", { base: server.url, change });
      await page.waitForSelector("#snippet");
      await page.check(`input[name=from][value=${from}]`, { force: true });
      for (const tool of ["xarray", "dask"]) {
        await page.check(`input[name=with][value=${tool}]`, { force: true });
        const text = await page.locator("#snippet").textContent();
        const says = (await page.locator(".run").getAttribute("data-run")) === "true";
        const what = `${title}: ${tool}`;
        proof.check(`${what}: the page says whether it is run`, says === (how !== undefined));
        if (!how) continue;
        proof.check(`${what}: it opens the bucket`, text.includes(from === "s3" ? '"s3://arco-proof/' : `"https://${CLOUD}/arco-proof/`), text);
        if (title === "s3:// of Amazon") proof.check(`${what}: it names no endpoint`, !text.includes("endpoint"), text);
        if (await has(`xarray, dask.array, ${how.needs}`)) await compare(proof, what, modern, text, tool, how.env, site);
        else console.log(`skipped: page: snippet ${what}: ${modern} lacks ${how.needs}`);
      }
      await proof.close(page);
      server.close();
    }
  } finally {
    secure.close();
  }
}

/** The same item, of a bucket of Amazon's own service. */
const ofAmazon = (text) => text.replaceAll('"custom-s3"', '"aws-s3"').replace(/"platform" ?: ?"[^"]*"/g, '"platform":"https://{bucket}.s3.amazonaws.com"');

async function compare(proof, what, modern, text, tool, env, site) {
  const folder = path.join(site, "persistent-ro/demo-sst/demo-sst");
  const store = path.resolve(folder, (await readdir(folder)).filter((name) => /^\d/.test(name))[0], "demo-sst.zarr");
  const local = text.replace(/open_zarr\("[^"]*"/, `open_zarr(${JSON.stringify(store)}`).replace(/, storage_options=\{[^}]*\}/, "");
  const read = async (code, more) => {
    const { stdout } = await run(modern, ["-c", code + SHOW[tool]], { env: { ...process.env, ...more }, timeout: 120_000, maxBuffer: 1e8 });
    return stdout.split("\n").filter((line) => line.startsWith("SAME"));
  };
  try {
    const [found, wanted] = [await read(text, env), await read(local, {})];
    proof.check(`${what}: it is run, and reads what the folder has`, wanted.length > 0 && found.join() === wanted.join(), `${found}, expected ${wanted}`);
    const gone = await read(text.replace("demo-sst.zarr", "gone.zarr"), env).then(() => false, () => true);
    proof.check(`${what}: without the store it would fail`, gone);
  } catch (e) {
    proof.fail(what, String(e.stderr ?? e.message).trim().split("\n").pop());
  }
}

/** Cloud Storage's own name over TLS, before the server of the tests; whoever goes through the proxy meets no other host. */
async function cloudOverTls(gs) {
  const [key, cert] = await Promise.all(["key.pem", "cert.pem"].map((name) => readFile(name)));
  const front = createSecureServer({ key, cert }, (from, to) => {
    const forwarded = request(gs + from.url, { method: from.method, headers: { ...from.headers, host: new URL(gs).host } }, (answer) => {
      to.writeHead(answer.statusCode, answer.headers);
      answer.pipe(to);
    });
    forwarded.on("error", () => to.destroy());
    from.pipe(forwarded);
  });
  await new Promise((resolve) => front.listen(0, "127.0.0.1", resolve));
  const sockets = new Set();
  const proxy = createServer((_, to) => to.writeHead(403).end());
  proxy.on("connect", (from, socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    if (from.url !== `${CLOUD}:443`) return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const through = connect(front.address().port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.pipe(socket).pipe(through);
    });
    through.on("error", () => socket.destroy());
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
    front.close();
  };
  return { proxy: `http://127.0.0.1:${proxy.address().port}`, close };
}
