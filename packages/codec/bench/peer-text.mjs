/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The text in libwbxml's spelling: DOCTYPE, `xmlns` again at each change of page, opaque as base64. @param {import("./corpora.mjs").Element} root */
export function peerText(root) {
  /** @type {string[]} */
  const parts = [
    '<?xml version="1.0"?><!DOCTYPE ActiveSync PUBLIC "-//MICROSOFT//DTD ActiveSync//EN" "http://www.microsoft.com/">',
  ];
  /** @type {{ element: import("./corpora.mjs").Element, next: number, namespace: string, name: string }[]} */
  const open = [];
  const start = (/** @type {import("./corpora.mjs").Element} */ element) => {
    const outer = open.at(-1)?.namespace;
    const name = element.name === "Mime" ? "MIME" : element.name;
    const tag = outer === element.namespace ? name : `${name} xmlns="${element.namespace}:"`;
    if (element.selfClosed) parts.push(`<${tag}/>`);
    else {
      parts.push(`<${tag}>`);
      open.push({ element, next: 0, namespace: element.namespace, name });
    }
  };
  start(root);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const child = top.element.children[top.next++];
    if (!child) {
      parts.push(`</${top.name}>`);
      open.pop();
    } else if (child.kind === "element") start(child);
    else if (child.kind === "text") parts.push(child.text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign));
    else parts.push(Buffer.from(child.bytes).toString("base64"));
  }
  return parts.join("");
}
