import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";
import styles from "./secret-text.module.css";

/** A value that gives access, hidden until a person asks to see it. */
export function SecretText({ name, value, masked }: { name: string; value: string; masked: string }) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className={styles.secret}>
      <code>{shown ? value : masked}</code>
      <Button
        look="quiet"
        size="small"
        className={styles.button}
        aria-pressed={shown}
        aria-label={`Show ${name}`}
        onClick={() => setShown(!shown)}
      >
        <Icon size={13} aria-hidden="true" />
      </Button>
    </span>
  );
}
