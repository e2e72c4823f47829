import { Hono } from "hono";
import * as v from "valibot";
import type { SandboxSettings } from "../contract.ts";
import { refuse } from "../errors.ts";

const settingsForm = v.strictObject({ policyRequired: v.boolean() });

/** GET and PUT /sandbox/settings: the switches of the embedded sandbox. */
export function sandboxRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();
  const current = (): SandboxSettings => ({ policyRequired: settings.policyRequired });
  routes.get("/settings", (c) => c.json(current()));
  routes.put("/settings", async (c) => {
    const read = v.safeParse(settingsForm, await c.req.json().catch(() => undefined));
    if (!read.success) refuse("bad-settings", 'Sandbox settings are JSON like {"policyRequired": true}.');
    settings.policyRequired = read.output.policyRequired;
    return c.json(current());
  });
  return routes;
}
