import { parseAst } from "rolldown/parseAst";

/** Name of the global array of counters, one byte a place, that instrumented code counts in. */
export const COUNTERS = "__easelCoverage";

/** Places a program may have. */
export const MAX_PLACES = 1 << 16;

/**
 * A bundler plugin that counts how often each branch of the sources under a folder is taken: bodies of functions,
 * arms of `if`, `?:`, `&&`, `||`, `??` and `switch`, loops and `catch`. Tests beside the sources are not bundled.
 * @param {string} folder
 */
export function instrument(folder) {
  let places = 0;
  return {
    name: "easel-coverage",
    /** Places found so far; all of them once the bundle is written. */
    get places() {
      return places;
    },
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!id.startsWith(folder)) return null;
      const { text, used } = countBranches(code, places);
      places += used;
      if (places > MAX_PLACES) throw new Error(`There are more than ${MAX_PLACES} branches to count.`);
      return { code: `const __c = (globalThis.${COUNTERS} ??= new Uint8Array(${MAX_PLACES}));${text}` };
    },
  };
}

/**
 * TypeScript with a counter in every branch.
 * @param {string} code
 * @param {number} first the number of the first counter
 */
export function countBranches(code, first) {
  /** @type {{ at: number, text: string, order: number }[]} */
  const inserts = [];
  let next = first;
  const insert = (/** @type {number} */ at, /** @type {string} */ text) => {
    inserts.push({ at, text, order: inserts.length });
  };
  const statement = (/** @type {any} */ node) => {
    if (node.type === "BlockStatement" || node.type === "FunctionBody") insert(node.start + 1, `__c[${next++}]++;`);
    else {
      insert(node.start, `{__c[${next++}]++;`);
      insert(node.end, "}");
    }
  };
  const expression = (/** @type {any} */ node) => {
    insert(node.start, `(__c[${next++}]++,`);
    insert(node.end, ")");
  };
  visit(parseAst(code, { lang: "ts" }), (node) => {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        if (!node.body) break;
        if (node.expression) expression(node.body);
        else statement(node.body);
        break;
      case "IfStatement":
        statement(node.consequent);
        // An `else if` is counted by its own arms.
        if (node.alternate && node.alternate.type !== "IfStatement") statement(node.alternate);
        break;
      case "ConditionalExpression":
        expression(node.consequent);
        expression(node.alternate);
        break;
      case "LogicalExpression":
        expression(node.right);
        break;
      case "SwitchCase":
        if (node.consequent.length > 0) insert(node.consequent[0].start, `__c[${next++}]++;`);
        break;
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
      case "ForOfStatement":
      case "ForInStatement":
      case "CatchClause":
        statement(node.body);
        break;
    }
  });
  return { text: spliced(code, inserts), used: next - first };
}

/**
 * Calls for every node of a syntax tree, parents first.
 * @param {any} node
 * @param {(node: any) => void} call
 */
function visit(node, call) {
  if (Array.isArray(node)) for (const one of node) visit(one, call);
  else if (node && typeof node === "object") {
    if (typeof node.type === "string") call(node);
    for (const key in node) if (key !== "type") visit(node[key], call);
  }
}

/**
 * Where two inserts meet, what closes comes first, inner ones before outer ones, and then what opens, outer first.
 * @param {string} code
 * @param {{ at: number, text: string, order: number }[]} inserts
 */
function spliced(code, inserts) {
  const closes = (/** @type {string} */ text) => text === ")" || text === "}";
  inserts.sort((left, right) => {
    if (left.at !== right.at) return left.at - right.at;
    if (closes(left.text) !== closes(right.text)) return closes(left.text) ? -1 : 1;
    return closes(left.text) ? right.order - left.order : left.order - right.order;
  });
  let text = "";
  let from = 0;
  for (const { at, text: inserted } of inserts) {
    text += code.slice(from, at) + inserted;
    from = at;
  }
  return text + code.slice(from);
}
