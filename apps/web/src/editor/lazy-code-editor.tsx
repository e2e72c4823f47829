import { type KeyboardEvent, lazy, Suspense, useRef } from "react";
import type { CodeEditorProps } from "./code-editor.tsx";
import skeleton from "./lazy-code-editor.module.css";
import { loadEditor } from "./load-editor.ts";

const CodeEditor = lazy(loadEditor);

/**
 * The editor once Monaco has come; until then the same text stands in its place, so nothing jumps. One stop of Tab,
 * which passes over it: Enter goes in, Escape comes out again. A press of the pointer goes straight in.
 */
export function LazyCodeEditor(props: CodeEditorProps) {
  const stop = useRef<HTMLDivElement>(null);
  const does = props.readOnly ? "read" : "edit";
  const enter = (event: KeyboardEvent<HTMLDivElement>) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (event.key !== "Enter" || hasModifier || event.target !== event.currentTarget) return;
    event.preventDefault();
    stop.current?.querySelector<HTMLElement>("[role='textbox'], textarea")?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div
      ref={stop}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the stop in front of the editor, from where Enter goes in
      tabIndex={0}
      data-editor
      className={skeleton.place}
      aria-label={`${props.label}: Enter to ${does}, Escape to leave`}
      onKeyDown={enter}
    >
      <Suspense fallback={<Skeleton value={props.value} />}>
        <CodeEditor {...props} onLeave={() => stop.current?.focus()} />
      </Suspense>
      <p className={skeleton.hint} aria-hidden="true">
        <kbd>Enter</kbd> to {does}, <kbd>Escape</kbd> to leave
      </p>
    </div>
  );
}

const SKELETON_CHARACTERS = 4000;

function Skeleton({ value }: { value: CodeEditorProps["value"] }) {
  return (
    <pre className={skeleton.text} aria-hidden="true">
      {value.slice(0, SKELETON_CHARACTERS)}
    </pre>
  );
}
