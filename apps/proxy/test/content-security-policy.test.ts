import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Type } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { createConfig } from "../src/config.ts";
import { NOBODY } from "./support/upstreams.ts";

/** What Google's evaluator says against a policy: kind, directive, value. */
function findings(policy: string): string[] {
  return new CspEvaluator(new CspParser(policy).csp)
    .evaluate()
    .map(({ type, directive, value }) => `${Type[type]}: ${directive} ${value ?? ""}`.trim());
}

async function policyAt(path: string): Promise<string> {
  const assets = async () => new Response("page");
  const app = createApp({ config: createConfig({ version: "1" }), upstream: NOBODY, assets });
  const response = await app.request(path, { headers: { host: "localhost" } });
  return response.headers.get("content-security-policy") ?? "";
}

describe("the page's Content-Security-Policy", () => {
  it.each(["/", "/sign-in.html", "/assets/index-abc123.js", "/config"])(
    "is held to be weak in nothing but what was accepted: %s",
    async (path) => {
      expect(findings(await policyAt(path))).toEqual([
        // Only the page's own files are served from its origin, all built here: there is no JSONP and no upload.
        "SCRIPT_ALLOWLIST_BYPASS: script-src 'self'",
      ]);
    },
  );

  it("lets inline styles in, which Monaco writes, and nothing else inline", async () => {
    const policy = await policyAt("/");
    expect(policy.match(/'unsafe-[\w-]+'/g)).toEqual(["'unsafe-inline'"]);
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
  });

  it("leaves the sign-in worker its own scripts and the sign-in services, and nothing more", async () => {
    const policy = await policyAt("/assets/sign-in-worker-abc123.js");
    expect(findings(policy)).toEqual(["SCRIPT_ALLOWLIST_BYPASS: script-src 'self'"]);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; connect-src https:/);
  });

  it("would be told of what weakens it", async () => {
    const policy = await policyAt("/");
    expect(findings(policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline' https:"))).toEqual(
      expect.arrayContaining([
        "SCRIPT_UNSAFE_INLINE: script-src 'unsafe-inline'",
        "PLAIN_URL_SCHEMES: script-src https:",
      ]),
    );
  });
});
