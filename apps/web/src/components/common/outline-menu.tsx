import type { OutlineNode } from "@easel/doctor/language";
import { ListTree } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { ActionId } from "../../model/actions.ts";
import { keyWords } from "../../model/key-label.ts";
import { type OutlineRow, outlineRows, rowAround, searchRows } from "../../model/outline-rows.ts";
import { isMac } from "../../queries/platform.ts";
import { Button } from "./button.tsx";
import styles from "./outline-menu.module.css";

export interface OutlineMenuProps {
  /** What the list is of, for a screen reader: "the request". */
  of: string;
  /** The action that opens it. */
  action: ActionId;
  /** Asked each time the list opens. */
  outline: () => readonly OutlineNode[];
  /** Where the cursor is. */
  at?: () => number;
  onPick: (row: OutlineRow) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Lines shown at once; the search finds the others. */
const SHOWN = 200;

/** The outline of a pane's text: a list that narrows as one types, and goes to what is picked. */
export function OutlineMenu({ of, action, outline, at, onPick, open, onOpenChange }: OutlineMenuProps) {
  const picked = useRef(false);
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <Button
          look="quiet"
          size="small"
          action={action}
          aria-label={`Outline of ${of}`}
          title={`Outline (${keyWords("$mod+Shift+O", isMac)} in the text)`}
        >
          <ListTree size={14} aria-hidden="true" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          aria-label={`Outline of ${of}`}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // What was picked has the cursor by now.
            if (picked.current) event.preventDefault();
            picked.current = false;
          }}
        >
          <OutlineList
            of={of}
            outline={outline}
            at={at}
            onPick={(row) => {
              picked.current = true;
              onOpenChange(false);
              onPick(row);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function OutlineList({
  of,
  outline,
  at,
  onPick,
}: Pick<OutlineMenuProps, "of" | "outline" | "onPick"> & { at: OutlineMenuProps["at"] }) {
  const [rows] = useState(() => outlineRows(outline()));
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(() => Math.min(rowAround(rows, at?.() ?? 0), SHOWN - 1));
  const id = useId();
  const found = searchRows(rows, search);
  const shown = found.slice(0, SHOWN);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever becomes the active line comes into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active, search]);

  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
    };
    const next = steps[event.key];
    const row = shown[active];
    if (next !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(shown.length - 1, next)));
    } else if (event.key === "Enter" && row) {
      event.preventDefault();
      onPick(row);
    }
  };
  return (
    <>
      <input
        className={styles.search}
        role="combobox"
        aria-label={`Find in ${of}`}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
        placeholder="Name, value or path"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div ref={list} id={id} role="listbox" aria-label={`Outline of ${of}`} className={styles.list}>
        {shown.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search field's, which keeps the focus
          <div
            key={row.target.start}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={styles.row}
            style={{ paddingInlineStart: 8 + (search === "" ? Math.min(row.depth, 8) * 14 : 0) }}
            onClick={() => onPick(row)}
          >
            <span className={styles.name}>{row.name}</span>
            <span className={styles.detail}>{row.detail}</span>
            {search !== "" && row.path.length > 0 && (
              <span className={styles.path}>{row.path.slice(-2).join(" / ")}</span>
            )}
          </div>
        ))}
      </div>
      <p className={styles.foot} role="status">
        {rows.length === 0
          ? "There is nothing to list yet."
          : found.length === 0
            ? "Nothing here has that in its name, value or path."
            : found.length > SHOWN
              ? `The first ${SHOWN} of ${found.length.toLocaleString("en")}. Type to narrow them down.`
              : search !== "" && `${found.length} of ${rows.length.toLocaleString("en")}`}
      </p>
    </>
  );
}
