import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useRef, useState } from "react";
import type { ActionId } from "../../model/actions.ts";
import { actionHints, useAction } from "../../queries/use-action.ts";
import { Button } from "./button.tsx";
import styles from "./choice.module.css";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  note?: string;
}

export interface ChoiceProps<Value extends string> {
  /** Names the control for a screen reader: "Command". */
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
  /** What the button shows; the chosen option's label when left out. */
  shown?: ReactNode;
  strong?: boolean;
  /** The action that opens the menu. */
  action?: ActionId;
}

/** A button that opens a menu of one-of-many. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
  shown,
  strong,
  action,
}: ChoiceProps<Value>) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useAction(action, () => {
    trigger.current?.focus();
    setOpen(true);
  });
  const chosen = options.find((option) => option.value === value);
  return (
    // Not modal: hiding the rest of the page from a screen reader would leave its buttons in the order of Tab.
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>
        <Button
          ref={trigger}
          aria-label={`${label}: ${chosen?.label ?? value}`}
          className={strong ? styles.strong : ""}
          {...actionHints(action)}
        >
          {shown ?? chosen?.label ?? value}
          <ChevronDown size={13} aria-hidden="true" className={styles.arrow} />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChoose(next as Value)}>
            {options.map((option) => (
              <DropdownMenu.RadioItem key={option.value} value={option.value} className={styles.item}>
                <span className={styles.tick}>
                  <DropdownMenu.ItemIndicator>
                    <Check size={13} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span className={styles.words}>
                  <span>{option.label}</span>
                  {option.note !== undefined && <small>{option.note}</small>}
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
