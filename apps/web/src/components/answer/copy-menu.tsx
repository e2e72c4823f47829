import { Copy } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Button } from "../common/button.tsx";
import choice from "../common/choice.module.css";
import { copyText } from "../common/copy-text.ts";

/** Copies a header's name, its value, or both as they stand on a line. */
export function CopyMenu({ name, value }: { name: string; value: string }) {
  const items: [label: string, text: string][] = [
    ["Value", value],
    ["Name", name],
    ["Name and value", `${name}: ${value}`],
  ];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" size="small" aria-label={`Copy ${name}`}>
          <Copy size={13} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={choice.menu} align="end" sideOffset={4} collisionPadding={8}>
          {items.map(([label, text]) => (
            <DropdownMenu.Item
              key={label}
              className={choice.item}
              onSelect={() => copyText(text, `${label} of ${name} copied`)}
            >
              <Copy size={13} aria-hidden="true" />
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
