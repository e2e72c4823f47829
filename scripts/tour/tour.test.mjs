import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../setup/run-command.mjs";
import { officePictures } from "./office-pictures.mjs";
import { pictures } from "./pictures.mjs";

describe("the tour", () => {
  it("shows every picture that is taken, and no other", () => {
    const tour = readFileSync(join(ROOT, "docs", "tour.md"), "utf8");
    const shown = [...tour.matchAll(/\]\(images\/([\w-]+)\.png\)/g)].map((match) => match[1]);
    const taken = [...pictures, ...officePictures].map(({ name }) => name);
    expect(shown.toSorted()).toEqual(taken.toSorted());
    for (const name of taken) expect(existsSync(join(ROOT, "docs", "images", `${name}.png`)), name).toBe(true);
  });
});
