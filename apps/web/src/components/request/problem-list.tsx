import type { Problem } from "@easel/codec/problem";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import styles from "./problem-list.module.css";

const SHOWN = 50;
const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** What a parser found, worst first; a press shows the place. */
export function ProblemList({
  label,
  problems,
  onPick,
}: {
  label: string;
  problems: readonly Problem[];
  onPick: (problem: Problem) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={label}>
      {problems.slice(0, SHOWN).map((problem) => {
        const Icon = icons[problem.severity];
        return (
          <li key={`${problem.code}-${problem.span?.start ?? ""}-${problem.message}`}>
            <button
              type="button"
              className={`${styles.item} ${styles[problem.severity]}`}
              onClick={() => onPick(problem)}
            >
              <Icon size={13} aria-hidden="true" />
              <span>
                <span className="visually-hidden">{problem.severity}: </span>
                {problem.message}
              </span>
            </button>
          </li>
        );
      })}
      {problems.length > SHOWN && <li className={styles.more}>and {problems.length - SHOWN} more</li>}
    </ul>
  );
}
