// Counts what holds, and opens pages that must not complain.

export class Proof {
  passed = 0;
  failed = 0;

  constructor(browser, base, expected) {
    this.browser = browser;
    this.base = base;
    this.expected = expected;
  }

  pass(what) {
    this.passed++;
    console.log(`PASS ${what}`);
  }

  fail(what, why) {
    this.failed++;
    console.log(`FAIL ${what}${why ? `: ${why}` : ""}`);
  }

  check(what, holds, why = "") {
    if (holds) this.pass(what);
    else this.fail(what, why);
  }

  same(what, found, wanted) {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
    this.check(what, a === b, `found ${a}, expected ${b}`);
  }

  /** A page at an address after "#", items changed if wanted; what it logs as an error is collected in `page.complaints`. */
  async open(hash = "", { width = 1280, height = 900, base = this.base, change, ...more } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, permissions: ["clipboard-read", "clipboard-write"], ...more });
    const page = await context.newPage();
    page.complaints = [];
    page.outside = [];
    page.on("console", (m) => { if (m.type() === "error" && !/404 \(/.test(m.text())) page.complaints.push(m.text()); });
    page.on("pageerror", (e) => page.complaints.push(String(e)));
    page.on("request", (r) => { if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) page.outside.push(r.url()); });
    page.setDefaultTimeout(20_000);
    if (change) await page.route("**/item.json", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
    await page.goto(`${base}catalog/${hash}`);
    return page;
  }

  async close(page) {
    await page.context().close();
  }
}
