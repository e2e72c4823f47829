import { Copy } from "lucide-react";
import { useAction } from "../../queries/use-action.ts";
import { Button } from "../common/button.tsx";
import styles from "./path-bar.module.css";

/** Where one is in a document, in the form tools and the findings name it by. */
export function PathBar({ path, onCopy }: { path: string | undefined; onCopy: () => void }) {
  useAction("copy-path", onCopy, () => (path === undefined ? "Select an element of the answer first." : undefined));
  if (path === undefined) return null;
  return (
    <div className={styles.bar}>
      <code className={styles.path} title={path} data-testid="path">
        {/* The end tells most: it stays when there is no room for all. */}
        <bdi>{path}</bdi>
      </code>
      <Button
        look="quiet"
        size="small"
        className={styles.copy}
        aria-label="Copy path"
        title="Copy path"
        onClick={onCopy}
      >
        <Copy size={13} aria-hidden="true" />
      </Button>
    </div>
  );
}
