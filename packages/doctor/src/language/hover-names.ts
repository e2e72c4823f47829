import { commandMeaning, headerMeaning, httpStatusMeaning, serverToldBy, statusMeaning } from "../knowledge/index.ts";
import { since } from "./check-context.ts";
import type { Hover, HoverFact } from "./hover.ts";

/**
 * What a request or reply header says; its value goes into no sentence, since it may be a secret. `headers` are those
 * of the answer it stands in: with them, one that tells the server says which.
 */
export function hoverHeader(name: string, headers: readonly (readonly [string, string])[] = []): Hover | undefined {
  const found = headerMeaning(name);
  if (!found) return undefined;
  const { name: title, meaning, side, document, section } = found;
  const server = serverToldBy(name, headers);
  return {
    title,
    meaning,
    facts: [
      {
        label: "Stands in",
        text: side === "both" ? "requests and answers" : side === "request" ? "requests" : "answers",
      },
      ...(server ? [{ label: "Server", text: server }] : []),
    ],
    spec: { document, section },
  };
}

/** What an HTTP status says in an answer of ActiveSync. */
export function hoverHttpStatus(status: number): Hover | undefined {
  const found = httpStatusMeaning(status);
  if (!found) return undefined;
  const { name, meaning, remedy, standsFor, document, section } = found;
  const facts: HoverFact[] = [];
  if (remedy) facts.push({ label: "Do", text: remedy });
  if (standsFor) facts.push({ label: "Up to 12.1 for", text: `Status ${standsFor.join(", ")}` });
  return { title: `${status} ${name}`, meaning, facts, spec: { document, section } };
}

/** What a Status value says in the answer of a command, under an element. */
export function hoverStatus(command: string, code: number, parentName?: string): Hover | undefined {
  const found = statusMeaning(command, code, parentName === undefined ? {} : { parentName });
  if (!found) return undefined;
  const { name, meaning, remedy, document, section } = found;
  return {
    title: `Status ${code}${name ? ` ${name}` : ""}`,
    meaning,
    facts: remedy ? [{ label: "Do", text: remedy }] : [],
    spec: { document, section },
  };
}

/** What a command is for, which versions have it, and what goes into its query. */
export function hoverCommand(name: string): Hover | undefined {
  const found = commandMeaning(name);
  if (!found) return undefined;
  const { command, meaning, emptyRequest, emptyReply, document, section } = found;
  const facts: HoverFact[] = [];
  if (command.versions.length > 0) facts.push({ label: "Versions", text: since(command.versions) });
  const kinds = { wbxml: "WBXML", rfc822: "the bare message", none: "none", xml: "XML text" } as const;
  for (const { kind, versions } of command.body)
    if (versions.length > 0)
      facts.push({ label: "Body", text: command.body.length > 1 ? `${kinds[kind]} ${since(versions)}` : kinds[kind] });
  if (command.query.length > 0)
    facts.push({ label: "Query", text: command.query.map((parameter) => parameter.name).join(", ") });
  if (!command.policyKey) facts.push({ label: "Policy key", text: "not needed" });
  if (emptyRequest) facts.push({ label: "No body", text: emptyRequest });
  if (emptyReply) facts.push({ label: "Empty answer", text: emptyReply });
  return { title: found.name, meaning, facts, spec: { document, section } };
}
