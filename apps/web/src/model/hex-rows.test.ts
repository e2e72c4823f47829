import { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { describe, expect, it } from "vitest";
import { labelAt, labelIndexRange, rowAt, rowCount } from "./hex-rows.ts";

const label = (start: number, end: number): ByteLabel => ({
  span: { start, end },
  kind: "tag",
  level: 0,
  page: 0,
  text: "",
});
const labels = [label(0, 4), label(4, 5), label(7, 20)];

describe("hex rows", () => {
  it("cuts bytes into rows, the last one short", () => {
    const bytes = PieceBytes.of(Uint8Array.from({ length: 17 }, (_, at) => at));
    expect([rowCount(0), rowCount(16), rowCount(17), rowCount(17, 8)]).toEqual([0, 1, 2, 3]);
    expect(rowAt(bytes, 1)).toEqual({ offset: 16, bytes: Uint8Array.of(16) });
    expect(rowAt(bytes, 9).bytes).toHaveLength(0);
  });

  it("finds the label of a byte, and none in a gap", () => {
    expect(labelAt(labels, 3)).toBe(labels[0]);
    expect(labelAt(labels, 4)).toBe(labels[1]);
    expect(labelAt(labels, 5)).toBeUndefined();
    expect(labelAt(labels, 19)).toBe(labels[2]);
    expect(labelAt(labels, 20)).toBeUndefined();
  });

  it("finds the labels a range of bytes touches", () => {
    expect(labelIndexRange(labels, 3, 8)).toEqual({ from: 0, to: 3 });
    expect(labelIndexRange(labels, 5, 7)).toEqual({ from: 2, to: 2 });
    expect(labelIndexRange(labels, 30, 40)).toEqual({ from: 3, to: 3 });
  });
});
