import { type ReactNode, useLayoutEffect, useRef } from "react";
import styles from "./modal.module.css";

/**
 * A panel over the whole page while it is mounted. The browser's own dialog: the page behind takes no focus, Escape
 * closes it, and the focus goes back to where it was. It begins at what has `data-first-focus`.
 */
export function Modal({
  label,
  className = "",
  onClose,
  children,
}: {
  /** Names it for a screen reader. */
  label: string;
  className?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // In the layout phase: it is closed, and the focus back, before it is taken out of the page.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Not React's autoFocus, which comes while the dialog is still closed.
    shown?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it closes it as Escape does, which is the dialog's own
    <dialog
      ref={dialog}
      aria-label={label}
      className={`${styles.modal} ${className}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {children}
    </dialog>
  );
}
