// Every snippet that the page says is run, taken from the page and run.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export async function proveSnippets(proof, { site, modern, gdal }) {
  const has = async (python, modules) =>
    run(python, ["-c", `import ${modules}`]).then(() => true, () => false);
  const tools = {
    xarray: { program: modern, arguments: ["-c"], there: { https: await has(modern, "xarray, fsspec, aiohttp"), local: await has(modern, "xarray") }, shows: /sst|field/ },
    dask: { program: modern, arguments: ["-c"], there: { https: await has(modern, "dask.array, fsspec, aiohttp"), local: await has(modern, "dask.array") }, shows: /array\(/ },
    zarrita: { program: process.execPath, arguments: ["--input-type=module", "-e"], there: { https: true }, shows: /\[ 36, 72 \]/ },
    gdal: await gdalTool(has, modern, gdal),
  };
  for (const name of ["demo-sst", "proof-v2-blosc", "proof-sharded"]) {
    const page = await proof.open(`#/data/${name}/${name}`);
    await page.waitForSelector("#snippet");
    for (const from of await values(page, "from")) {
      await page.check(`input[name=from][value=${from}]`, { force: true });
      for (const tool of await values(page, "with")) {
        await page.check(`input[name=with][value=${tool}]`, { force: true });
        const text = await page.locator("#snippet").textContent();
        const says = (await page.locator(".run").getAttribute("data-run")) === "true";
        const how = tools[tool];
        const what = `${name}: ${tool} from ${from}`;
        if (!says) continue;
        if (!how) proof.fail(what, "the page says that it is run, and nothing runs it");
        else if (!how.there[from]) console.log(`skipped: page: snippet ${tool} from ${from}: ${how.program} lacks what it needs`);
        else await prove(proof, what, how, text, from === "local" ? site : ".");
      }
    }
    await proof.close(page);
  }
  const bad = await run(tools.xarray.program, ["-c", "import xarray as xr\nxr.open_zarr('not/there.zarr', consolidated=True)"]).then(() => true, () => false);
  proof.check("a snippet that opens nothing would fail", !bad);
}

async function gdalTool(has, ...pythons) {
  for (const python of pythons) {
    if (await has(python, "osgeo.gdal")) return { program: python, arguments: ["-c"], there: { https: true, local: true }, shows: /\[\d+, / };
  }
  return { program: pythons[0], arguments: ["-c"], there: {}, shows: /./ };
}

const values = (page, name) => page.locator(`input[name=${name}]`).evaluateAll((list) => list.map((i) => i.value));

async function prove(proof, what, how, text, cwd) {
  try {
    const { stdout } = await run(how.program, [...how.arguments, text], { cwd, timeout: 60_000, maxBuffer: 1e8 });
    proof.check(what, how.shows.test(stdout), stdout.slice(0, 200));
  } catch (e) {
    proof.fail(what, String(e.stderr ?? e.message).trim().split("\n").pop());
  }
}
