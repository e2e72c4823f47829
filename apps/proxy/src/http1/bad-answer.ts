/** What came is not HTTP. The message says in a few words what is wrong with it. */
export class BadAnswerError extends Error {
  /** True: it may have been HTTP, but more of it than is read. */
  readonly tooLong: boolean;

  constructor(what: string, tooLong = false) {
    super(what);
    this.name = "BadAnswerError";
    this.tooLong = tooLong;
  }
}
