import { TOKEN_HEADER } from "@easel/proxy/contract";
import { afterEach, expect, it, vi } from "vitest";
import { startDeviceCode } from "./device-code.ts";

afterEach(() => vi.unstubAllGlobals());

it("asks for a code with the token of the proxy's present start, which it learns anew after a restart", async () => {
  const wanted = "token-of-the-second-start";
  const fake = vi.fn<typeof fetch>(async (path, init) => {
    if (path === "/config") return Response.json({ version: "1", allowed: [], token: wanted });
    if (new Headers(init?.headers).get(TOKEN_HEADER) !== wanted) {
      return Response.json({ code: "token-missing", message: "No." }, { status: 403 });
    }
    expect(new Headers(init?.headers).get("Content-Type")).toBe("application/json");
    return Response.json({ status: 200, body: { user_code: "ABC-DEF", device_code: "d", verification_uri: "v" } });
  });
  vi.stubGlobal("fetch", fake);
  const code = await startDeviceCode({
    cloud: "worldwide",
    clientId: "client",
    tenant: "contoso.example",
    keep: false,
  });
  expect(code.userCode).toBe("ABC-DEF");
  expect(fake.mock.calls.map(([path]) => path)).toEqual(["/sign-in/device", "/config", "/sign-in/device"]);
});
