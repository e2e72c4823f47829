import { describe, expect, it } from "vitest";
import { completeEndpoint, endpointOf } from "./endpoint.ts";

const config = { version: "1", allowed: [], sandbox: { url: "http://127.0.0.1:4401", users: [] } };

describe("endpoint", () => {
  it("is the sandbox's address as the proxy told it, unknown before", () => {
    expect(endpointOf({ kind: "sandbox" }, config)).toBe("http://127.0.0.1:4401/Microsoft-Server-ActiveSync");
    expect(endpointOf({ kind: "sandbox" }, undefined)).toBe("");
  });

  it("is Microsoft's own for Office 365", () => {
    expect(endpointOf({ kind: "office365" }, undefined)).toBe(
      "https://outlook.office365.com/Microsoft-Server-ActiveSync",
    );
  });

  it("completes a bare host and keeps what was written out", () => {
    expect(completeEndpoint(" mail.example.com ")).toBe("https://mail.example.com/Microsoft-Server-ActiveSync");
    expect(completeEndpoint("localhost:8080")).toBe("https://localhost:8080/Microsoft-Server-ActiveSync");
    expect(completeEndpoint("http://localhost:8080/")).toBe("http://localhost:8080/Microsoft-Server-ActiveSync");
    expect(completeEndpoint("https://h/microsoft-server-activesync?Cmd=Sync")).toBe(
      "https://h/microsoft-server-activesync",
    );
    expect(endpointOf({ kind: "own", url: "" }, config)).toBe("");
  });
});
