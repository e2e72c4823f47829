import type { Span } from "@easel/codec/document";
import type { PieceBytes } from "@easel/codec/pieces";
import { Check, Copy } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { byteFormats, formatBytes, MAX_COPIED_BYTES } from "../../model/byte-formats.ts";
import { countBytes } from "../../model/byte-words.ts";
import { Button } from "../common/button.tsx";
import menu from "../common/choice.module.css";
import { copyText } from "../common/copy-text.ts";
import styles from "./copy-menu.module.css";

export interface CopyMenuProps {
  bytes: PieceBytes;
  selected: Span | undefined;
  /** Shows the icon alone. */
  short: boolean;
}

/** Copies the selected bytes, or all of them, in a form other tools read. */
export function CopyMenu({ bytes, selected, short }: CopyMenuProps) {
  const [all, setAll] = useState(false);
  const span = selected && !all ? selected : { start: 0, end: bytes.length };
  const count = Math.min(span.end, bytes.length) - span.start;
  const tooLong = count > MAX_COPIED_BYTES;
  return (
    <DropdownMenu.Root modal={false} onOpenChange={() => setAll(false)}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" size="small" aria-label="Copy as" title="Copy the selected bytes, or all of them">
          <Copy size={13} aria-hidden="true" /> {!short && "Copy as"}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          {selected ? (
            <DropdownMenu.RadioGroup value={all ? "all" : "selected"} onValueChange={(next) => setAll(next === "all")}>
              <Part value="selected" label="The selection" count={selected.end - selected.start} />
              <Part value="all" label="The whole body" count={bytes.length} />
            </DropdownMenu.RadioGroup>
          ) : (
            <DropdownMenu.Label className={styles.what}>The whole body, {countBytes(count)}</DropdownMenu.Label>
          )}
          <DropdownMenu.Separator className={styles.line} />
          {byteFormats.map(({ format, label }) => (
            <DropdownMenu.Item
              key={format}
              className={menu.item}
              disabled={tooLong}
              onSelect={() =>
                copyText(
                  formatBytes(bytes.slice(span.start, span.end), format),
                  `${countBytes(count)} copied: ${label}`,
                )
              }
            >
              <span className={menu.tick} />
              {label}
            </DropdownMenu.Item>
          ))}
          {tooLong && (
            <p className={styles.note}>
              More than {MAX_COPIED_BYTES / 1_000_000} MB is too much for the clipboard: save the body as a file.
            </p>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Part({ value, label, count }: { value: string; label: string; count: number }) {
  return (
    <DropdownMenu.RadioItem value={value} className={menu.item} onSelect={(event) => event.preventDefault()}>
      <span className={menu.tick}>
        <DropdownMenu.ItemIndicator>
          <Check size={13} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </span>
      {label}
      <small className={styles.count}>{countBytes(count)}</small>
    </DropdownMenu.RadioItem>
  );
}
