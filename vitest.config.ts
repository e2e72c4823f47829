import { defineConfig } from "vitest/config";

// Inside the repository packages resolve to their sources, so an edit shows with no build step.
const resolve = { conditions: ["development"] };

const project = (name: string, folder: string) => ({
  resolve,
  ssr: { resolve: { conditions: ["development"], externalConditions: ["development"] } },
  test: {
    name,
    root: folder,
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"],
    environment: "node" as const,
    // Bounds a hang and measures nothing: a shared machine can be many times slower.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("codec", "packages/codec"),
      project("doctor", "packages/doctor"),
      project("sandbox", "packages/sandbox"),
      project("proxy", "apps/proxy"),
      project("web", "apps/web"),
    ],
  },
});
