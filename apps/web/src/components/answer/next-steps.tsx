import { CornerDownLeft } from "lucide-react";
import { nextSteps } from "../../model/next-steps.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { updateSession } from "../../model/session-store.ts";
import { updateDraft } from "../../queries/use-draft.ts";
import { announce } from "../common/announcer.tsx";
import { Button } from "../common/button.tsx";
import styles from "./next-steps.module.css";

/** Keys of the answer the next request wants, one press each. */
export function NextSteps({ read, endpoint }: { read: ReadReply; endpoint: string }) {
  const steps = nextSteps(read.document);
  if (steps.length === 0) return null;
  return (
    <div className={styles.steps}>
      {steps.map(({ label, policyKey, change }) => (
        <Button
          key={label}
          size="small"
          onClick={() => {
            if (policyKey) updateSession(endpoint, { policyKey });
            if (change) updateDraft(change);
            announce(
              change
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
