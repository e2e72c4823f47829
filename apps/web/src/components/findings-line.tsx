import type { Finding } from "@easel/doctor/diagnosis";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { LiveWire } from "../queries/use-wire.ts";
import { Button } from "./common/button.tsx";
import styles from "./findings-line.module.css";
import { focusRegion } from "./focus-region.ts";

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/**
 * In one column the findings stand under the editors: this line says above them how many there are, names the first
 * and goes there. It is always there, so that nothing moves under the hand of who types.
 */
export function FindingsLine({ live: { findings, findingsBehind, wire } }: { live: LiveWire }) {
  const [first] = findings;
  if (!first)
    return (
      <p className={styles.line}>
        <CircleCheck size={14} aria-hidden="true" />
        {wire.sendable || findingsBehind ? "Nothing wrong found in the draft." : "The draft cannot be sent yet."}
      </p>
    );
  const Icon = icons[first.severity];
  return (
    <Button className={`${styles.line} ${styles[first.severity]}`} onClick={() => focusRegion("answer")}>
      <Icon size={14} aria-hidden="true" />
      <strong>{countOf(findings)}</strong>
      <span className={styles.title}>{first.title.replaceAll("`", "")}</span>
      <span className={styles.go}>Read</span>
    </Button>
  );
}

const countOf = ({ length }: readonly Finding[]): string => (length === 1 ? "1 finding" : `${length} findings`);
