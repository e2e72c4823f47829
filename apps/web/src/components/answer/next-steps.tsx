import { CornerDownLeft } from "lucide-react";
import { announce } from "../../model/announcement-store.ts";
import { nextSteps } from "../../model/next-steps.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { updateSession } from "../../model/session-store.ts";
import { chooseCommand, updateDraft } from "../../queries/use-draft.ts";
import { Button } from "../common/button.tsx";
import styles from "./next-steps.module.css";

/** Keys of the answer the next request wants, one press each. */
export function NextSteps({ read, status, endpoint }: { read: ReadReply; status: number; endpoint: string }) {
  const steps = nextSteps(read.document, status);
  if (steps.length === 0) return null;
  return (
    <div className={styles.steps}>
      {steps.map(({ label, policyKey, change, command }) => (
        <Button
          key={label}
          size="small"
          onClick={() => {
            if (policyKey) {
              updateSession(endpoint, { policyKey });
              // A key written into the draft by hand would win over the one just taken.
              updateDraft((draft) => ({ ...draft, headers: draft.headers.filter(isNoPolicyKey) }));
            }
            if (change) updateDraft(change);
            if (command) chooseCommand(command);
            announce(
              change || command
                ? "Carried into the draft. Nothing was sent."
                : "The key goes along with every request to this server.",
            );
          }}
        >
          <CornerDownLeft size={13} aria-hidden="true" />
          {label}
        </Button>
      ))}
    </div>
  );
}

const isNoPolicyKey = ([name]: [string, string]): boolean => name.toLowerCase() !== "x-ms-policykey";
