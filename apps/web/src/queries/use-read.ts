import { useEffect, useState } from "react";

export type Reading<Value> = { state: "reading" } | { state: "read"; value: Value } | { state: "failed"; why: string };

/** What an asynchronous reading of one thing gives; the thing's identity says when to read anew, which aborts the one before. */
export function useRead<Of, Value>(of: Of, read: (of: Of, signal: AbortSignal) => Promise<Value>): Reading<Value> {
  const [reading, setReading] = useState<{ of: Of; result: Reading<Value> }>();
  useEffect(() => {
    const abort = new AbortController();
    const settle = (result: Reading<Value>) => !abort.signal.aborted && setReading({ of, result });
    read(of, abort.signal).then(
      (value) => settle({ state: "read", value }),
      (error: unknown) => settle({ state: "failed", why: error instanceof Error ? error.message : String(error) }),
    );
    return () => abort.abort();
  }, [of, read]);
  // What was read of another thing is not shown as this one's.
  return reading && reading.of === of ? reading.result : { state: "reading" };
}
