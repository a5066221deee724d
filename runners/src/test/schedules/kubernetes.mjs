// Holds jobs for Kubernetes against its API, as kubernetes-models has it: node kubernetes.mjs FILE…; exit code 1 if it finds anything.
// Fields that it does not know are no matter here; KubernetesFilesTest looks for them.
import { readFile } from "node:fs/promises";
import * as batch from "kubernetes-models/batch/v1";
import { parse } from "yaml";

function problems(text) {
  const document = parse(text);
  if (document.apiVersion !== "batch/v1" || !(document.kind in batch)) return [`${document.apiVersion} ${document.kind} is not known`];
  try {
    new batch[document.kind](document).validate();
    return [];
  } catch (e) {
    return (e.errors ?? [e]).map((p) => `${p.instancePath ?? ""} ${p.message}`);
  }
}

// What it must find, or it is not worth asking.
const changes = [[/schedule: .*/, ""], [/backoffLimit: 1/, "backoffLimit: one"], [/command:\n/, "command: bake\n              args:\n"], [/name: bake/, "names: bake"]];

let found = 0;
for (const file of process.argv.slice(2)) {
  const text = await readFile(file, "utf8");
  for (const problem of problems(text)) {
    found++;
    console.error(`${file}: ${problem}`);
  }
  for (const [from, to] of changes) {
    if (text.replace(from, to) === text || problems(text.replace(from, to)).length === 0) {
      found++;
      console.error(`${file}: nothing is found when ${from} is "${to}"`);
    }
  }
}
process.exit(found || process.argv.length < 3 ? 1 : 0);
