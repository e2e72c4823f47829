import { CornerDownLeft } from "lucide-react";
import { useStore } from "zustand";
import { announce } from "../../model/announcement-store.ts";
import { type NextStep, nextSteps } from "../../model/next-steps.ts";
import { showNotice } from "../../model/notice-store.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { goTo, type Redirect, redirectOf } from "../../model/redirect-step.ts";
import type { Reply } from "../../model/round-trip.ts";
import { originOf, sessionFor, sessionStore, updateSession } from "../../model/session-store.ts";
import { chooseCommand, currentDraft, updateDraft } from "../../queries/use-draft.ts";
import { Button } from "../common/button.tsx";
import styles from "./next-steps.module.css";

interface NextStepsProps {
  read: ReadReply;
  reply: Reply;
  /** Where the answer came from. */
  url: string;
  endpoint: string;
}

/** What the answer hands on to the next request, one press each. */
export function NextSteps({ read, reply, url, endpoint }: NextStepsProps) {
  const { cookies, sendCookies } = useStore(sessionStore, (state) => sessionFor(state, url));
  const steps = nextSteps(read.document, reply.status);
  const redirect = redirectOf(reply.status, reply.headers, url);
  const offersCookies = cookies.length > 0 && !sendCookies;
  if (steps.length === 0 && !redirect && !offersCookies) return null;
  return (
    <div className={styles.steps}>
      {redirect && <Step label={`Go to ${redirect.host}`} onTake={() => follow(redirect, url)} />}
      {steps.map((step) => (
        <Step key={step.label} label={step.label} onTake={() => take(step, endpoint)} />
      ))}
      {offersCookies && (
        <Step
          label={cookies.length === 1 ? "Send its cookie back" : `Send its ${cookies.length} cookies back`}
          onTake={() => {
            updateSession(url, { sendCookies: true });
            announce(
              "Its cookies go along with every request to this server. Headers shows them, and takes them back.",
            );
          }}
        />
      )}
    </div>
  );
}

function Step({ label, onTake }: { label: string; onTake: () => void }) {
  return (
    <Button size="small" onClick={onTake}>
      <CornerDownLeft size={13} aria-hidden="true" />
      {label}
    </Button>
  );
}

function take({ policyKey, change, command }: NextStep, endpoint: string): void {
  if (policyKey) {
    updateSession(endpoint, { policyKey });
    // A key written into the draft by hand would win over the one just taken.
    updateDraft((draft) => ({ ...draft, headers: draft.headers.filter(isNoPolicyKey) }));
  }
  const before = currentDraft();
  if (change) updateDraft(change);
  if (change && !policyKey && currentDraft() === before) {
    announce("Nothing was carried: the draft has no such key to replace. Choose the command of this answer first.");
    return;
  }
  if (command) chooseCommand(command);
  announce(
    change || command
      ? "Carried into the draft. Nothing was sent."
      : "The key goes along with every request to this server.",
  );
}

/** Another server gets no password because an answer says so: the person says it. */
function follow(redirect: Redirect, from: string): void {
  updateDraft((draft) => goTo(draft, redirect));
  const { credentials } = sessionFor(sessionStore.getState(), from);
  const there = redirect.target.kind === "own" ? redirect.target.url : `https://${redirect.host}`;
  const isElsewhere = originOf(there) !== originOf(from);
  if (!isElsewhere || credentials.kind === "none") {
    announce(`The draft goes to ${redirect.host}. Nothing was sent.`);
    return;
  }
  showNotice({
    text: `The draft now goes to ${redirect.host}. Who you are signed in as stays with ${new URL(from).host} unless you say otherwise; an answer alone must not send your password elsewhere.`,
    offer: { label: `Sign in at ${redirect.host} the same way`, take: () => updateSession(there, { credentials }) },
  });
}

const isNoPolicyKey = ([name]: [string, string]): boolean => name.toLowerCase() !== "x-ms-policykey";
