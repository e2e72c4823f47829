import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, runCommand } from "../setup/run-command.mjs";
import { makeConsumer } from "./consumer-folder.mjs";

const folder = mkdtempSync(join(tmpdir(), "easel-consumer-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @type {string} */
let installed;
before(async () => {
  installed = await makeConsumer(folder);
});

/** Paths of all files with forward slashes. @param {string} root @returns {string[]} */
function filesIn(root) {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(root, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
  );
}

const manifest = () => JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));

test("the tarball holds modules, their declarations, README, LICENSE and nothing else", () => {
  const odd = filesIn(installed).filter((name) => !/^dist\/[^.]*\.(?:js|d\.ts)$/.test(name));
  assert.deepEqual(odd.sort(), ["LICENSE", "README.md", "package.json"]);
  assert.equal(readFileSync(join(installed, "LICENSE"), "utf8"), readFileSync(join(ROOT, "LICENSE"), "utf8"));
});

test("every export has its module and its declarations, and they name no source", () => {
  for (const [subpath, targets] of Object.entries(manifest().exports)) {
    if (typeof targets === "string") continue;
    for (const condition of ["types", "default"]) {
      assert.ok(existsSync(join(installed, targets[condition])), `${subpath} has no ${condition}`);
    }
  }
  for (const name of filesIn(installed)) {
    assert.doesNotMatch(readFileSync(join(installed, name), "utf8"), /(?:from |import\()"[^"\n]*\.ts"/, name);
  }
});

test("the published manifest leads to no source", () => {
  assert.doesNotMatch(readFileSync(join(installed, "package.json"), "utf8"), /src\/|development|scripts/);
});

test("it depends on nothing", () => {
  const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies"];
  assert.deepEqual(
    kinds.filter((kind) => kind in manifest()),
    [],
  );
});

// Vite sets `development` while it serves, other tools `module` or `browser`: none may lead to a file not packed.
for (const conditions of [[], ["development"], ["module", "browser", "production"]]) {
  const flags = conditions.map((name) => `--conditions=${name}`);
  test(`the README's tour and the golden vectors hold with ${flags.join(" ") || "plain Node"}`, async () => {
    const { code, output } = await runCommand(process.execPath, [...flags, "print-trial.mjs"], {
      cwd: folder,
      capture: true,
    });
    assert.equal(code, 0, output);
    const { checks, vectors, failures } = JSON.parse(output);
    assert.deepEqual(failures, []);
    assert.ok(checks >= 15 && vectors >= 60, `${checks} checks and ${vectors} vectors were run`);
  });
}

for (const [resolution, module] of [
  ["nodenext", "nodenext"],
  ["bundler", "esnext"],
]) {
  test(`a consumer with strict types, ES2022's library and ${resolution} resolution compiles`, async () => {
    const config = join(folder, `tsconfig.${resolution}.json`);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      lib: ["es2022"],
      types: [],
      target: "es2022",
      module,
      moduleResolution: resolution,
      noEmit: true,
    };
    writeFileSync(config, JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
    const { code, output } = await runCommand("tsc", ["-p", config], { cwd: folder, capture: true });
    assert.equal(code, 0, output);
  });
}
