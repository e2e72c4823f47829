#!/usr/bin/env node
import { createSandbox } from "@easel/sandbox";
import packageJson from "../package.json" with { type: "json" };
import { STARTER_DEVICE_ID } from "./contract.ts";
import { ConfigError } from "./errors.ts";
import { readFlags, start } from "./node/index.ts";

try {
  const options = readFlags(process.argv.slice(2), process.env, packageJson.version);
  const running = await start(options, {
    version: packageJson.version,
    createSandbox: () => createSandbox({ settledDevices: [STARTER_DEVICE_ID] }),
    print: (line) => console.log(line),
  });
  let closing = false;
  const end = () => {
    // A second Ctrl+C does not wait.
    if (closing) process.exit(1);
    closing = true;
    void running.close().then(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`EASel cannot start. ${error.message}`);
  process.exit(1);
}
