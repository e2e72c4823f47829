import { memo, useRef, useState } from "react";
import { announce } from "../../model/announcement-store.ts";
import { readQuery } from "../../model/query.ts";
import { setQueryForm } from "../../model/set-query-form.ts";
import { currentDraft, updateDraft, useDraftFrame } from "../../queries/use-draft.ts";
import { Segmented } from "../common/segmented.tsx";
import styles from "./url-field.module.css";

const forms = [
  { value: "plain", label: "plain" },
  { value: "base64", label: "base64" },
] as const;

/** The live URL. Its query is the draft's own text: typed here, it is sent exactly as it stands. */
export const UrlField = memo(function UrlField({ endpoint }: { endpoint: string }) {
  const draft = useDraftFrame();
  const { query, method } = draft;
  const [scroll, setScroll] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const { form } = readQuery(draft).command;
  return (
    <div className={styles.box}>
      <span className={styles.method}>{method}</span>
      <span className={styles.endpoint} title={endpoint}>
        {endpoint || "…"}
      </span>
      {query !== "" && <span className={styles.mark}>?</span>}
      <div className={styles.query}>
        {/* The coloured copy lies under a see-through field, so that the text stays one plain, editable line. */}
        <div className={styles.painted} aria-hidden="true" style={{ transform: `translateX(${-scroll}px)` }}>
          {form === "plain" ? paint(query) : query}
        </div>
        <input
          ref={input}
          className={styles.input}
          aria-label="Query of the URL"
          data-testid="query"
          value={query}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => updateDraft((now) => ({ ...now, query: event.target.value }))}
          onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
        />
      </div>
      <Segmented
        label="Form of the query"
        value={form}
        options={forms}
        onChoose={(next) => {
          const { draft: changed, problem } = setQueryForm(currentDraft(), next);
          if (problem) announce(problem);
          else updateDraft(() => changed);
        }}
      />
    </div>
  );
});

function paint(query: string) {
  return query.split(/([&=])/).map((piece, index, pieces) => {
    const isValue = pieces[index - 1] === "=";
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beside their place
    return isValue ? <b key={index}>{piece}</b> : <span key={index}>{piece}</span>;
  });
}
