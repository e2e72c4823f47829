import { type ComponentProps, forwardRef } from "react";
import styles from "./button.module.css";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `plain` has a border, `quiet` only a hover, `primary` is the one thing to press. */
  look?: "plain" | "quiet" | "primary" | "danger";
  size?: "normal" | "small";
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = "plain", size = "normal", className = "", type = "button", ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      className={`${styles.button} ${styles[look]} ${styles[size]} ${className}`}
      {...rest}
    />
  );
});
