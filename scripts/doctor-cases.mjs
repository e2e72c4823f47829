// `pnpm doctor:cases`: how many of the recorded failures the doctor explains, by family, and its false alarms.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run-command.mjs";

requireDependencies();
const { measure } = await importSource("packages/doctor/test/expected.ts");
for (const line of measure()) console.log(`  ${line}`);

/**
 * Node 20 does not read TypeScript, so the module and what it imports become one file first. Each source keeps
 * its own address: the cases are found beside it.
 * @param {string} path
 */
async function importSource(path) {
  const file = join(ROOT, ".cache", "doctor-cases", "module.mjs");
  const bundle = await rolldown({
    input: join(ROOT, path),
    platform: "node",
    resolve: { conditionNames: ["development", "import", "default"] },
    logLevel: "silent",
    plugins: [
      {
        name: "own-address",
        transform: (code, id) => code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)),
      },
    ],
  });
  await bundle.write({ file, codeSplitting: false });
  await bundle.close();
  return import(pathToFileURL(file).href);
}
