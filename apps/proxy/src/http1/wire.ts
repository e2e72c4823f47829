/** An open connection, secured where it has to be: bytes both ways, whatever the runtime calls it. */
export interface Wire {
  /** The next bytes; undefined once the other side has closed. Rejects when the connection broke. Not read ahead of for long. */
  read(): Promise<Uint8Array | undefined>;
  /** Resolves when more may be written. Rejects when the connection broke. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the connection at once, both ways. May be called again. */
  close(): void;
  /** Nothing more is wanted of it, and the server was asked to close it: ends it when it has, or soon. */
  release(): void;
}
