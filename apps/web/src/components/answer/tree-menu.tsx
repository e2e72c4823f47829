import { ContextMenu } from "radix-ui";
import { type ReactNode, useState } from "react";
import type { AnswerTree } from "../../model/answer-tree.ts";
import { ownText, shortValue } from "../../model/element-value.ts";
import menu from "../common/choice.module.css";
import { copyText } from "../common/copy-text.ts";
import styles from "./tree-menu.module.css";

export interface TreeMenuProps {
  tree: AnswerTree;
  indexUnder: (target: EventTarget) => number;
  onPick: (index: number) => void;
  onCopyPath: (index: number) => void;
  /** Opens an element and all inside it. */
  onOpenAll: (index: number) => void;
  children: ReactNode;
}

/** What can be done with a row, by the other button of the mouse, a long press, or the menu key. */
export function TreeMenu({ tree, indexUnder, onPick, onCopyPath, onOpenAll, children }: TreeMenuProps) {
  const [index, setIndex] = useState(-1);
  const element = tree.elements[index];
  const hasInside = (tree.sizes[index] ?? 0) > 0;
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger
        asChild
        onContextMenu={(event) => {
          const under = indexUnder(event.target);
          // The menu key comes from the tree itself, where the selected row is meant.
          const active = (event.currentTarget as Element).querySelector('[aria-selected="true"]');
          const meant = under >= 0 ? under : active ? indexUnder(active) : -1;
          if (meant < 0) event.preventDefault();
          else onPick(meant);
          setIndex(meant);
        }}
      >
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={`${menu.menu} ${styles.menu}`} collisionPadding={8}>
          <ContextMenu.Item className={`${menu.item} ${styles.item}`} onSelect={() => onCopyPath(index)}>
            Copy path
          </ContextMenu.Item>
          {element && !hasInside && (
            <ContextMenu.Item
              className={`${menu.item} ${styles.item}`}
              onSelect={() => copyText(ownText(element), `Value copied: ${shortValue(element)}`)}
            >
              Copy value
            </ContextMenu.Item>
          )}
          {hasInside && (
            <ContextMenu.Item className={`${menu.item} ${styles.item}`} onSelect={() => onOpenAll(index)}>
              Open all inside
            </ContextMenu.Item>
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
