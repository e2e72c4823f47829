import { describe, expect, it } from "vitest";
import { hoverMarkdown } from "./hover-markdown.ts";

const hover = { title: "Sync", meaning: "Asks", facts: [{ label: "Is", text: "W" }] };

describe("hoverMarkdown", () => {
  it("gives title, meaning, facts and section a paragraph each", () => {
    const spec = { document: "MSX", section: "7" };
    expect(hoverMarkdown({ ...hover, spec })).toBe("**Sync**\n\nAsks\n\n- **Is** W\n\n*MSX 7*");
  });

  it("lets no value become markup", () => {
    const text = "[x](http://x) ![i](y) <b> `c` **d**\n# h";
    const shown = hoverMarkdown({ ...hover, facts: [{ label: "Is", text }] });
    expect(shown.split("\n")).toHaveLength(5);
    expect(shown.replaceAll("**", "").replace("- ", "")).not.toMatch(/[[\]()<>`*]/);
    expect(shown).not.toContain("http:");
  });
});
