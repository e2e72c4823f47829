/** Who hears what comes over a connection. */
export interface WireListener {
  bytes(piece: Uint8Array): void;
  /** The other side has closed in good order. */
  closed(): void;
  broke(error: unknown): void;
}

/** An open connection, secured where it has to be: bytes both ways, whatever the runtime calls it. */
export interface Wire {
  /** Begins to read. Called once. */
  listen(to: WireListener): void;
  /** Reads no more for now; what has come already may still be told. */
  pause(): void;
  resume(): void;
  /** Writes first what a request begins with: `head`, a character for each byte, and `body` along with it. */
  begin(head: string, body: Uint8Array): void;
  /** A promise where one has to wait before more may be written. It does not reject: `flushed` says what went wrong. */
  write(bytes: Uint8Array): Promise<void> | undefined;
  /** Calls `then` when everything written has left, or could not. */
  flushed(then: (error?: unknown) => void): void;
  /** Ends the connection at once, both ways. May be called again. */
  close(): void;
  /** Nothing more is wanted of it, and the server was asked to close it: ends it when it has, or soon. */
  release(): void;
}
