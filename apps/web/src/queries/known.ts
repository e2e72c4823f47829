import { exchangeStore } from "../model/exchange-store.ts";
import { type KnownValues, learnFrom } from "../model/known-values.ts";

const nothing: KnownValues = {};
let known = nothing;
let account = "";

/** What the answers of this server and user have named so far. */
export const knownValues = (url: string): KnownValues => (accountOf(url) === account ? known : nothing);

exchangeStore.subscribe(({ exchange }) => {
  if (exchange.phase !== "ended" || !exchange.read?.document) return;
  const now = accountOf(exchange.wire.url);
  known = learnFrom(now === account ? known : nothing, exchange.read.document);
  account = now;
});

/** Ids of one mailbox are nothing to another. */
function accountOf(url: string): string {
  if (!URL.canParse(url)) return "";
  const { origin, searchParams } = new URL(url);
  return `${origin} ${searchParams.get("User") ?? ""}`;
}
