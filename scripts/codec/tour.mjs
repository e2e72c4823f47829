/**
 * The README's examples as modules: each exports a function that runs one and gives every `expression; // → value`
 * to `check(actual, expected)`.
 * @param {string} readme
 */
export function tourModules(readme) {
  return [...readme.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code = ""]) => {
    const imports = [...code.matchAll(/^import .*;$/gm)].map(([line]) => line);
    const body = code
      .replaceAll(/^import .*;$/gm, "")
      .replaceAll(/^(.*); \/\/ → (.*)$/gm, (_, expression, value) => `check(${expression}, ${JSON.stringify(value)});`);
    return `${imports.join("\n")}\nexport default function (check) {\n${body}}\n`;
  });
}
