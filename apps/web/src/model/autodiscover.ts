import { type ElementNode, elementText } from "@easel/codec/document";

/** Where a mailbox's server may be asked for, in the order of MS-ASCMD 2.2.1.1 and MS-OXDISCO 3.1.5. */
export function autodiscoverUrls(address: string): string[] {
  const domain = domainOf(address);
  if (domain === undefined) return [];
  return [domain, `autodiscover.${domain}`].map((host) => `https://${host}/autodiscover/autodiscover.xml`);
}

/** The host of an e-mail address; undefined when it is none. */
export function domainOf(address: string): string | undefined {
  const domain = /^[^\s@<>]+@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i.exec(address.trim())?.[1]?.toLowerCase();
  return domain && !domain.includes("..") ? domain : undefined;
}

/** What is asked (MS-ASCMD 2.2.1.1.1). */
export function autodiscoverRequest(address: string): Uint8Array<ArrayBuffer> {
  const escaped = address.trim().replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const schema = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync";
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="${schema}/requestschema/2006"><Request><EMailAddress>${escaped}</EMailAddress><AcceptableResponseSchema>${schema}/responseschema/2006</AcceptableResponseSchema></Request></Autodiscover>`,
  );
}

export type AutodiscoverAnswer =
  | { kind: "server"; url: string; name?: string }
  /** Another address to ask for. */
  | { kind: "address"; address: string }
  /** Another place to ask at. */
  | { kind: "place"; url: string }
  | { kind: "refused"; words: string };

/** What an answer comes to. Nothing in it is followed. */
export function readAutodiscover(
  status: number,
  location: string | undefined,
  root: ElementNode | undefined,
): AutodiscoverAnswer {
  if (status >= 300 && status < 400 && location) return { kind: "place", url: location };
  if (status === 401)
    return { kind: "refused", words: "It wants user name and password, or refuses these (HTTP 401)." };
  if (status === 451 && location) return { kind: "place", url: location };
  if (status !== 200) return { kind: "refused", words: `It answers HTTP ${status}: no Autodiscover there.` };
  if (root?.name !== "Autodiscover")
    return { kind: "refused", words: "It answers with something else than Autodiscover." };
  const error = find(root, "Error");
  if (error) {
    const code = textIn(error, "ErrorCode") ?? textIn(error, "Status") ?? "";
    return { kind: "refused", words: `It answers error ${code}: ${textIn(error, "Message") ?? "no reason given"}.` };
  }
  const redirect = textIn(root, "Redirect");
  if (redirect)
    return redirect.includes("@") ? { kind: "address", address: redirect } : { kind: "place", url: redirect };
  const server = findAll(root, "Server").find((each) => textIn(each, "Type") === "MobileSync");
  const url = server && textIn(server, "Url");
  if (!url) return { kind: "refused", words: "It answers, and names no server for ActiveSync." };
  const name = textIn(server, "Name");
  return { kind: "server", url, ...(name && { name }) };
}

function* walk(element: ElementNode): Generator<ElementNode> {
  yield element;
  for (const child of element.children) if (child.kind === "element") yield* walk(child);
}

const findAll = (root: ElementNode, name: string): ElementNode[] =>
  [...walk(root)].filter((each) => each.name === name);
const find = (root: ElementNode, name: string): ElementNode | undefined => findAll(root, name)[0];
const textIn = (root: ElementNode, name: string): string | undefined => {
  const found = find(root, name);
  return (found && elementText(found).trim()) || undefined;
};
