import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

const proxy = process.env.EASEL_PROXY ?? "http://127.0.0.1:4400";

export default defineConfig({
  plugins: [react()],
  // Packages of the repository are read from their sources.
  resolve: { conditions: ["development", ...defaultClientConditions] },
  worker: { format: "es" },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    // The page, and the one a sign-in window comes back to.
    rolldownOptions: { input: { index: "index.html", "sign-in": "sign-in.html" } },
  },
  server: {
    port: 4410,
    strictPort: true,
    proxy: {
      "/relay": proxy,
      "/config": proxy,
      "/sandbox": proxy,
      "/health": proxy,
      "/sign-in/device": proxy,
      "/sign-in/token": proxy,
    },
  },
});
