import { Copy, Download, Eye } from "lucide-react";
import { useState } from "react";
import { maskCookie } from "../../model/cookies.ts";
import type { Reply } from "../../model/round-trip.ts";
import { Button } from "../common/button.tsx";
import { copyText } from "../common/copy-text.ts";
import { downloadBytes } from "../common/download-bytes.ts";
import styles from "./raw-view.module.css";

const SHOWN_BYTES = 64 * 1024;

/** Status line, headers and body as they came, bytes that are not printable as dots, cookies hidden until asked for. */
export function RawView({ reply }: { reply: Reply }) {
  const { body } = reply;
  const [showsCookies, setShowsCookies] = useState(false);
  const hasCookies = reply.headers.some(([name]) => isCookie(name));
  const lines = [
    `HTTP/${reply.httpVersion} ${reply.status} ${reply.reason}`,
    ...reply.headers.map(([name, value]) => `${name}: ${isCookie(name) && !showsCookies ? maskCookie(value) : value}`),
    "",
  ];
  const top = lines.join("\r\n");
  const cut = body.length > SHOWN_BYTES;
  return (
    <div className={styles.box}>
      <div className={styles.bar}>
        <Button look="quiet" size="small" onClick={() => copyText(`${top}\r\n`, "Status line and headers copied")}>
          <Copy size={13} aria-hidden="true" /> Copy headers
        </Button>
        <Button
          look="quiet"
          size="small"
          disabled={body.length === 0}
          onClick={() => downloadBytes(body, "answer.bin")}
        >
          <Download size={13} aria-hidden="true" /> Save the body
        </Button>
        {hasCookies && (
          <Button look="quiet" size="small" aria-pressed={showsCookies} onClick={() => setShowsCookies(!showsCookies)}>
            <Eye size={13} aria-hidden="true" /> {showsCookies ? "Hide cookies" : "Show cookies"}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {top}
        {"\n"}
        <span className={styles.body}>{printable(body.subarray(0, SHOWN_BYTES))}</span>
        {cut && `\n… ${(body.length - SHOWN_BYTES).toLocaleString("en")} more bytes: save the body to see them all`}
      </pre>
    </div>
  );
}

const isCookie = (name: string): boolean => name.toLowerCase() === "set-cookie";

function printable(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes)
    text += byte === 0x0a || (byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(byte) : byte === 0x0d ? "" : "·";
  return text;
}
