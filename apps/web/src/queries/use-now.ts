import { useEffect, useState } from "react";

/** The time, anew each so many milliseconds while something on the page depends on it. */
export function useNow(eachMs: number, isWanted = true): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isWanted) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), eachMs);
    return () => clearInterval(timer);
  }, [eachMs, isWanted]);
  return now;
}
