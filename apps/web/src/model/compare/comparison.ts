import type { MimeMessage } from "@easel/codec/mime";
import { type ByteDifference, compareBytes } from "./bytes.ts";
import { compareLists, type ListRow } from "./lists.ts";
import type { ComparedMessage } from "./message.ts";
import type { ComparedSide } from "./side.ts";
import { compareTrees, type TreeDifference } from "./trees.ts";

/** Two messages of the same direction beside each other. */
export interface MessageComparison {
  bodyNames: [a: string, b: string];
  headers: ListRow[];
  /** Headers of the mail, where both bodies are one. */
  mail: ListRow[];
  elements: TreeDifference[];
  /** More than `elements` holds when there are very many. */
  elementCount: number;
  bytes: ByteDifference;
}

/** Two requests, and their answers where both have one. */
export interface Comparison {
  outcomes: [a: ComparedSide["outcome"], b: ComparedSide["outcome"]];
  /** Method, server and the fields of the query. */
  line: ListRow[];
  request: MessageComparison;
  answer?: MessageComparison & { statuses: [a: string, b: string] };
}

export function compareSides(a: ComparedSide, b: ComparedSide): Comparison {
  const [answerA, answerB] = [a.answer, b.answer];
  return {
    outcomes: [a.outcome, b.outcome],
    line: compareLists(lineOf(a), lineOf(b)),
    request: compareMessages(a.request, b.request),
    ...(answerA &&
      answerB && {
        answer: {
          ...compareMessages(answerA, answerB),
          statuses: [`${answerA.status} ${answerA.reason}`.trim(), `${answerB.status} ${answerB.reason}`.trim()],
        },
      }),
  };
}

const lineOf = ({ method, endpoint, fields }: ComparedSide): [string, string][] => [
  ["Method", method],
  ["Server", endpoint],
  ...fields,
];

function compareMessages(a: ComparedMessage, b: ComparedMessage): MessageComparison {
  const { differences, total } = compareTrees(a.document?.root, b.document?.root);
  return {
    bodyNames: [a.bodyName, b.bodyName],
    headers: compareLists(a.headers, b.headers),
    mail: a.mime && b.mime ? compareLists(mailHeaders(a.mime), mailHeaders(b.mime)) : [],
    elements: differences,
    elementCount: total,
    bytes: compareBytes(a.body, b.body),
  };
}

const mailHeaders = ({ headers }: MimeMessage): [string, string][] => headers.map(({ name, value }) => [name, value]);
