import { diagnose, type Finding } from "@easel/doctor/diagnosis";
import { buildWire, type Wire } from "../model/build-wire.ts";
import type { Draft } from "../model/draft.ts";
import { sentRequest, toDoctor } from "../model/round-trip.ts";

/** A draft's wire and what the doctor says about it before it is sent. */
export interface WireReport {
  wire: Wire;
  findings: Finding[];
}

export function reportWire(draft: Draft, endpoint: string): WireReport {
  const wire = buildWire(draft, endpoint);
  const request = sentRequest(wire.method, wire.url, wire.headers, wire.body);
  return { wire, findings: diagnose(toDoctor({ request })) };
}
