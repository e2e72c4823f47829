import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeHex } from "../src/bytes/index.ts";
import { wbxmlToXml } from "../src/wbxml/index.ts";

type Input = string | Uint8Array;

/** Inputs to begin with, from the vectors and captures of the folder of tests. */
export function readSeeds(tests: string): Map<string, Input[]> {
  const files = (folder: string, ending: string) =>
    readdirSync(join(tests, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(tests, folder, name));
  const hexOf = (path: string) => decodeHex(readFileSync(path, "utf8").replaceAll(/#.*/g, "")) ?? new Uint8Array(0);
  const wbxml = [
    ...files("captures", ".bin").map((path) => new Uint8Array(readFileSync(path))),
    ...files("vectors", ".hex").map(hexOf),
  ];
  const xml = [
    ...files("vectors", ".xml").map((path) => readFileSync(path, "utf8")),
    ...wbxml.map((bytes) => wbxmlToXml(bytes).text),
  ];
  const mails = xml.flatMap((text) => /<!\[CDATA\[(From: [\s\S]*?)\]\]>/.exec(text)?.[1] ?? []);
  const queries = JSON.parse(readFileSync(join(tests, "http-vectors", "base64-queries.json"), "utf8")) as {
    query: string;
    plain: string;
  }[];
  const url = queries.flatMap(({ query, plain }) =>
    [query, plain].map((one) => `https://a.example/Microsoft-Server-ActiveSync?${one}`),
  );
  return new Map<string, Input[]>([
    ["wbxml", wbxml],
    ["xml", xml],
    ["typing", xml],
    ["url", url],
    ["multipart", files("http-vectors", ".hex").map(hexOf)],
    ["mime", mails.map((mail) => new Uint8Array(Buffer.from(mail)))],
    [
      "paste",
      wbxml
        .slice(0, 20)
        .flatMap((bytes) => [Buffer.from(bytes).toString("base64"), Buffer.from(bytes).toString("hex")]),
    ],
  ]);
}
