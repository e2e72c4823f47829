import { bodyKindAt, commandByName, compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { rootRule } from "../../knowledge/content-model/index.ts";
import { EXCHANGE_ONLINE_MINIMUM_VERSION } from "../../knowledge/index.ts";
import { applyTextEdits, checkXml, freshId, neededElement, structureEdits } from "../../language/index.ts";
import type { Facts } from "../facts.ts";
import { type Fix, fixOf, makingOf } from "./put.ts";

/** The newest version that the server offers, or else that the body is written in. */
export function version(facts: Facts): Fix | undefined {
  const value = offered(facts) ?? (facts.exchangeOnline ? EXCHANGE_ONLINE_MINIMUM_VERSION : writtenIn(facts));
  return fixOf(`Send version ${value}`, [{ kind: "set-header", name: "MS-ASProtocolVersion", value }]);
}

const offered = ({ reply }: Facts): string | undefined =>
  (reply?.header("MS-ASProtocolVersions") ?? "")
    .slice(0, 1000)
    .split(",")
    .map((text) => text.trim())
    .filter(isProtocolVersion)
    .sort(compareVersions)
    .at(-1);

/** The versions that servers and clients speak most, newest first. */
const usual = ["16.1", "14.1", "12.1", "2.5"] as const;

/** A document longer than this is not read again for each version. */
const MAX_READ = 65_536;

function writtenIn({ command, request }: Facts): string {
  const { document, kind, body } = request;
  const known = command === undefined ? undefined : commandByName(command);
  const possible = usual.filter((at) => {
    if (!known) return true;
    const isBare = bodyKindAt(known, at) === "rfc822";
    return known.versions.includes(at) && (kind === "empty" || isBare === (kind !== "wbxml"));
  });
  const [newest = "16.1"] = possible;
  if (!known || !document || kind !== "wbxml" || body.length > MAX_READ) return newest;
  let best: { at: string; faults: number } = { at: newest, faults: Number.POSITIVE_INFINITY };
  for (const at of possible) {
    const faults = checkXml(document, { command: known.name, version: at, side: "request" }).length;
    if (faults < best.faults) best = { at, faults };
    if (faults === 0) break;
  }
  return best.at;
}

/** The command's document where nobody need be asked what it is about. */
export function body(facts: Facts): Fix | undefined {
  const { command } = facts;
  const root = command === undefined ? undefined : rootRule(command, "request");
  if (!root) return undefined;
  const { element, isWhole } = neededElement(root, undefined, makingOf(facts));
  if (!isWhole || !Array.isArray(element.content)) return undefined;
  const bare = `<${root.name} xmlns="${root.namespace}"/>`;
  const changes = element.content.map(
    (child) => ({ kind: "insert-element", path: `/${root.name}`, element: child }) as const,
  );
  const text = applyTextEdits(bare, structureEdits(bare, parseXml(bare).document.root, changes, facts.version));
  const { bytes } = encodeWbxml(parseXml(text).document);
  return bytes && fixOf(`Write a ${root.name}`, [{ kind: "set-body", body: bytes }]);
}

/** Automatic answers without their times can begin at once. */
export const oofTimes = (): Fix | undefined =>
  fixOf("Turn them on now", [{ kind: "set-content", path: "/Settings/Oof/Set/OofState", content: "1" }]);

/** A parameter of the query that any value will do for, as long as it stays the same. */
export const deviceId = ({ url }: Facts): Fix | undefined =>
  fixOf("Add a DeviceId", [{ kind: "set-query", name: "DeviceId", value: freshId(url.host) }]);

export const deviceType = (): Fix | undefined =>
  fixOf("Add a DeviceType", [{ kind: "set-query", name: "DeviceType", value: "EASel" }]);

/** The command whose document the body is. */
export const cmd = ({ request }: Facts): Fix | undefined => {
  const known = commandByName(request.document?.root?.name ?? "");
  return known && fixOf(`Set Cmd to ${known.name}`, [{ kind: "set-query", name: "Cmd", value: known.name }]);
};
