import { useId, useState } from "react";
import { Button } from "../common/button.tsx";
import styles from "./paste-side.module.css";

/** Takes the request of another client as side A: hex, base64, XML, MIME or a link. */
export function PasteSide({ paste, done }: { paste: (text: string) => Promise<string>; done: () => void }) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState("");
  const id = useId();
  const take = async () => {
    const said = await paste(text);
    setFault(said);
    if (said === "") done();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <label htmlFor={id}>The request that works, as hex, base64, XML, MIME or an EASel link; it becomes A.</label>
      <textarea
        id={id}
        value={text}
        rows={4}
        spellCheck={false}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : `${id}-fault`}
        onChange={(event) => setText(event.target.value)}
      />
      {fault !== "" && (
        <p id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      <div>
        <Button look="primary" type="submit" disabled={text.trim() === ""}>
          Compare with it
        </Button>
        <Button look="quiet" onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
