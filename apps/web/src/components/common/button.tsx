import { type ComponentProps, forwardRef } from "react";
import type { ActionId } from "../../model/actions.ts";
import { actionHints, useAction } from "../../queries/use-action.ts";
import styles from "./button.module.css";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `plain` has a border, `quiet` only a hover, `primary` is the one thing to press. */
  look?: "plain" | "quiet" | "primary" | "danger";
  size?: "normal" | "small";
  /** The action that a press of it does: it is then found in the palette, has its key, and shows it. */
  action?: ActionId | undefined;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = "plain", size = "normal", className = "", type = "button", action, title, ...rest },
  ref,
) {
  useAction(
    action,
    () => pressControl(action),
    () => (rest.disabled ? (title ?? "Not possible now.") : undefined),
  );
  return (
    <button
      ref={ref}
      type={type}
      className={`${styles.button} ${styles[look]} ${styles[size] ?? ""} ${className}`}
      data-action={action}
      {...actionHints(action, title)}
      {...rest}
    />
  );
});

/** What opens something has the focus first, to get it back; else the focus stays where one works. */
function pressControl(action: ActionId | undefined): void {
  const control = document.querySelector<HTMLElement>(`[data-action="${action}"]`);
  if (control?.hasAttribute("aria-haspopup")) control.focus();
  control?.click();
}
