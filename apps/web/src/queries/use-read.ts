import { useEffect, useState } from "react";

export type Reading<Value> = { state: "reading" } | { state: "read"; value: Value } | { state: "failed"; why: string };

/** What an asynchronous reading of one thing gives; the thing's identity says when to read anew. */
export function useRead<Of, Value>(of: Of, read: (of: Of) => Promise<Value>): Reading<Value> {
  const [reading, setReading] = useState<{ of: Of; result: Reading<Value> }>();
  useEffect(() => {
    let stale = false;
    const settle = (result: Reading<Value>) => !stale && setReading({ of, result });
    read(of).then(
      (value) => settle({ state: "read", value }),
      (error: unknown) => settle({ state: "failed", why: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      stale = true;
    };
  }, [of, read]);
  // What was read of another thing is not shown as this one's.
  return reading && reading.of === of ? reading.result : { state: "reading" };
}
