import { bodyKindAt, commandByName, compareVersions, isProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { rootRule } from "../../knowledge/content-model/index.ts";
import { EXCHANGE_ONLINE_MINIMUM_VERSION } from "../../knowledge/index.ts";
import { applyTextEdits, checkXml, neededElement, structureEdits } from "../../language/index.ts";
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

function writtenIn({ command, request }: Facts): string {
  const known = command === undefined ? undefined : commandByName(command);
  const { document, kind } = request;
  const newestFirst = protocolVersions.toSorted(compareVersions).toReversed();
  const faults = (at: (typeof protocolVersions)[number]): number => {
    if (!known) return 0;
    if (!known.versions.includes(at)) return Number.POSITIVE_INFINITY;
    const wanted = bodyKindAt(known, at);
    const fits = kind === "empty" || (wanted === "rfc822" ? kind !== "wbxml" : kind === "wbxml" || wanted !== "wbxml");
    if (!fits) return Number.POSITIVE_INFINITY;
    return document && kind === "wbxml"
      ? checkXml(document, { command: known.name, version: at, side: "request" }).length
      : 0;
  };
  const [newest = "16.1"] = newestFirst;
  return newestFirst.reduce((best, at) => (faults(at) < faults(best) ? at : best), newest);
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
