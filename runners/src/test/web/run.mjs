// Drives the browser through all proofs; see "run".
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { Proof } from "./proof.mjs";
import { serve } from "./serve.mjs";
import { proveHome } from "./home.mjs";
import { proveDataset, proveHostile } from "./dataset.mjs";
import { proveLive } from "./live.mjs";
import { proveSnippets } from "./snippets.mjs";
import { proveBuckets } from "./buckets.mjs";
import { proveAccess } from "./access.mjs";
import { makeShots } from "./shots.mjs";

const options = {};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = process.argv[i + 1];
const program = options.chromium ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!program) {
  console.log("no Chromium found: name one with --chromium");
  process.exit(1);
}
const expected = JSON.parse(await readFile(options.expected, "utf8"));
const server = await serve(options.site);
const plain = await serve(options.site, { ranges: false });
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] });
const proof = new Proof(browser, server.url, expected);
proof.site = path.resolve(options.site);
try {
  if (options.shots) {
    await makeShots(proof, options.shots);
  } else {
    const parts = {
      home: () => proveHome(proof),
      dataset: () => proveDataset(proof),
      hostile: () => proveHostile(proof),
      live: () => proveLive(proof, plain.url),
      access: () => proveAccess(proof),
      snippets: () => proveSnippets(proof, options),
      buckets: () => proveBuckets(proof, options),
    };
    for (const [name, part] of Object.entries(parts).filter(([n]) => !options.only || options.only === n)) {
      const start = Date.now();
      try {
        await part();
      } catch (e) {
        proof.fail(`${name}: ended too soon`, e.message.split("\n")[0]);
      }
      console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
    }
    console.log(`${proof.passed} passed, ${proof.failed} failed`);
  }
} finally {
  await browser.close();
  server.close();
  plain.close();
}
process.exitCode = proof.failed ? 1 : 0;
