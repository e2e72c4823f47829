import { rolldown } from "rolldown";

/**
 * Bundles TypeScript sources into one file that plain Node can import; packages of node_modules stay outside.
 * @param {string} input
 * @param {string} file
 * @param {import("rolldown").Plugin[]} [plugins]
 */
export async function bundleSource(input, file, plugins = []) {
  const bundle = await rolldown({
    input,
    platform: "node",
    external: [/^node:/, "fast-check", "oidc-provider"],
    resolve: { conditionNames: ["development", "import", "default"] },
    logLevel: "silent",
    plugins,
  });
  await bundle.write({ file, codeSplitting: false });
  await bundle.close();
}
