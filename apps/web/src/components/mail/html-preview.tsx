import { useEffect, useRef } from "react";
import { type MailPreview, type RemoteContent, showPreview, useMailPreview } from "../../queries/use-mail-preview.ts";
import styles from "./mail.module.css";

interface HtmlPreviewProps {
  html: string;
  picture: (contentId: string) => string | undefined;
}

/** What a page would look like that runs nothing and fetches nothing, and what was left out of it. */
export function HtmlPreview({ html, picture }: HtmlPreviewProps) {
  const reading = useMailPreview(html, picture);
  if (reading.state === "reading") return <p className={styles.quiet}>Making the preview …</p>;
  if (reading.state === "failed") return <p className={styles.quiet}>There is no preview: {reading.why}</p>;
  return (
    <>
      <Blocked preview={reading.value} />
      <Frame preview={reading.value} />
    </>
  );
}

function Frame({ preview }: { preview: MailPreview }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (frame.current) showPreview(frame.current, preview);
  }, [preview]);
  return <iframe ref={frame} title="Preview of the HTML" sandbox="" className={styles.frame} />;
}

const kindWords: Record<RemoteContent["kind"], string> = {
  image: "picture",
  link: "link",
  style: "style",
  other: "other",
};

/** What the page would have fetched or led to: named, and not to be pressed. */
function Blocked({ preview: { remote, removed } }: { preview: MailPreview }) {
  if (remote.length === 0 && removed.length === 0) return null;
  const counted = (["image", "style", "other", "link"] as const).flatMap((kind) => {
    const count = remote.filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? singular[kind] : plural[kind]}`];
  });
  const words = [...counted, ...(removed.length > 0 ? [`elements: ${removed.join(", ")}`] : [])];
  return (
    <details className={styles.blocked}>
      <summary>Left out: {words.join(", ")}</summary>
      <ul>
        {remote.map(({ kind, url }) => (
          <li key={url}>
            <span>{kindWords[kind]}</span> <code>{url}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

const singular = {
  image: "picture from elsewhere",
  style: "style from elsewhere",
  other: "other address",
  link: "link",
};
const plural = {
  image: "pictures from elsewhere",
  style: "styles from elsewhere",
  other: "other addresses",
  link: "links",
};
