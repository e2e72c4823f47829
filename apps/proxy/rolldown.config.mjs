import { defineConfig } from "rolldown";

// One file that runs on plain Node: workspace packages come in from their sources, so nothing else is built first.
export default defineConfig({
  input: "src/node.ts",
  platform: "node",
  resolve: { conditionNames: ["development", "import", "node", "default"] },
  output: { file: "dist/node.js", format: "esm", sourcemap: true, codeSplitting: false },
});
