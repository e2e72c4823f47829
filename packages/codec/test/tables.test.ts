import { describe, expect, test } from "vitest";
import {
  codePages,
  commandByName,
  commands,
  pageByNumber,
  protocolVersions,
  tagByName,
  tagByToken,
} from "../src/protocol/index.ts";
import reference from "./data/code-pages.json";
import commandRows from "./data/commands.json";
import { listFolder, readText } from "./support.ts";

describe("the code page tables", () => {
  test("say what the reference says about every tag", () => {
    const ours = codePages.map(({ page, namespace, prefix, tags }) => ({
      page,
      namespace,
      prefix,
      tags: tags.map((tag) => [
        `0x${tag.token.toString(16).toUpperCase().padStart(2, "0")}`,
        tag.name,
        tag.versions[0] ?? "",
        tag.versions[tag.versions.length - 1] ?? "",
        ...tag.aliases,
      ]),
    }));
    expect(ours).toEqual(
      reference.pages.map(({ page, namespace, prefix, tags }) => ({ page, namespace, prefix, tags })),
    );
  });

  test("have each tag's token in a comment beside it", () => {
    const files = listFolder("../src/protocol/code-pages").filter((file) => /^\d/.test(file));
    expect(files).toHaveLength(codePages.length);
    for (const [index, file] of files.entries()) {
      const rows = readText(`../src/protocol/code-pages/${file}`).matchAll(/\/\* ([0-9a-f]{2}) \*\/ \[\s*"(\w+)"/g);
      const written = [...rows].map(([, token = "", name]) => [Number.parseInt(token, 16), name]);
      expect(written).toEqual(codePages[index]?.tags.map(({ token, name }) => [token, name]));
    }
  });

  test("leave the unassigned tokens unassigned", () => {
    for (const { page, unassigned } of reference.pages) {
      for (const token of unassigned) expect(tagByToken(page, Number(token))).toBeUndefined();
    }
  });

  test("have 608 documented tags, 579 of them in 16.1, and 36 legacy ones", () => {
    const tags = codePages.flatMap((page) => page.tags);
    const count = (status: string) => tags.filter((tag) => tag.status === status).length;
    expect([count("current"), count("deprecated"), count("legacy")]).toEqual([579, 29, 36]);
  });

  test("stand in page order, with each token and each name once a page", () => {
    for (const [number, page] of codePages.entries()) {
      expect(page.page).toBe(number);
      expect(pageByNumber(number)).toBe(page);
      expect(new Set(page.tags.map((tag) => tag.token)).size).toBe(page.tags.length);
      expect(new Set(page.tags.map((tag) => tag.name)).size).toBe(page.tags.length);
      for (const tag of page.tags) {
        expect(tag.token >= 0x05 && tag.token <= 0x3f).toBe(true);
        expect(tag.name).toMatch(/^[A-Z][A-Za-z0-9]*$/);
      }
    }
  });

  test("have versions without gaps", () => {
    for (const { versions } of codePages.flatMap((page) => page.tags)) {
      const first = protocolVersions.indexOf(versions[0] ?? "2.5");
      expect(versions).toEqual(protocolVersions.slice(first, first + versions.length));
    }
  });
});

describe("the command table", () => {
  test("says what the reference says about every command", () => {
    const ours = commands.map((command) => ({
      name: command.name,
      code: command.code ?? null,
      versions: command.versions,
      requestRoot: command.requestRoot ?? null,
      responseRoot: command.responseRoot ?? null,
      namespace: command.namespace ?? null,
      query: command.query.map((parameter) => parameter.name),
    }));
    expect(ours).toEqual(commandRows.map(({ policyKey: _, ...row }) => row));
    for (const { name, policyKey } of commandRows) {
      if (policyKey !== null) expect([name, commandByName(name)?.policyKey]).toEqual([name, policyKey]);
    }
  });

  test("names root elements that the code pages have", () => {
    for (const { namespace, requestRoot, responseRoot } of commands) {
      if (!namespace) continue;
      if (requestRoot) expect(tagByName(namespace, requestRoot)).toBeDefined();
      if (responseRoot) expect(tagByName(namespace, responseRoot)).toBeDefined();
    }
  });
});
