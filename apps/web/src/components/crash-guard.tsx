import { Component, type ReactNode } from "react";
import styles from "./crash-guard.module.css";

/**
 * What is shown when a part of the page breaks: never an empty window. The draft is in the address, unless it is too
 * long for it, so that loading again brings it back. Nothing is reported anywhere.
 */
export class CrashGuard extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {};

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <main className={styles.page} role="alert">
        <h1>EASel has broken down</h1>
        <p>
          {window.location.hash.length > 1
            ? "Your draft is in this page's address: load the page again to go on with it. Nothing was sent meanwhile."
            : "Load the page again to go on. A draft too long for the address is lost."}
        </p>
        <p>
          The fault is EASel's own. Its message, for a report: <code>{message.slice(0, 300)}</code>
        </p>
        <button type="button" onClick={() => window.location.reload()}>
          Load again
        </button>
      </main>
    );
  }
}
