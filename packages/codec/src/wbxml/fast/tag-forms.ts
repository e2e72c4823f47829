import { codePages } from "../../protocol/index.ts";
import { type Constants, constantsOf } from "./text-output.ts";

/** Pages times tokens: where a tag stands in the tables below. */
const TAGS = 26 * 64;

/**
 * Every tag as it is written, `<Name></Name>`, once with its page's prefix and once without. Tags that bring a
 * problem with them (those of older tools) are left out: the tree road reports them.
 */
export interface TagForms {
  /** The forms behind one another. */
  texts: Constants;
  /** By page * 64 + token: offset of the form * 128 + length of its start tag; 0 where there is none. */
  plain: Int32Array;
  prefixed: Int32Array;
}

let forms: TagForms | undefined;

/** The forms, made when they are first asked for. */
export function tagForms(): TagForms {
  forms ??= makeForms();
  return forms;
}

function makeForms(): TagForms {
  const plain = new Int32Array(TAGS);
  const prefixed = new Int32Array(TAGS);
  const parts: string[] = [" "];
  let length = 1;
  const add = (name: string): number => {
    const form = `<${name}></${name}>`;
    const packed = length * 128 + name.length + 2;
    parts.push(form);
    length += form.length;
    return packed;
  };
  for (const { page, prefix, tags } of codePages) {
    for (const { token, name, status } of tags) {
      if (status === "legacy") continue;
      plain[page * 64 + token] = add(name);
      prefixed[page * 64 + token] = add(`${prefix}:${name}`);
    }
  }
  return { texts: constantsOf(parts.join("")), plain, prefixed };
}
