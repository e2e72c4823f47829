import { protocolVersions } from "@easel/codec/protocol";
import { Hono } from "hono";
import { sandboxCommands } from "./commands/index.ts";
import { authenticate } from "./directory.ts";
import { handlePost } from "./handle.ts";
import { httpPage, reply, toResponse } from "./http/index.ts";
import type { World } from "./world.ts";

/** Compared without case, as IIS compares paths. */
const ENDPOINT = "/microsoft-server-activesync";

/** The HTTP face of the sandbox. Whatever arrives gets an answer; a fault of the sandbox itself is a 500. */
export function createApp(world: World): Hono {
  const app = new Hono();
  app.all("*", async ({ req }) => {
    if (new URL(req.url).pathname.toLowerCase() !== ENDPOINT) return httpPage(404);
    const user = authenticate(req.raw.headers.get("Authorization"));
    if (!user) return httpPage(401, { "WWW-Authenticate": 'Basic realm="EASel sandbox"' });
    if (req.method === "OPTIONS") return optionsReply();
    if (req.method !== "POST") return httpPage(501, { Allow: "OPTIONS,POST" });
    return toResponse(await handlePost(world, user, req.raw));
  });
  app.onError(() => httpPage(500));
  return app;
}

/** MS-ASHTTP 2.2.3: what the server speaks and can do, in headers. */
const optionsReply = (): Response =>
  reply(200, {
    Allow: "OPTIONS,POST",
    Public: "OPTIONS,POST",
    "MS-ASProtocolVersions": protocolVersions.join(","),
    "MS-ASProtocolCommands": sandboxCommands.map(({ name }) => name).join(","),
  });
