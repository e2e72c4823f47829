import { ArrowRight } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { type ReadyCase, readyCases } from "../../model/ready-cases.ts";
import { useConfig } from "../../queries/use-config.ts";
import { Button } from "../common/button.tsx";
import { opener } from "./opener.ts";
import styles from "./start-screen.module.css";
import { useOpenCase } from "./use-open-case.ts";

// Its menus weigh as much as all the rest of this screen, and it stands at the foot of it.
const CommandGallery = lazy(async () => ({ default: (await import("./command-gallery.tsx")).CommandGallery }));

/** Where a visit begins: paste what you have, look at a ready-made case, or take a command. */
export function StartScreen() {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <h1 className={styles.title}>What is on your bench?</h1>
        <PasteBox />
        <h2 className={styles.heading}>Ready-made cases</h2>
        <p className={styles.lead}>
          Real failures people lost days to. Open one, send it to the sandbox, read why it fails, fix it.
        </p>
        <ul className={styles.cases}>
          {readyCases.map((ready) => (
            <li key={ready.id}>
              <CaseCard ready={ready} />
            </li>
          ))}
        </ul>
        <Suspense>
          <CommandGallery />
        </Suspense>
      </div>
    </main>
  );
}

function CaseCard({ ready }: { ready: ReadyCase }) {
  const open = useOpenCase();
  return (
    <button type="button" className={styles.case} onClick={() => open(ready)}>
      <strong>{ready.title}</strong>
      <span>{ready.story}</span>
      <span className={styles.open}>
        Open <ArrowRight size={13} aria-hidden="true" />
      </span>
    </button>
  );
}

function PasteBox() {
  const [text, setText] = useState("");
  const [message, setMessage] = useState("");
  const { data: config } = useConfig();
  const read = async (given: string) => setMessage((await opener()).openPasted(given, config));
  return (
    <div className={styles.paste}>
      <label htmlFor="paste-anything">Paste a request</label>
      <textarea
        id="paste-anything"
        value={text}
        rows={4}
        spellCheck={false}
        placeholder="A raw HTTP request, a cURL command, a URL, XML, a MIME message, or a body’s bytes as hex or base64"
        onPaste={(event) => {
          // The field itself would turn every CRLF into LF; what was pasted is kept as it is.
          if (text !== "") return;
          event.preventDefault();
          setText(event.clipboardData.getData("text/plain"));
        }}
        onChange={(event) => {
          setText(event.target.value);
          setMessage("");
        }}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && read(text)}
      />
      <div className={styles.pasteFoot}>
        <p role="status" className={styles.problem}>
          {message}
        </p>
        <Button look="primary" disabled={text.trim() === ""} onClick={() => read(text)}>
          Open it
        </Button>
      </div>
    </div>
  );
}
