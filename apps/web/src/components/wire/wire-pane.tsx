import { encodeHex } from "@easel/codec/bytes";
import { Copy, Download } from "lucide-react";
import type { Wire } from "../../model/build-wire.ts";
import { useNarrow } from "../../queries/use-theme.ts";
import { Badge } from "../common/badge.tsx";
import { Button } from "../common/button.tsx";
import { Card } from "../common/card.tsx";
import { copyText } from "../common/copy-text.ts";
import { downloadBytes } from "../common/download-bytes.ts";
import { BytesView } from "./bytes-view.tsx";
import styles from "./wire-pane.module.css";

const kinds = {
  wbxml: "WBXML",
  mime: "bare MIME message",
  xml: "XML as text",
  none: "no body",
  bytes: "exact bytes",
} as const;

/** The exact bytes that will leave, with the name of every token. */
export function WirePane({ wire, behind }: { wire: Wire; behind: boolean }) {
  const narrow = useNarrow();
  const contentType = wire.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const empty = wire.body.length === 0;
  return (
    <Card
      title="The wire"
      testId="wire"
      note={
        <span data-testid="wire-size">
          {wire.body.length.toLocaleString("en")} bytes · {kinds[wire.bodyKind]}
          {contentType && ` · ${contentType}`}
        </span>
      }
      actions={
        <>
          {behind && <Badge tone="plain">updating…</Badge>}
          {!wire.sendable && !behind && (
            <Badge
              tone="bad"
              title="The draft has an error, so nothing can be sent. The bytes are a preview of what could be read."
            >
              preview, not sendable
            </Badge>
          )}
          <Button
            look="quiet"
            size="small"
            disabled={empty}
            action="copy-hex"
            onClick={() => copyText(encodeHex(wire.body.toBytes()), "Hex copied")}
          >
            <Copy size={13} aria-hidden="true" /> {!narrow && "Copy hex"}
            {narrow && <span className="visually-hidden">Copy hex</span>}
          </Button>
          <Button
            look="quiet"
            size="small"
            disabled={empty}
            action="save-bytes"
            onClick={() => downloadBytes(wire.body.toBytes(), "request.bin")}
          >
            <Download size={13} aria-hidden="true" /> {!narrow && "Save"}
            {narrow && <span className="visually-hidden">Save</span>}
          </Button>
        </>
      }
    >
      {empty ? (
        <p className={styles.empty}>
          {wire.bodyKind === "none"
            ? "This request has no body: only the line above and its headers leave."
            : "No bytes yet. Write the request above and they appear here."}
        </p>
      ) : (
        <BytesView side="request" bytes={wire.body} labels={wire.labels} />
      )}
    </Card>
  );
}
