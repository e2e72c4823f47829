import { commands } from "@easel/codec/protocol";
import { describe, expect, test } from "vitest";
import {
  containerRule,
  elementFacts,
  type ModelSide,
  namespaceTables,
  rootRule,
} from "../src/knowledge/content-model/index.ts";
import {
  type Asked,
  commandStatuses,
  commonStatuses,
  deviationsFor,
  headerMeanings,
  httpStatusMeanings,
  identifyServer,
  servers,
} from "../src/knowledge/index.ts";
import { hover, hoverCommand, hoverHeader, hoverHttpStatus, hoverStatus } from "../src/language/index.ts";
import { samples } from "./server-answers.ts";

interface Named {
  namespace: string;
  name: string;
}
interface Place {
  command: string;
  side: ModelSide;
  chain: Named[];
}

/** Every element that a document of some command may hold, with the first way to it. */
function reachable(): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { name: command } of commands) {
    for (const side of ["request", "reply"] as const) {
      const root = rootRule(command, side);
      if (!root) continue;
      const seen = new Set<string>();
      const open: Named[][] = [[root]];
      for (let chain = open.shift(); chain; chain = open.shift()) {
        const [element, parent] = [chain.at(-1), chain.at(-2)];
        if (!element || chain.length > 12) continue;
        const here = `${element.namespace}:${element.name}`;
        const special =
          parent &&
          elementFacts(element.namespace, element.name, parent.name) !== elementFacts(element.namespace, element.name);
        const key = special ? `${element.namespace}:${parent.name}/${element.name}` : here;
        if (!places.has(key)) places.set(key, { command, side, chain });
        const step = `${parent?.namespace ?? ""}:${parent?.name ?? ""}/${here}`;
        if (seen.has(step)) continue;
        seen.add(step);
        for (const version of ["2.5", "12.1", "14.1", "16.1"])
          for (const child of containerRule(side, element, parent, version)?.children ?? [])
            open.push([...chain, child]);
      }
    }
  }
  return places;
}

const places = reachable();
const rows = namespaceTables
  .filter(({ namespace }) => namespace !== "Autodiscover")
  .flatMap(({ namespace, elements }) => elements.map(([path]) => `${namespace}:${path}`));

describe("what is known is reachable by hover:", () => {
  test("every element", () => {
    expect(rows.filter((row) => !places.has(row))).toEqual([]);
  });

  test("in a document, with its meaning", () => {
    const silent = [...places].filter(([key, { command, side, chain }]) => {
      const open = chain.map(({ namespace, name }) => `<${name} xmlns="${namespace}">`).join("");
      const close = chain
        .map(({ name }) => `</${name}>`)
        .reverse()
        .join("");
      const last = chain.at(-1);
      const parent = chain.at(-2);
      const found = hover(open + close, open.length - 1, { command, side, version: "16.1" });
      return !last || !key || found?.meaning !== elementFacts(last.namespace, last.name, parent?.name)?.meaning;
    });
    expect(silent.map(([key]) => key)).toEqual([]);
  });

  test("every header", () => {
    const silent = [...headerMeanings.values()].filter(({ name, meaning }) => hoverHeader(name)?.meaning !== meaning);
    expect(silent).toEqual([]);
  });

  test("every HTTP status", () => {
    const silent = [...httpStatusMeanings.values()].filter(
      ({ status, meaning }) => hoverHttpStatus(status)?.meaning !== meaning,
    );
    expect(silent).toEqual([]);
  });

  test("every command", () => {
    expect(commands.filter(({ name }) => !hoverCommand(name)).map(({ name }) => name)).toEqual([]);
  });

  test("every Status", () => {
    const own = Object.entries(commandStatuses).flatMap(([command, statuses]) =>
      statuses
        .filter(({ code, meaning, parents }) =>
          (parents ?? [undefined]).every((parent) => hoverStatus(command, code, parent)?.meaning !== meaning),
        )
        .map(({ code }) => `${command} ${code}`),
    );
    const common = commonStatuses.filter(({ code, meaning }) => hoverStatus("Find", code)?.meaning !== meaning);
    expect([own, common.map(({ code }) => code)]).toEqual([[], []]);
  });

  test("every server, by an answer of its own", () => {
    const told = new Set(
      samples.map(({ headers, page }) => identifyServer({ headers, ...(page ? { text: page } : {}) })?.server.id),
    );
    expect(servers.filter(({ id }) => !told.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test("what every server does in its own way", () => {
    const untold = servers.flatMap((server) =>
      server.deviations.filter((deviation) => {
        const { commands: own, versions, statuses, codes, elements, when, told } = deviation;
        const asked: Asked = {
          command: own?.[0] ?? "FolderSync",
          version: versions?.from ?? versions?.until ?? "14.1",
          status: statuses?.[0] ?? 200,
          codes: codes ?? [],
          succeeded: told !== undefined,
          holds: (name) => elements?.includes(name) ?? false,
          isOdd: (oddity) => oddity === when,
        };
        return !deviationsFor(server, asked).slice(0, MAX_TOLD).includes(deviation);
      }),
    );
    expect(untold.map(({ text }) => text)).toEqual([]);
  });
});

/** As many as one finding tells. */
const MAX_TOLD = 3;
