import { buffersOfIndex } from "../model/reply-index.ts";
import { type ReplyJob, type ReplyResult, runReplyJob } from "./reply-job.ts";

/** What a dedicated worker's global scope is, as far as it is used; the DOM's types do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ReplyJob>) => void) | null;
  postMessage(message: ReplyResult, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

const give = (result: ReplyResult): void =>
  scope.postMessage(result, result.kind === "index" ? buffersOfIndex(result.index) : []);

scope.onmessage = ({ data }) => {
  runReplyJob(data, give).catch(() => give({ kind: "failed" }));
};
