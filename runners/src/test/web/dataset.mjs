// The page of a data set, and what hostile texts can do on it: nothing.

export async function proveDataset(proof) {
  const page = await proof.open("#/data/demo-sst/demo-sst");
  await page.waitForSelector("main.dataset");
  const text = await page.locator("main").textContent();
  proof.check("title, licence and size are told", /Demo sea surface temperature/.test(text) && /CC0-1.0/.test(text) && /kB/.test(text));
  proof.same("the licence leads to its text", await page.locator(".side a").first().getAttribute("href"), "https://spdx.org/licenses/CC0-1.0.html");
  const rows = await page.locator(".repr .row .name").allTextContents();
  proof.same("the structure lists coordinates and variables", rows, ["time", "zlev", "lat", "lon", "sst", "anom", "err", "ice"]);
  const copies = page.locator(".copy");
  for (let i = 0; i < (await copies.count()); i++) {
    const shown = await copies.nth(i).evaluate((b) => b.parentElement.querySelector("code")?.textContent ?? "");
    if (!shown || !(await copies.nth(i).isVisible())) continue;
    await copies.nth(i).click();
    await page.waitForFunction((n) => document.querySelectorAll(".copy")[n].textContent.startsWith("Copied"), i);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    proof.check(`copy button ${i + 1} copies what is shown`, copied === shown, copied.slice(0, 60));
  }
  proof.check("BibTeX is one entry with as many braces closed as open", await page.locator("#cite code").nth(1).textContent().then((t) => t.startsWith("@misc{") && balanced(t)));
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("button", { hasText: "Starter notebook" }).click()]);
  const notebook = JSON.parse(await streamText(await file.createReadStream()));
  proof.check("the starter notebook is one", notebook.nbformat === 4 && notebook.cells.some((c) => c.source.join("").includes("xr.open_zarr")));
  proof.same("the hub's link has the recipe in it", await page.locator("a.button").getAttribute("href"),
    "https://hub.example.org/hub/user-redirect/git-pull?repo=x&urlpath=lab/tree/x/demo-sst.ipynb");
  proof.check("the recipe is there as YAML", /pattern:/.test(await page.locator(".recipe-text code").textContent()));
  proof.check("the chunks are drawn", (await page.locator(".bar").count()) === 4 && (await page.locator(".bar .cut").count()) === 2);
  await page.waitForSelector("#quality .numbers");
  proof.check("the quality report says that nothing looks wrong", /Nothing looks wrong/.test(await page.locator("#quality").textContent()));
  proof.same("it lists the variables", await page.locator("#quality tbody th").allTextContents(), ["sst", "anom", "err", "ice"]);
  const picture = page.locator("#quality img");
  await picture.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("#quality img").complete);
  proof.check("its picture loads, and has a text", await picture.evaluate((i) => i.naturalWidth > 1000 && i.naturalHeight > 800 && i.alt.includes("sst, anom, err, ice")));
  proof.check("its numbers are one click away", /quality\.json$/.test(await page.locator("#quality p a").getAttribute("href")));
  proof.check("the versions are listed", (await page.locator("#versions tbody tr").count()) === 1);
  await page.waitForSelector("#graph svg .own");
  const drawn = await page.locator("#graph svg g > text.name, #graph svg a > text.name").allTextContents();
  proof.check("the neighbourhood is drawn", ["Demo sea surface temperature", "The ArcoForge authors", "demo-sst.{time:%Y%m%d}.nc"].every((n) => drawn.some((d) => n.startsWith(d.replace("…", "")))), drawn.join("; "));
  proof.check("the neighbourhood is a list too", (await page.locator("#graph .neighbours li").allTextContents()).some((t) => /^Current version \S+ is made of source demo-sst/.test(t)));
  proof.check("every line of the drawing is in the list", (await page.locator("#graph svg path").count()) === (await page.locator("#graph .neighbours li").count()));
  proof.same("a data set complains of nothing", page.complaints, []);
  proof.same("a data set asks nobody outside", page.outside, []);
  await proof.close(page);

  const scheduled = await proof.open("#/data/proof-v3-gzip/proof-v3-gzip");
  await scheduled.waitForSelector(".side .failed");
  proof.same("what the last scheduled bake came to is told", await scheduled.locator(".side .failed").textContent(), "failed, 3 hours ago");
  proof.check("a version that was rolled back to says since when, by whom, from which, and why", /^rolled back to on .*2026.* by <i>ada<\/i>, from 20260102T000000Z-0002: <b>wrong<\/b> units$/.test(await scheduled.locator("#versions .rollback").textContent()),
    await scheduled.locator("#versions .rollback").textContent());
  await proof.close(scheduled);

  const none = await proof.open("#/data/demo-sst/nothing");
  await none.waitForSelector("[role=alert]");
  proof.check("a data set that is not there is said", /has no data set nothing/.test(await none.locator("[role=alert]").textContent()));
  await proof.close(none);
  const climbing = await proof.open("#/data/..%2F..%2Fx/y");
  await climbing.waitForSelector("[role=alert]");
  proof.check("an address cannot climb out of the catalog", /names no data set/.test(await climbing.locator("[role=alert]").textContent()));
  await proof.close(climbing);
}

export async function proveHostile(proof) {
  const page = await proof.open("#/data/hostile/hostile");
  await page.waitForSelector("main.dataset");
  await page.waitForSelector(".map canvas[data-drawn]");
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  const state = () => page.evaluate(() => ({
    hacked: window.hacked ?? null,
    images: document.querySelectorAll("#app img").length,
    markup: document.querySelectorAll("#app script, #app i i, #app b b, #app style").length,
    links: [...document.querySelectorAll("#app a[href]")].map((a) => a.href).filter((h) => !/^(https?|gs|s3):/.test(h)),
    reversed: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent),
    shown: document.querySelector("h1").textContent,
  }));
  await page.waitForSelector("#quality .flags li");
  const found = await state();
  proof.same("nothing of a hostile data set runs", found.hacked, null);
  proof.same("nothing of it is markup", [found.images, found.markup], [0, 0]);
  proof.same("nothing of it is a link", found.links, []);
  proof.check("what looks wrong is shown as it is written", /<img src=x onerror=/.test(await page.locator("#quality .flags li").textContent()));
  proof.check("nothing of it turns text around", !found.reversed);
  proof.check("its title is shown as it is written", found.shown.startsWith('<img src=x onerror="window.hacked=1">'), found.shown);
  const bibtex = await page.locator("#cite code").nth(1).textContent();
  proof.check("its citation cannot end a BibTeX field", balanced(bibtex), bibtex);
  const snippet = await page.locator("#snippet").textContent();
  proof.check("its name stays inside a string", !/^\s*window/m.test(snippet));
  await page.locator(".brand").click();
  await page.fill("#q", "onerror");
  await page.waitForFunction(() => document.querySelectorAll(".card").length === 1);
  proof.same("nor does it run in the list", [await page.evaluate(() => window.hacked ?? null), await page.locator("#app img").count()], [null, 0]);
  proof.same("the policy had nothing to stop", page.complaints, []);
  // The twin: were a title markup, this is what would be seen.
  await page.evaluate(() => {
    try {
      document.querySelector(".card").innerHTML = "<img src=x onerror='window.hacked=9'>";
    } catch {
      window.refused = true; // Trusted types.
    }
  });
  await page.waitForTimeout(50);
  proof.check("markup from text is refused by the page's own policy", await page.evaluate(() => window.refused === true && window.hacked === undefined));
  await proof.close(page);
}

function balanced(text) {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth < 0) return false;
  }
  return depth === 0;
}

async function streamText(stream) {
  let text = "";
  for await (const part of stream) text += part;
  return text;
}
