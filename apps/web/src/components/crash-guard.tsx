import { Component, type ReactNode } from "react";
import { hideSecrets } from "../model/hide-secrets.ts";
import { sessionStore } from "../model/session-store.ts";
import { Button } from "./common/button.tsx";
import { Card } from "./common/card.tsx";
import styles from "./crash-guard.module.css";

interface CrashGuardProps {
  /** The region it stands around, as its title says; absent: the whole page. */
  part?: string;
  children: ReactNode;
}

const MESSAGE_LENGTH = 300;

/**
 * What is shown when a part of the page breaks: never an empty window, and the other parts go on. Draft and account
 * are kept outside of what has broken, so that it can be drawn again with them. Nothing is reported anywhere.
 */
export class CrashGuard extends Component<CrashGuardProps, { message?: string | undefined }> {
  override state: { message?: string | undefined } = {};

  static getDerivedStateFromError(error: unknown): { message: string } {
    const message = error instanceof Error ? error.message : String(error);
    return { message: hideSecrets(message, sessionStore.getState()).slice(0, MESSAGE_LENGTH) };
  }

  goOn = (): void => this.setState({ message: undefined });

  override render(): ReactNode {
    const { part } = this.props;
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    const fault = (
      <p>
        The fault is EASel's own. Its message, for a report: <code>{message}</code>
      </p>
    );
    if (part !== undefined) {
      return (
        <Card title={part}>
          <div className={styles.part} role="alert">
            <p className={styles.what}>This part has broken down. The others go on, and your draft is kept.</p>
            {fault}
            <Button onClick={this.goOn}>Show it again</Button>
          </div>
        </Card>
      );
    }
    return (
      <main className={styles.page} role="alert">
        <h1>EASel has broken down</h1>
        <p>Your draft is kept, and so is what you signed in with. Nothing was sent meanwhile.</p>
        {fault}
        <div className={styles.ways}>
          <Button look="primary" onClick={this.goOn}>
            Go on
          </Button>
          <Button onClick={() => window.location.reload()}>Load again</Button>
        </div>
        <p className={styles.note}>
          {window.location.hash.length > 1
            ? "Loading again brings the draft back from this page's address, and may ask you to sign in again."
            : "Loading again loses the draft: it is too long for this page's address. Go on, and share it first."}
        </p>
      </main>
    );
  }
}
