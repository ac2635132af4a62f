// Bicep's own compiler is not on every machine; this parses the files with its published grammar. It sees a brace too
// many or a broken string, not a property that does not exist.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { Language, Parser } from "web-tree-sitter";

const root = fileURLToPath(new URL("../..", import.meta.url));
const grammar = fileURLToPath(import.meta.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm"));

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

const files = readdirSync(join(root, "infra"), { recursive: true })
  .filter((name) => /\.bicep(param)?$/.test(name))
  .map((name) => join(root, "infra", name));

test("there are files to look at, and a broken one is noticed", () => {
  assert.ok(files.length >= 6, `only ${files.length} files`);
  assert.notDeepEqual(faults("resource account 'a@1' = {\n  name: 'x'\n"), []);
});

for (const file of files) {
  test(`${relative(root, file)} is well formed`, () => assert.deepEqual(faults(readFileSync(file, "utf8")), []));
}

/** Where the parser met something that the grammar has no place for, or missed something. */
function faults(text) {
  const found = [];
  const visit = (node) => {
    if (node.isError || node.isMissing) {
      found.push(`line ${node.startPosition.row + 1}: ${node.isMissing ? `${node.type} is missing` : node.text.slice(0, 60)}`);
    }
    node.children.forEach((child) => child && visit(child));
  };
  visit(parser.parse(text).rootNode);
  return found;
}
