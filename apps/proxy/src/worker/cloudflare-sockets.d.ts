// What of Cloudflare's own module is used here; its published types would replace those of the DOM everywhere.
declare module "cloudflare:sockets" {
  interface Socket {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<Uint8Array>;
    /** Resolves once connected and, with `secureTransport: "on"`, secured. */
    readonly opened: Promise<unknown>;
    readonly closed: Promise<void>;
    close(): Promise<void>;
  }

  export function connect(
    address: { hostname: string; port: number },
    options?: { secureTransport?: "off" | "on"; allowHalfOpen?: boolean },
  ): Socket;
}
