import { ArrowLeftRight, X } from "lucide-react";
import { useState } from "react";
import { describeComparison } from "../../model/compare/index.ts";
import { showOverlay } from "../../queries/overlay.ts";
import { type ComparisonState, useComparison } from "../../queries/use-comparison.ts";
import { useEndpoint } from "../../queries/use-endpoint.ts";
import { Badge, type Tone } from "../common/badge.tsx";
import { Button } from "../common/button.tsx";
import { Modal } from "../common/modal.tsx";
import { ByteDiff } from "./byte-diff.tsx";
import styles from "./compare-dialog.module.css";
import { ElementTable, ListTable } from "./difference-tables.tsx";
import { PasteSide } from "./paste-side.tsx";

/** Two round trips beside each other: what differs in sentences, then in tables, then byte by byte. */
export function CompareDialog() {
  const state = useComparison(useEndpoint());
  const [pasting, setPasting] = useState(false);
  const close = () => showOverlay(undefined);
  return (
    <Modal label="Compare" className={styles.dialog} onClose={close}>
      <header className={styles.bar} data-testid="compare">
        <h2 className={styles.title}>Compare</h2>
        <SideChoice which="a" state={state} />
        <Button look="quiet" aria-label="Swap A and B" title="Swap A and B" onClick={state.swap}>
          <ArrowLeftRight size={15} aria-hidden="true" />
        </Button>
        <SideChoice which="b" state={state} />
        <span className={styles.space} />
        <Button look="quiet" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          Paste another…
        </Button>
        <Button look="quiet" className={styles.close} aria-label="Close" title="Close (Escape)" onClick={close}>
          <X size={16} aria-hidden="true" />
        </Button>
      </header>
      {pasting && <PasteSide paste={state.paste} done={() => setPasting(false)} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} data-first-focus aria-label="Differences">
        <Summary state={state} />
        <Tables state={state} />
      </section>
    </Modal>
  );
}

const outcomes: Record<"worked" | "failed" | "none", { tone: Tone; word: string }> = {
  worked: { tone: "ok", word: "worked" },
  failed: { tone: "bad", word: "failed" },
  none: { tone: "plain", word: "not sent" },
};

/** The browser's own list: a menu of ours would lie under the dialog. */
function SideChoice({ which, state }: { which: "a" | "b"; state: ComparisonState }) {
  const { tone, word } = outcomes[state.sides[which].outcome ?? "none"];
  const letter = which.toUpperCase();
  return (
    <span className={styles.side}>
      <b className={styles.letter}>{letter}</b>
      <select
        className={styles.select}
        aria-label={`Side ${letter}`}
        value={state.chosen[which]}
        onChange={(event) => state.choose(which, event.target.value)}
      >
        {state.options.map(({ id, label, note }) => (
          <option key={id} value={id}>
            {note === undefined ? label : `${label} · ${note}`}
          </option>
        ))}
      </select>
      <Badge tone={tone}>{word}</Badge>
    </span>
  );
}

function Summary({ state }: { state: ComparisonState }) {
  const { headline, sentences } = describeComparison(state.comparison);
  const telling = sentences.filter(({ weight }) => weight !== "often");
  const often = sentences.filter(({ weight }) => weight === "often");
  return (
    <section className={styles.summary} aria-label="What differs">
      <h3 aria-live="polite">{headline}</h3>
      {telling.length > 0 && (
        <ul>
          {telling.map(({ text, weight }) => (
            <li key={text} data-weight={weight}>
              {text}
            </li>
          ))}
        </ul>
      )}
      {often.length > 0 && (
        <details>
          <summary>Differs each time, and explains little ({often.length})</summary>
          <ul>
            {often.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Tables({ state: { comparison, sides } }: { state: ComparisonState }) {
  const { line, request, answer } = comparison;
  return (
    <>
      <ListTable title="Request line" rows={line} />
      <ListTable title="Request headers" rows={request.headers} />
      <ElementTable title="Request elements" differences={request.elements} total={request.elementCount} />
      {request.mail.length > 0 && <ListTable title="Headers of the mail" rows={request.mail} />}
      <ByteDiff title="Request bytes" a={sides.a.request.body} b={sides.b.request.body} difference={request.bytes} />
      {answer && sides.a.answer && sides.b.answer && (
        <>
          <ListTable
            title="Answer status and headers"
            rows={[
              {
                name: "HTTP status",
                a: [answer.statuses[0]],
                b: [answer.statuses[1]],
                same: answer.statuses[0] === answer.statuses[1],
              },
              ...answer.headers,
            ]}
          />
          <ElementTable title="Answer elements" differences={answer.elements} total={answer.elementCount} />
          <ByteDiff title="Answer bytes" a={sides.a.answer.body} b={sides.b.answer.body} difference={answer.bytes} />
        </>
      )}
    </>
  );
}
