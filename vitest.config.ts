import { defineConfig } from "vitest/config";

// Inside the repository packages resolve to their sources, so an edit shows with no build step.
const resolve = { conditions: ["@easel/source"] };

const project = (name: string, folder: string) => ({
  resolve,
  ssr: { resolve: { conditions: ["@easel/source"], externalConditions: ["@easel/source"] } },
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
