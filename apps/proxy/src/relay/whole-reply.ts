import type { StageName } from "../contract.ts";
import { RelayError } from "../errors.ts";
import { joinPieces } from "../join-pieces.ts";
import { explainFailure } from "./explain-failure.ts";
import type { Upstream, UpstreamCall, UpstreamHead, UpstreamRun } from "./upstream.ts";

export interface WholeReply extends UpstreamHead {
  body: Uint8Array;
}

/**
 * One request of the proxy's own whose short reply is wanted whole.
 * @throws RelayError with the sentence of the stage it failed at; "reply-too-large", "timeout".
 */
export function wholeReply(
  upstream: Upstream,
  call: UpstreamCall,
  { maxBytes, ms }: { maxBytes: number; ms: number },
): Promise<WholeReply> {
  return new Promise((resolve, reject) => {
    let stage: StageName = "resolving";
    let head: UpstreamHead | undefined;
    let length = 0;
    const pieces: Uint8Array[] = [];
    let run: UpstreamRun | undefined;
    let over = false;
    const settle = (act: () => void) => {
      over = true;
      run?.close();
      clearTimeout(timer);
      act();
    };
    const fail = (error: unknown) => {
      const at = { stage, target: call.target, bodyBytes: length };
      const problem = error instanceof RelayError ? error : new RelayError(explainFailure(error, at));
      settle(() => reject(problem));
    };
    const refuse = (code: "timeout" | "reply-too-large", message: string) => {
      fail(new RelayError({ code, message, stage }));
    };
    const timer = setTimeout(() => {
      refuse("timeout", `${call.target.host} did not answer within ${Math.round(ms / 1000)} s.`);
    }, ms);
    run = upstream.send(call, {
      stage(next) {
        stage = next;
      },
      progress() {},
      head(came) {
        head = came;
      },
      body(bytes) {
        length += bytes.length;
        if (length > maxBytes) refuse("reply-too-large", `The answer of ${call.target.host} is longer than it can be.`);
        else pieces.push(bytes);
      },
      end() {
        const came = head;
        if (came) settle(() => resolve({ ...came, body: joinPieces(pieces, length) }));
      },
      fail,
    });
    if (over) run.close();
  });
}
