type Input = string | Uint8Array;

/** Checks and milliseconds spent on making one input smaller. */
const MAX_CHECKS = 4000;
const MAX_MILLISECONDS = 20_000;

/** The smallest input found for which `fails` still holds: ranges are taken out, then units made plain. */
export function shrink<T extends Input>(input: T, fails: (input: T) => boolean): T {
  let best = input;
  let left = MAX_CHECKS;
  const end = performance.now() + MAX_MILLISECONDS;
  const attempt = (candidate: T): boolean => {
    if (performance.now() > end) left = 0;
    if (left-- <= 0 || !fails(candidate)) return false;
    best = candidate;
    return true;
  };
  for (let size = best.length >> 1; size >= 1 && left > 0; size >>= 1) {
    for (let at = 0; at + size <= best.length && left > 0; ) if (!attempt(without(best, at, size))) at += size;
  }
  for (let at = 0; at < best.length && left > 0; at++) {
    for (const unit of [0x61, 0x20, 0x00, 0x01]) if (best.length > at && attempt(replaced(best, at, unit))) break;
  }
  for (let at = 0; at < best.length && left > 0; ) if (!attempt(without(best, at, 1))) at++;
  return best;
}

function without<T extends Input>(input: T, at: number, size: number): T {
  if (typeof input === "string") return (input.slice(0, at) + input.slice(at + size)) as T;
  const bytes = new Uint8Array(input.length - size);
  bytes.set(input.subarray(0, at));
  bytes.set(input.subarray(at + size), at);
  return bytes as unknown as T;
}

function replaced<T extends Input>(input: T, at: number, unit: number): T {
  if (typeof input === "string") return (input.slice(0, at) + String.fromCharCode(unit) + input.slice(at + 1)) as T;
  const bytes = input.slice();
  bytes[at] = unit;
  return bytes as unknown as T;
}
