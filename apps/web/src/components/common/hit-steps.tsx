import { ChevronDown, ChevronUp } from "lucide-react";
import { Button } from "./button.tsx";
import styles from "./hit-steps.module.css";

export interface HitStepsProps {
  /** How many were found and which one this is, in words. */
  said: string;
  testId: string;
  /** Absent: there is nothing to step through. */
  onStep?: ((by: 1 | -1) => void) | undefined;
  disabled: boolean;
  /** What each press says of itself: name, tooltip, key. */
  previous: StepHints;
  next: StepHints;
}

interface StepHints {
  "aria-label": string;
  title?: string;
  "aria-keyshortcuts"?: string;
}

/** Behind a field that looks for something: what was found, and from one place to the next. */
export function HitSteps({ said, testId, onStep, disabled, previous, next }: HitStepsProps) {
  const step = (by: 1 | -1, hints: StepHints, Icon: typeof ChevronUp) => (
    <Button
      look="quiet"
      size="small"
      className={styles.step}
      disabled={disabled}
      onClick={() => onStep?.(by)}
      {...hints}
    >
      <Icon size={14} aria-hidden="true" />
    </Button>
  );
  return (
    <>
      <span role="status" className={styles.said} data-testid={testId}>
        {said}
      </span>
      {onStep && (
        <span className={styles.steps}>
          {step(-1, previous, ChevronUp)}
          {step(1, next, ChevronDown)}
        </span>
      )}
    </>
  );
}
