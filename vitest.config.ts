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
