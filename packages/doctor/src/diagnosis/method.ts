import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** ActiveSync has two methods: POST for the commands, OPTIONS to ask what the server speaks. */
export function method(facts: Facts): Finding[] {
  const { method: name, url } = facts;
  if (!facts.hasRequest || facts.isSignIn || name === "POST" || name === "OPTIONS") return [];
  // Autodiscover has a GET of its own, to find the redirect.
  if (facts.command === "Autodiscover") return [];
  const command = url.command.command;
  return [
    {
      rule: "http-method",
      severity: "error",
      title: `${name.slice(0, 20) || "No method"} is no method of ActiveSync`,
      explanation: `${command ? `${command.slice(0, 40)} is a command, and commands` : "Commands"} travel by POST; the only other method is OPTIONS, which asks for versions and commands. What a server answers to anything else (401, 404, 405, 500, 501, a web page) says nothing about the command.`,
      advice: command ? "Send it with POST." : "Ask with OPTIONS, or send a command with POST.",
      evidence: [{ side: "request", kind: "url", part: "endpoint" }],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.1" },
    },
  ];
}
