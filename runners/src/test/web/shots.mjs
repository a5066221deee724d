// Pictures to look at, of what people see.
import { mkdir } from "node:fs/promises";

export async function makeShots(proof, folder) {
  await mkdir(folder, { recursive: true });
  const sizes = [["desktop", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]];
  for (const [name, size] of sizes) {
    for (const colorScheme of ["light", "dark"]) {
      const to = (what) => ({ path: `${folder}/${what}-${name}-${colorScheme}.png` });
      const page = await proof.open("", { ...size, colorScheme });
      await page.waitForSelector(".card");
      await page.screenshot(to("home"));
      await page.goto(`${proof.base}catalog/#/data/demo-sst/demo-sst`);
      await page.waitForSelector(".map canvas[data-drawn]");
      await page.screenshot(to("data"));
      const canvas = page.locator(".map .canvas > canvas");
      await canvas.click({ position: { x: 90, y: 90 } });
      await page.waitForSelector(".series");
      await page.evaluate(() => document.getElementById("view").scrollIntoView({ behavior: "instant" }));
      await page.screenshot(to("live"));
      await page.screenshot({ ...to("whole"), fullPage: true });
      await proof.close(page);
    }
  }
  console.log(`pictures are in ${folder}`);
}
