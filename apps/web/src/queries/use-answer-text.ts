import type { Document } from "@easel/codec/document";
import { printXml } from "@easel/codec/xml";
import { takePlaces } from "../model/printed-text.ts";
import type { ReadReply } from "../model/read-reply.ts";
import { printInWorker } from "../services/print-document.ts";
import { type Reading, useRead } from "./use-read.ts";

/** Kept as long as the document is: going to the tree and back prints nothing anew. */
const printed = new WeakMap<Document, Promise<string>>();

/** The text of an answer's document: at once when it was printed on reading it, else once a worker has. */
export function useAnswerText({ xml, document }: ReadReply, isWanted: boolean): Reading<string> {
  const reading = useRead(isWanted && xml === undefined ? document : undefined, textOf);
  return xml === undefined ? reading : { state: "read", value: xml };
}

async function textOf(document: Document | undefined): Promise<string> {
  if (!document) return "";
  const before = printed.get(document);
  if (before) return before;
  const text = print(document);
  printed.set(document, text);
  return text;
}

async function print(document: Document): Promise<string> {
  const bytes = document.bytes;
  const came = bytes && (await printInWorker(bytes).catch(() => undefined));
  if (came && (await takePlaces(document, came, nextFrame))) return came.text;
  return printXml(document, { newline: "\n" });
}

const nextFrame = () => new Promise<void>((resolve) => setTimeout(resolve));
