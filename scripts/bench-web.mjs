// `npx pnpm bench:web`: what a person waits for in the built page, in Chromium. Arguments pick parts and rows: "answer",
// "start", "sizes", "paste", "file", or what a row of the keystrokes is called: `bench:web 35` the 35 MB ones.
import { ANSWER_PORT, benchAnswer } from "./bench-web/answer.mjs";
import { benchKeystrokes } from "./bench-web/keystrokes.mjs";
import { printSizes } from "./bench-web/sizes.mjs";
import { benchStart } from "./bench-web/start.mjs";
import { openBuiltPage } from "./setup/built-page.mjs";

const wanted = process.argv.slice(2);
const isWanted = (/** @type {string} */ name) => wanted.length === 0 || wanted.some((part) => name.includes(part));
const { browser, url, stop } = await openBuiltPage(["--allow", `127.0.0.1:${ANSWER_PORT}`]);
try {
  if (isWanted("sizes")) printSizes();
  if (isWanted("start")) await benchStart(browser, url);
  if (isWanted("answer")) await benchAnswer(browser, url);
  await benchKeystrokes(browser, url, isWanted);
} finally {
  await stop();
}
