import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./field.module.css";

export interface FieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: ReactNode;
}

/** A labelled text field with an optional hint that is read out with it. */
export function Field({ label, hint, className = "", ...input }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={`${styles.input} ${className}`}
        {...input}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
