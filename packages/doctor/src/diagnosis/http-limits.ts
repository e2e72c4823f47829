import { pageMaker } from "../knowledge/index.ts";
import { textOf } from "./elements.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { HttpStory } from "./http-story.ts";

const MAX_SEARCHED = 8192;

/** Where the software in front keeps its limits: for a wait, and for a body. */
const settings: readonly (readonly [maker: string, wait: string, body: string])[] = [
  ["nginx", "proxy_read_timeout or fastcgi_read_timeout, 60 s by default", "client_max_body_size, 1 MB by default"],
  ["Apache", "ProxyTimeout or Timeout, 60 s by default", "LimitRequestBody"],
  ["HAProxy", "timeout server", "tune.bufsize and the server behind it"],
  ["Cloudflare", "100 s, fixed for most plans", "100 MB for most plans"],
  ["IIS", "the connection and proxy time-outs", "maxAllowedContentLength and maxRequestLength, some 30 MB by default"],
];

const makerOf = (reply: ReplySide): string | undefined =>
  pageMaker(new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED)), reply.header("Server"))?.name;

/** 504 and its kin while the server was meant to wait: the proxy is less patient than the heartbeat. */
export function gaveUp(facts: Facts, reply: ReplySide): HttpStory | undefined {
  if (![408, 502, 504, 524].includes(reply.status)) return undefined;
  const seconds = waitOf(facts);
  // A broken gateway is no wait that was too long, unless a long one was asked for.
  if (seconds === undefined || (reply.status === 502 && seconds <= 60)) return undefined;
  const maker = makerOf(reply);
  const setting = settings.find(([name]) => name === maker)?.[1];
  const asked = seconds === 0 ? "a wait of the length asked for last" : `a wait of ${seconds} s`;
  return {
    title: "a proxy gave up before the wait was over",
    explanation: `The request asks for ${asked}, during which the server says nothing when nothing changes. ${maker ?? "Something"} in front of it closes a connection that is silent for less.${setting ? ` There it is ${setting}.` : ""}`,
    advice: `Make the proxy wait longer than the longest heartbeat (3540 s), or ask for a shorter one, below the proxy's limit${seconds > 60 ? "; some clients halve it until it works" : ""}.`,
    evidence: [
      seconds === 0
        ? { side: "request", kind: "url", part: "command" }
        : { side: "request", kind: "element", path: `/${facts.command === "Ping" ? "Ping" : "Sync"}` },
    ],
  };
}

/** How long the server was asked to wait: 0 when the last request says it, undefined when it was not asked to. */
function waitOf({ command, request }: Facts): number | undefined {
  const root = request.document?.root;
  if (command === "Ping" && !root) return 0;
  if (!root || (root.name !== "Ping" && root.name !== "Sync")) return undefined;
  const heartbeat = Number(textOf(root, "HeartbeatInterval") ?? Number.NaN);
  const wait = Number(textOf(root, "Wait") ?? Number.NaN) * 60;
  const seconds = Number.isNaN(heartbeat) ? wait : heartbeat;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : root.name === "Ping" ? 0 : undefined;
}

/** 413: how large the body is, and where the limit is kept. */
export function tooLarge({ roundTrip }: Facts, reply: ReplySide): HttpStory | undefined {
  if (reply.status !== 413) return undefined;
  const maker = makerOf(reply);
  const setting = settings.find(([name]) => name === maker)?.[2];
  const { length } = roundTrip.request.body;
  const size = length < 10_000 ? "" : ` It has ${Math.round(length / 1000)} kB.`;
  return {
    title: `the body is too large for ${maker ?? "the server, or a proxy before it"}`,
    explanation: `The request was turned away for its length, before ActiveSync saw it.${size}${setting ? ` The limit of ${maker} is ${setting}.` : ""} Attachments grow by a third in base64.`,
    advice: "Make the message smaller, or have the limit raised everywhere on the way: proxy, web server, mail server.",
    evidence: [{ side: "request", kind: "header", name: "Content-Length" }],
  };
}
