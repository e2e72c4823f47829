import {
  decodeHeaderValue,
  type HeaderGroup,
  type HeaderPart,
  headerGroup,
  headerGroups,
  headerMeaning,
  serverToldBy,
} from "@easel/doctor/knowledge";
import { maskCookie } from "./cookies.ts";
import type { HeaderList } from "./header-list.ts";

export interface ReadHeader {
  /** Its place among the headers as they came, from 0. */
  index: number;
  name: string;
  value: string;
  /** The value less what gives access; absent when nothing in it does. */
  masked?: string;
  meaning: string;
  parts: HeaderPart[];
}

export interface ReadHeaderGroup {
  group: HeaderGroup;
  title: string;
  headers: ReadHeader[];
}

/** Headers by what they are about, with what is known of each; in a group as they came, and no group empty. */
export function readHeaders(headers: HeaderList): ReadHeaderGroup[] {
  const read = headers.map(([name, value], index) => readHeader(headers, name, value, index));
  return headerGroups
    .map(({ group, title }) => ({ group, title, headers: read.filter(({ name }) => headerGroup(name) === group) }))
    .filter((each) => each.headers.length > 0);
}

function readHeader(headers: HeaderList, name: string, value: string, index: number): ReadHeader {
  const server = serverToldBy(name, headers);
  const meaning = [headerMeaning(name)?.meaning, server && `Here it tells the server: ${server}.`];
  return {
    index,
    name,
    value,
    ...(name.toLowerCase() === "set-cookie" && { masked: maskCookie(value) }),
    meaning: meaning.filter(Boolean).join(" "),
    parts: decodeHeaderValue(name, value),
  };
}
