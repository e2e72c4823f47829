import { Coverage } from "./coverage.ts";
import { Random } from "./random.ts";
import { shrink } from "./shrink.ts";
import { type Target, targetNamed, targets } from "./targets.ts";

export { readSeeds } from "./seeds.ts";
export { targets } from "./targets.ts";

type Input = string | Uint8Array;

export interface FuzzPlan {
  seed: number;
  /** Ends after so many inputs, or seconds, whichever comes first. */
  inputs: number;
  seconds: number;
  /** Branches the instrumented sources have. */
  places: number;
  /** Inputs to begin with, by target. */
  seeds: ReadonlyMap<string, readonly Input[]>;
  /** Only this target. */
  only?: string | undefined;
  /** Called before an input is run, so that a watchdog can name the one that never ends. */
  beforeRun: (target: string, input: Input) => void;
  /** Called about once in two seconds. */
  progress: (inputs: number) => void;
}

export interface Finding {
  target: string;
  /** The invariant, or the class of what was thrown. */
  name: string;
  detail: string;
  input: Input;
  /** The number of the input in this run. */
  number: number;
}

export interface FuzzReport {
  inputs: number;
  seconds: number;
  counts: Map<string, number>;
  /** Inputs kept because they reached something new. */
  kept: number;
  branches: { taken: number; all: number };
  findings: Finding[];
}

/** One input in so many is held to everything. */
const THOROUGH = 4;
/** One input in so many is a large one. */
const LARGE = 25_000;
/** Of inputs that are kept; beyond, one is replaced. */
const MAX_KEPT = 4000;
/** Longer ones are not kept: changing them takes longer and seldom finds more. */
const MAX_KEPT_LENGTH = 3000;
/** Different faults after which it is enough. */
const MAX_FINDINGS = 25;
/** An input that takes longer is run again, and is a finding when it takes as much processor time. */
const SLOW_MILLISECONDS = 2000;
const SLOW_MICROSECONDS_A_UNIT = 100;

/** Runs inputs until the plan's end and collects what breaks, each fault once, made small. */
export function fuzz(plan: FuzzPlan): FuzzReport {
  const random = new Random(plan.seed);
  const chosen = plan.only === undefined ? targets : targets.filter(({ name }) => name === plan.only);
  const turns = chosen.flatMap((target) => new Array<Target>(target.weight).fill(target));
  const kept = new Map(chosen.map(({ name }) => [name, [...(plan.seeds.get(name) ?? [])]]));
  const coverage = new Map(chosen.map(({ name }) => [name, new Coverage(plan.places)]));
  const report: FuzzReport = {
    inputs: 0,
    seconds: 0,
    counts: new Map(chosen.map(({ name }) => [name, 0])),
    kept: 0,
    branches: { taken: 0, all: plan.places },
    findings: [],
  };
  const known = new Set<string>();
  const began = performance.now();
  let shown = began;
  // The inputs to begin with are run as they are, once.
  const waiting = chosen.flatMap((target) => (kept.get(target.name) ?? []).map((input) => ({ target, input })));
  while (report.inputs < plan.inputs && report.findings.length < MAX_FINDINGS) {
    const first = waiting.pop();
    const target = first?.target ?? random.pick(turns);
    const pool = kept.get(target.name) ?? [];
    const input = first?.input ?? nextInput(target, random, pool);
    plan.beforeRun(target.name, input);
    Coverage.begin(plan.places);
    const start = performance.now();
    const fault = run(target, input, random.once(THOROUGH));
    const end = performance.now();
    report.inputs++;
    report.counts.set(target.name, (report.counts.get(target.name) ?? 0) + 1);
    if (coverage.get(target.name)?.addNew() && !first && input.length <= MAX_KEPT_LENGTH) {
      report.kept++;
      if (pool.length < MAX_KEPT) pool.push(input);
      else pool[random.below(pool.length)] = input;
    }
    const trouble = fault ?? (end - start > patience(input) ? slow(target, input) : undefined);
    if (trouble && !known.has(`${target.name} ${trouble.name}`)) {
      known.add(`${target.name} ${trouble.name}`);
      const fails = (smaller: Input): boolean => {
        plan.beforeRun(target.name, smaller);
        return run(target, smaller)?.name === trouble.name;
      };
      const small = shrink(input, fails);
      const detail = run(target, small)?.detail ?? trouble.detail;
      report.findings.push({ target: target.name, name: trouble.name, detail, input: small, number: report.inputs });
    }
    if (end - shown > 2000) {
      shown = end;
      plan.progress(report.inputs);
      if (end - began > plan.seconds * 1000) break;
    }
  }
  report.seconds = (performance.now() - began) / 1000;
  const all = new Uint8Array(plan.places);
  for (const one of coverage.values()) one.addTo(all);
  report.branches.taken = all.reduce((sum, taken) => sum + taken, 0);
  return report;
}

function nextInput(target: Target, random: Random, pool: readonly Input[]): Input {
  if (target.makeLarge && random.once(LARGE)) return target.makeLarge(random);
  if (pool.length === 0 || random.once(4)) return target.make(random);
  return target.mutate(random, smallOf(pool, random), random.pick(pool));
}

/** Small inputs run faster, and most of what there is to find needs little room. */
function smallOf(pool: readonly Input[], random: Random): Input {
  const one = random.pick(pool);
  const other = random.pick(pool);
  return other.length < one.length ? other : one;
}

/** Runs one input by itself; what is thrown becomes words. */
export function run(target: Target, input: Input, thorough = true): { name: string; detail: string } | undefined {
  try {
    target.check(input, thorough);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return { name: "thrown", detail: String(error) };
    const place = error.stack?.split("\n").find((line) => /^\s+at /.test(line)) ?? "";
    const isBroken = error.constructor.name === "BrokenInvariant";
    return { name: isBroken ? error.name : `${error.name} ${place.trim()}`, detail: error.message };
  }
}

const patience = ({ length }: Input): number => SLOW_MILLISECONDS + (length * SLOW_MICROSECONDS_A_UNIT) / 1000;

function slow(target: Target, input: Input): { name: string; detail: string } | undefined {
  const { user } = process.cpuUsage();
  run(target, input);
  const spent = (process.cpuUsage().user - user) / 1000;
  const detail = `${Math.round(spent)} ms of processor time for ${input.length} units`;
  return spent > patience(input) ? { name: "slow", detail } : undefined;
}

/** How an input is written so that `--replay` reads it: `wbxml:03016A00…`, `xml:"<Sync>…"`, in ASCII alone. */
export function written(target: string, input: Input): string {
  if (typeof input !== "string") return `${target}:${Buffer.from(input).toString("hex")}`;
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${target}:${JSON.stringify(input).replace(/[^ -~]/g, escaped)}`;
}

/** Runs one written input; the fault in words, or undefined. */
export function replay(text: string): { name: string; detail: string } | undefined {
  const colon = text.indexOf(":");
  const target = targetNamed(text.slice(0, colon));
  if (!target) throw new TypeError(`There is no target ${text.slice(0, colon)}.`);
  const rest = text.slice(colon + 1);
  return run(target, rest.startsWith('"') ? (JSON.parse(rest) as string) : new Uint8Array(Buffer.from(rest, "hex")));
}
