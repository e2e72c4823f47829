import { defineConfig } from "rolldown";

// The Worker as one module (wrangler.jsonc deploys it as it is). What Node has and Workers have not fails to resolve.
export default defineConfig({
  input: "src/worker.ts",
  platform: "browser",
  external: ["cloudflare:sockets"],
  resolve: { conditionNames: ["development", "workerd", "import", "default"] },
  output: { file: "dist/worker.js", format: "esm", codeSplitting: false },
});
