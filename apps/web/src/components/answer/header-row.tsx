import type { HeaderPart } from "@easel/doctor/knowledge";
import type { ReadHeader } from "../../model/header-groups.ts";
import { SecretText } from "../common/secret-text.tsx";
import { CopyMenu } from "./copy-menu.tsx";
import styles from "./headers-table.module.css";

const MASK = "••••";

/** One header as it came, what it is for, and what its value says. */
export function HeaderRow({ header }: { header: ReadHeader }) {
  const { name, value, masked, meaning, parts } = header;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {masked === undefined ? (
          <code>{value}</code>
        ) : (
          <SecretText name={`the value of ${name}`} value={value} masked={masked} />
        )}
        {parts.length > 0 && (
          <dl className={styles.parts} aria-label={`What ${name} says`}>
            {parts.map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity beside their place
              <div key={index}>
                <dt>{part.name}</dt>
                <dd>
                  <PartValue part={part} />
                  {part.meaning && <span> {part.meaning}</span>}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {meaning && <p>{meaning}</p>}
      </td>
      <td>
        <CopyMenu name={name} value={value} />
      </td>
    </tr>
  );
}

function PartValue({ part }: { part: HeaderPart }) {
  if (part.isSecret) return <SecretText name={part.name.toLowerCase()} value={part.value} masked={MASK} />;
  return part.value === "" ? null : <code>{part.value}</code>;
}
