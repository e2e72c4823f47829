import type { Document } from "@easel/codec/document";
import { exchangeStore } from "../model/exchange-store.ts";
import { type KnownValues, learnFrom } from "../model/known-values.ts";

const nothing: KnownValues = {};
let known = nothing;
let account = "";
let learned: Document | undefined;

/** What the answers of this server and user have named so far. */
export const knownValues = (url: string): KnownValues => (accountOf(url) === account ? known : nothing);

exchangeStore.subscribe(({ exchange }) => {
  // The text of a long answer comes later, and names nothing new.
  if (exchange.phase !== "ended" || !exchange.read?.document || exchange.read.document === learned) return;
  learned = exchange.read.document;
  const now = accountOf(exchange.wire.url);
  known = learnFrom(now === account ? known : nothing, learned);
  account = now;
});

/** Ids of one mailbox are nothing to another. */
function accountOf(url: string): string {
  if (!URL.canParse(url)) return "";
  const { origin, searchParams } = new URL(url);
  return `${origin} ${searchParams.get("User") ?? ""}`;
}
