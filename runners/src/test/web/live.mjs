// The live view against what xarray reads: every value, every pixel.

export async function proveLive(proof, withoutRanges) {
  for (const [name, expected] of Object.entries(proof.expected)) {
    const page = await proof.open(`#/data/${name}/${name}`);
    await page.waitForSelector(".map canvas[data-drawn]");
    const anchors = await page.evaluate(() => [0, 255].map((i) => [...document.querySelector(".map canvas").arcoDrawn.table.slice(i * 3, i * 3 + 3)]));
    if (JSON.stringify(anchors) !== "[[68,1,84],[253,231,37]]") proof.fail(`${name}: colours are viridis`, JSON.stringify(anchors));
    for (const step of ["5", "0", "3"]) {
      if (step !== "5") await choose(page, step);
      const found = await compared(page, `field ${step}`, expected, step);
      proof.check(`${name}, step ${step}: values are xarray's`, found.values === 0, `${found.values} differ`);
      proof.check(`${name}, step ${step}: every pixel has its cell's colour`, found.pixels === 0, `${found.pixels} of ${found.all} differ`);
      if (step === "3") {
        const flipped = { ...expected, lat: [...expected.lat].reverse() };
        const other = await compared(page, "field 3", flipped, step);
        proof.check(`${name}: a map upside down would be seen`, other.pixels > other.all / 4, `${other.pixels} of ${other.all}`);
        const before = await compared(page, "field 3", expected, "0");
        proof.check(`${name}: another step would be seen`, before.values > 0 && before.pixels > 0);
      }
    }
    proof.check(`${name}: the step is told as a date`, (await page.locator(".slider output").first().textContent()).startsWith(expected.times[3]));
    await series(proof, page, name, expected);
    proof.same(`${name}: no complaint`, page.complaints, []);
    await proof.close(page);
  }
  const page = await proof.open("#/data/proof-sharded/proof-sharded", { base: withoutRanges });
  await page.waitForSelector(".map canvas[data-drawn]");
  const found = await compared(page, "field 5", proof.expected["proof-sharded"], "5");
  proof.check("shards are read from a server without ranges", found.values === 0 && found.pixels === 0);
  await proof.close(page);

  const refused = await proof.open("");
  await refused.route("**/proof-v3-gzip.zarr/field/c/**", (route) => route.fulfill({ status: 403, body: "no" }));
  await refused.goto(`${proof.base}catalog/#/data/proof-v3-gzip/proof-v3-gzip`);
  await refused.waitForSelector(".problem");
  proof.check("a chunk that is refused is told, and not drawn as missing", /the server says 403/.test(await refused.locator(".problem").textContent()) && (await refused.locator(".map canvas").count()) === 0);
  await proof.close(refused);

  const sent = await proof.open("#/data/demo-sst/demo-sst?var=anom&at.time=2&colours=magma");
  await sent.waitForSelector(".map canvas[data-drawn^='anom 2']");
  proof.pass("a view's address shows variable, step and colours");
  await sent.locator(".map .canvas > canvas").focus();
  for (const key of ["ArrowRight", "ArrowUp"]) await sent.keyboard.press(key);
  proof.check("the keyboard reads values", /Celsius|missing/.test(await sent.locator(".readout b").textContent()));
  await sent.keyboard.press("Enter");
  await sent.waitForSelector(".series-title"); // Or the words that all of it is missing.
  proof.pass("and draws a series");
  await proof.close(sent);
}

async function choose(page, step) {
  await page.locator("input[data-axis=time]").evaluate((input, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, step);
}

/** How many values and pixels on the page are not what xarray reads. */
async function compared(page, key, { lat, lon, planes }, step) {
  await page.waitForFunction((k) => [...document.querySelectorAll(".map canvas[data-drawn]")].some((c) => c.dataset.drawn.startsWith(`${k} `)), key);
  return page.evaluate(inPage, { lat, lon, plane: planes[step] });
}

/** Runs in the page, which has the pixels; knows nothing of how the page finds a pixel's cell. */
function inPage({ lat, lon, plane }) {
  const canvas = document.querySelector(".map canvas[data-drawn]");
  const { values, view, ends, table } = canvas.arcoDrawn;
  const { width, height, left, right, bottom, top } = view;
  const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  // xarray unpacks to single precision, the page to double.
  let wrongValues = plane.length === values.length ? 0 : plane.length;
  plane.forEach((v, i) => {
    const w = values[i];
    if ((v === null) !== Number.isNaN(w) || (v !== null && Math.abs(v - w) > 1e-6 * Math.max(1, Math.abs(v)))) wrongValues++;
  });
  /** For each pixel the cells whose centre is nearest: one, or two on a border. */
  const nearest = (points, n, coordinate, isCircle) =>
    Array.from({ length: n }, (_, i) => {
      const far = points.map((p) => {
        const d = Math.abs(p - coordinate(i));
        return isCircle ? Math.min(d, Math.abs(d - 360)) : d;
      });
      const least = Math.min(...far);
      return far.flatMap((d, k) => (d - least < 1e-6 ? [k] : []));
    });
  const columns = nearest(lon, width, (x) => left + ((x + 0.5) * (right - left)) / width, true);
  const rows = nearest(lat, height, (y) => top - ((y + 0.5) * (top - bottom)) / height, false);
  const hasColour = (at, value) => {
    if (value === null) return pixels[at + 3] === 0;
    if (pixels[at + 3] !== 255) return false;
    const exact = ((value - ends[0]) / (ends[1] - ends[0])) * 256;
    for (const e of [exact - 1e-3, exact + 1e-3]) { // Single precision may lie on the other side of a colour's border.
      const i = Math.max(0, Math.min(255, Math.floor(e))) * 3;
      if (pixels[at] === table[i] && pixels[at + 1] === table[i + 1] && pixels[at + 2] === table[i + 2]) return true;
    }
    return false;
  };
  let wrongPixels = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let fits = false;
      for (const r of rows[y]) for (const c of columns[x]) fits ||= hasColour((y * width + x) * 4, plane[r * lon.length + c]);
      if (!fits) wrongPixels++;
    }
  }
  return { values: wrongValues, pixels: wrongPixels, all: width * height };
}

async function series(proof, page, name, expected) {
  const [row, column] = [5, 7];
  const at = await page.evaluate(([r, c]) => {
    const { view } = document.querySelector(".map canvas[data-drawn]").arcoDrawn;
    const middle = (list, n) => Math.round((list.indexOf(n) + list.lastIndexOf(n)) / 2);
    return [middle(Array.from(view.columns), c) / view.width, middle(Array.from(view.rows), r) / view.height];
  }, [row, column]);
  const canvas = page.locator(".map .canvas > canvas");
  await canvas.scrollIntoViewIfNeeded();
  const area = await canvas.boundingBox();
  await canvas.click({ position: { x: at[0] * area.width, y: at[1] * area.height } });
  await page.waitForSelector(".series");
  const lines = (await page.locator(".series pre").textContent()).trim().split("\n").slice(1).map((l) => l.split(","));
  const wanted = expected.series[0];
  const wrong = lines.filter(([date, v], i) => !date.startsWith(expected.times[i]) || (wanted[i] === null ? v !== "" : Math.abs(Number(v) - wanted[i]) > 1e-4));
  proof.check(`${name}: a click draws the cell's series`, lines.length === wanted.length && wrong.length === 0, `${JSON.stringify(lines)} ${JSON.stringify(wanted)}`);
}
