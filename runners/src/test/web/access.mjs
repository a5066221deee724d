// Accessibility, small screens, dark colours.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function proveAccess(proof) {
  const places = [["home", ""], ["filtered home", "#/?q=ice&institution=NASA&from=1990"], ["data set", "#/data/demo-sst/demo-sst"], ["hostile data set", "#/data/hostile/hostile"], ["error", "#/data/none/none"]];
  for (const [name, hash] of places) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await proof.open(hash, { colorScheme, bypassCSP: true });
      await page.waitForSelector(hash.includes("none") ? "[role=alert]" : hash.includes("data/") ? ".map canvas[data-drawn]" : ".card");
      const serious = await violations(page);
      proof.same(`axe finds nothing serious on ${name}, ${colorScheme}`, serious, []);
      await proof.close(page);
    }
  }
  const broken = await proof.open("", { bypassCSP: true });
  await broken.waitForSelector(".card");
  await broken.evaluate(() => document.querySelector("label[for=q]").remove() ?? document.querySelector("#q").removeAttribute("placeholder"));
  proof.check("axe sees a field without a name", (await violations(broken)).length > 0);
  await proof.close(broken);

  const printed = await proof.open("#/data/demo-sst/demo-sst");
  await printed.waitForSelector(".map canvas[data-drawn]");
  await printed.emulateMedia({ media: "print" });
  proof.check("print leaves out what cannot be pressed on paper", !(await printed.locator(".copy").first().isVisible()) && (await printed.locator(".repr").isVisible()));
  await proof.close(printed);

  const file = await proof.open("", { base: `file://${proof.site}/` });
  await file.goto(`file://${proof.site}/catalog/index.html`);
  proof.check("a page that is opened as a file says how to serve it", /python3 -m http\.server/.test(await file.locator("main").textContent()));
  await proof.close(file);

  for (const [name, hash] of places) {
    const page = await proof.open(hash, { width: 360, height: 740, isMobile: true, hasTouch: true });
    await page.waitForSelector(hash.includes("none") ? "[role=alert]" : hash.includes("data/") ? ".map canvas[data-drawn]" : ".card");
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    proof.check(`${name} fits a phone`, over <= 0, `${over} px too wide`);
    await proof.close(page);
  }
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  return serious.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`);
}
