import { lazy, Suspense } from "react";
import type { CodeEditorProps } from "./code-editor.tsx";
import skeleton from "./lazy-code-editor.module.css";

const CodeEditor = lazy(() => import("./code-editor.tsx"));

/** The editor once Monaco has come; until then the same text stands in its place, so nothing jumps. */
export function LazyCodeEditor(props: CodeEditorProps) {
  return (
    <div className={skeleton.place}>
      <Suspense fallback={<Skeleton value={props.value} />}>
        <CodeEditor {...props} />
      </Suspense>
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
