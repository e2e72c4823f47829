import { diagnose } from "@easel/doctor/diagnosis";
import type { Wire } from "../model/build-wire.ts";
import { takeCookies } from "../model/cookies.ts";
import { type Exchange, exchangeStore, setExchange } from "../model/exchange-store.ts";
import { remember } from "../model/history-store.ts";
import { isLongDocument, LONG_BODY, openReply, type ReadReply, readInSteps, readOpened } from "../model/read-reply.ts";
import { adoptIndex, type ReplyIndex } from "../model/reply-index.ts";
import { type Reply, type RoundTrip, toDoctor } from "../model/round-trip.ts";
import { sessionFor, sessionStore, updateSession } from "../model/session-store.ts";
import { inTurns, replyReader } from "../services/index.ts";

type Ended = Extract<Exchange, { phase: "ended" }>;

/** Ends what is still being made of the answer shown. */
let unread: AbortController | undefined;

/** Another answer is wanted: what is still missing of this one no longer is. */
export const forgetUnread = (): void => unread?.abort();

/**
 * Reads and explains what came back, and shows it. Aborting stops the reading of a long reply: what came is shown as it
 * is.
 */
export async function conclude(wire: Wire, roundTrip: RoundTrip, signal: AbortSignal): Promise<void> {
  const { reply, request } = roundTrip;
  if (reply) keepCookies(wire.url, reply.headers);
  const opened = reply && (await openReply(reply));
  if (Math.max(request.body.length, opened?.bytes.length ?? 0) > LONG_BODY)
    return concludeLong(wire, roundTrip, opened, signal);
  const read = reply && opened && readOpened(opened, reply.headers);
  const findings = diagnose(toDoctor(roundTrip, read?.bytes));
  end({ phase: "ended", wire, roundTrip, findings, ...(read && { read }) });
}

/** The doctor works in the worker while the tree is decoded here, in turns; the tree could only be copied slower. */
async function concludeLong(
  wire: Wire,
  roundTrip: RoundTrip,
  opened: ReadReply | undefined,
  signal: AbortSignal,
): Promise<void> {
  const abort = new AbortController();
  unread = abort;
  const stop = () => abort.abort();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  setExchange({ phase: "reading", wire, roundTrip });
  const wantsIndex = opened !== undefined && isLongDocument(opened);
  const reading = replyReader.read(toDoctor(roundTrip, opened?.bytes), wantsIndex, abort.signal);
  try {
    const [read, findings] = await Promise.all([readLong(roundTrip, opened, abort.signal), reading.findings]);
    const ended: Ended = { phase: "ended", wire, roundTrip, findings, ...(read && { read }) };
    end(ended);
    if (read?.missing === "text") void complete(ended, reading.index, abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    end({ phase: "ended", wire, roundTrip, findings: [], ...(opened && { read: { ...opened, missing: "all" } }) });
  } finally {
    // From here on cancelling is about the next request.
    signal.removeEventListener("abort", stop);
  }
}

async function readLong(
  { reply }: RoundTrip,
  opened: ReadReply | undefined,
  signal: AbortSignal,
): Promise<ReadReply | undefined> {
  if (!reply || !opened) return undefined;
  if (!isLongDocument(opened)) return readOpened(opened, reply.headers);
  return inTurns(readInSteps(opened, reply.headers), signal);
}

/** Puts in the text and the labels, unless another answer is shown by then. */
async function complete(ended: Ended, index: Promise<ReplyIndex>, signal: AbortSignal): Promise<void> {
  if (!ended.read?.document) return;
  const { missing: _, ...read } = ended.read;
  const show = (more: Partial<ReadReply>) => {
    if (exchangeStore.getState().exchange === ended) setExchange({ ...ended, read: { ...read, ...more } });
  };
  try {
    const { xml, ...made } = await index;
    show({ xml, labels: await inTurns(adoptIndex(ended.read.document, made), signal) });
  } catch {
    // Tree, findings and bytes are there all the same.
    if (!signal.aborted) show({});
  }
}

function end(ended: Ended): void {
  const { phase: _, findings: __, ...past } = ended;
  remember(past);
  setExchange(ended);
}

/** What the server sets is kept for its origin; it goes along once the person has said so. */
function keepCookies(url: string, headers: Reply["headers"]): void {
  const { cookies } = sessionFor(sessionStore.getState(), url);
  const next = takeCookies(cookies, headers, Date.now());
  if (next.length > 0 || cookies.length > 0) updateSession(url, { cookies: next });
}
