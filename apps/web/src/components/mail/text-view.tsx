import { PieceText } from "@easel/codec/pieces";
import { useMemo } from "react";
import { type CodeEditorProps, LazyCodeEditor, type Theme } from "../../editor/index.ts";
import styles from "./mail.module.css";

interface TextViewProps {
  label: string;
  text: string;
  theme: Theme;
  language?: CodeEditorProps["language"];
}

/** Text of any length, read only. */
export function TextView({ label, text, theme, language = "plaintext" }: TextViewProps) {
  const value = useMemo(() => PieceText.of(text), [text]);
  if (text.trim() === "") return <p className={styles.quiet}>There is no text in it, only white space.</p>;
  return (
    <div className={styles.editor}>
      <LazyCodeEditor label={label} language={language} value={value} theme={theme} readOnly />
    </div>
  );
}
