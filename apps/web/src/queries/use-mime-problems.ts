import { mimeProblems } from "../model/mime-problems.ts";
import type { PlacedProblem } from "../model/text-help.ts";
import { useAtRest } from "./use-at-rest.ts";
import type { LiveWire } from "./use-wire.ts";

/** What is wrong on which line of the message, beside what its scan says. */
export const useMimeProblems = (live: LiveWire): readonly PlacedProblem[] => useAtRest(live, find, nothing);

const nothing: readonly PlacedProblem[] = [];

function find({ wire, findings }: LiveWire): readonly PlacedProblem[] {
  const found = mimeProblems(wire, findings);
  return found.length > 0 ? found : nothing;
}
