import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

const proxy = process.env.EASEL_PROXY ?? "http://127.0.0.1:4400";

export default defineConfig({
  plugins: [react()],
  // Packages of the repository are read from their sources.
  resolve: { conditions: ["development", ...defaultClientConditions] },
  worker: { format: "es" },
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 4000 },
  server: {
    port: 4410,
    strictPort: true,
    proxy: { "/relay": proxy, "/config": proxy, "/sandbox": proxy, "/health": proxy },
  },
});
