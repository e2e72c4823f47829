import type { Span } from "@easel/codec/document";
import { type PieceText, textDifference } from "@easel/codec/pieces";
import { useCallback, useMemo, useRef } from "react";
import { readQuery } from "../model/query.ts";
import type { TextFix, TextHelp } from "../model/text-help.ts";
import { typoFix } from "../model/typo-fix.ts";
import { xmlHelp } from "../model/xml-help.ts";
import { type XmlProblem, xmlProblems } from "../model/xml-problems.ts";
import { fixDraft } from "./fix-draft.ts";
import { knownValues } from "./known.ts";
import { useAtRest } from "./use-at-rest.ts";
import { draftStore } from "./use-draft.ts";
import { useEndpoint } from "./use-endpoint.ts";
import type { LiveWire } from "./use-wire.ts";

interface Found {
  /** The text the problems were found in. */
  text: PieceText | undefined;
  problems: readonly XmlProblem[];
}

const nothing: Found = { text: undefined, problems: [] };

/** Lists, tooltips, marked places and their fixes for the request's XML. */
export function useXmlHelp(live: LiveWire, xml: PieceText): { help: TextHelp; placed: readonly XmlProblem[] } {
  const endpoint = useEndpoint();
  const find = useCallback(
    ({ wire, findings }: LiveWire): Found => {
      const problems = xmlProblems(xml.toString(), wire, findings, requestOptions());
      return problems.length > 0 ? { text: xml, problems } : nothing;
    },
    [xml],
  );
  const found = useAtRest(live, find, nothing);
  const latest = useRef(found);
  latest.current = found;
  const now = useRef({ live, xml });
  now.current = { live, xml };
  const help = useMemo<TextHelp>(
    () => ({
      ...xmlHelp(() => ({ ...requestOptions(), known: knownValues(now.current.live.wire.url) })),
      fixes: (text, span) => {
        const touched = (problem: { span?: Span }) =>
          problem.span !== undefined && problem.span.start <= span.end && problem.span.end >= span.start;
        const { behind, wire } = now.current.live;
        const parsed = behind || textDifference(now.current.xml, text) ? [] : wire.problems.filter(touched);
        const typos = parsed.flatMap((problem): TextFix[] => {
          const fix = typoFix(text.toString(), problem);
          return fix ? [{ title: fix.title, change: fix.edits }] : [];
        });
        const { text: read, problems } = latest.current;
        const placed = read && !textDifference(read, text) ? problems.filter(touched) : [];
        return [...typos, ...placed.flatMap((problem) => fixesOf(problem, endpoint))];
      },
    }),
    [endpoint],
  );
  return { help, placed: found.problems };
}

function requestOptions() {
  const { draft } = draftStore.getState();
  const { protocolVersion } = draft;
  return {
    command: readQuery(draft).command.command ?? "",
    ...(protocolVersion && { version: protocolVersion }),
    side: "request",
  } as const;
}

function fixesOf({ fixes, fix }: XmlProblem, endpoint: string): TextFix[] {
  const inText = fixes().map(({ title, edits }): TextFix => ({ title, change: edits }));
  return fix ? [...inText, { title: fix.title, change: () => fixDraft(fix.edits, endpoint) }] : inText;
}
