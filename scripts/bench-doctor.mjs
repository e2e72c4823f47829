// `npx pnpm bench:doctor`: what the doctor costs at a keystroke in a 100 kB document and on a Sync answer of 1,000
// mails, in processor time, and how many times what reading the same document alone costs.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run-command.mjs";

const ROUNDS = 15;

requireDependencies();
const { checkMime, checkXml, complete, decodeWbxml, diagnose, encodeWbxml, format, hover, parseXml } = await bundle();

const request = syncRequest(100_000);
const answer = encodeWbxml(parseXml(syncAnswer(1000)).document).bytes;
const asked = encodeWbxml(parseXml(syncRequest(1000)).document).bytes;
const options = { command: "Sync", version: "14.1", side: "request" };
const middle = request.indexOf("<ApplicationData>", request.length / 2) + "<ApplicationData>".length;
const message = `From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${"A line of text.\r\n".repeat(6000)}`;
const roundTrip = {
  request: {
    method: "POST",
    url: "https://mail.contoso.example/Microsoft-Server-ActiveSync?Cmd=Sync&User=megan&DeviceId=EASEL1&DeviceType=EASel",
    headers: [
      ["MS-ASProtocolVersion", "14.1"],
      ["Content-Type", "application/vnd.ms-sync.wbxml"],
    ],
    body: asked,
  },
  reply: { status: 200, headers: [["Content-Type", "application/vnd.ms-sync.wbxml"]], body: answer },
};

console.log(`Doctor bench, Node ${process.version}, medians of ${ROUNDS} rounds, ms of processor time`);
console.log(`document ${request.length} characters; answer ${answer.length} bytes, 1,000 mails`);
const parse = median(() => parseXml(request));
row("parse, 100 kB", parse);
const { document } = parseXml(request);
row(
  "check-xml, parsed already",
  median(() => checkXml(document, options)),
  parse,
);
row(
  "parse and check-xml",
  median(() => checkXml(parseXml(request).document, options)),
  parse,
);
row(
  "complete in the middle",
  median(() => complete(request, middle, options)),
  parse,
);
row(
  "hover in the middle",
  median(() => hover(request, middle - 3, options)),
  parse,
);
row(
  "format",
  median(() => format(request)),
  parse,
);
row(
  "check-mime, 100 kB",
  median(() => checkMime(message)),
);
const decode = median(() => decodeWbxml(answer));
row("decode, 1,000 mails", decode);
row(
  "diagnose, 1,000 mails",
  median(() => diagnose(roundTrip)),
  decode,
);

/** @param {() => unknown} run @returns {number} milliseconds */
function median(run) {
  for (let warm = 0; warm < 5; warm++) run();
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }).sort((left, right) => left - right);
  return times[ROUNDS >> 1] ?? Number.NaN;
}

/** @param {string} name @param {number} time @param {number} [base] */
function row(name, time, base) {
  const ratio = base === undefined ? "" : `${(time / base).toFixed(2)} ×`;
  console.log(`  ${name.padEnd(28)} ${time.toFixed(1).padStart(7)} ${ratio.padStart(8)}`);
}

/** A Sync that adds events until it has so many characters. @param {number} length */
function syncRequest(length) {
  const items = [];
  for (let size = 0, id = 1; size < length; id++) {
    const item = `<Add><ClientId>c${id}</ClientId><ApplicationData><c:StartTime>20261201T090000Z</c:StartTime><c:EndTime>20261201T100000Z</c:EndTime><c:Subject>Meeting ${id}</c:Subject><c:BusyStatus>2</c:BusyStatus><c:Sensitivity>0</c:Sensitivity><c:AllDayEvent>0</c:AllDayEvent><c:Categories><c:Category>Work</c:Category></c:Categories></ApplicationData></Add>\n`;
    items.push(item);
    size += item.length;
  }
  return `<Sync xmlns="AirSync" xmlns:c="Calendar"><Collections><Collection><SyncKey>1</SyncKey><CollectionId>1</CollectionId><Commands>${items.join("")}</Commands></Collection></Collections></Sync>`;
}

/** @param {number} count */
function syncAnswer(count) {
  const mail = (/** @type {number} */ id) =>
    `<Add><ServerId>5:${id}</ServerId><ApplicationData><e:To>"Megan" &lt;megan@contoso.example&gt;</e:To><e:From>"Alex" &lt;alex@contoso.example&gt;</e:From><e:Subject>Message ${id}</e:Subject><e:DateReceived>2026-11-23T08:00:00.000Z</e:DateReceived><e:DisplayTo>Megan</e:DisplayTo><e:Importance>1</e:Importance><e:Read>0</e:Read><b:Body><b:Type>1</b:Type><b:EstimatedDataSize>200</b:EstimatedDataSize><b:Truncated>0</b:Truncated><b:Data>${"Words of a message. ".repeat(10)}</b:Data></b:Body><e:MessageClass>IPM.Note</e:MessageClass><e:InternetCPID>65001</e:InternetCPID><e:Flag/><e:ContentClass>urn:content-classes:message</e:ContentClass><b:NativeBodyType>1</b:NativeBodyType></ApplicationData></Add>`;
  const mails = Array.from({ length: count }, (_, index) => mail(index + 1)).join("");
  return `<Sync xmlns="AirSync" xmlns:e="Email" xmlns:b="AirSyncBase"><Collections><Collection><SyncKey>2</SyncKey><CollectionId>5</CollectionId><Status>1</Status><Commands>${mails}</Commands></Collection></Collections></Sync>`;
}

/** Node 20 does not read TypeScript. @returns {Promise<any>} */
async function bundle() {
  const file = join(ROOT, ".cache", "bench", "doctor.mjs");
  const built = await rolldown({
    input: join(ROOT, "packages", "doctor", "bench", "entry.mjs"),
    platform: "node",
    resolve: { conditionNames: ["development", "import", "default"] },
    logLevel: "silent",
  });
  await built.write({ file, codeSplitting: false });
  await built.close();
  return import(pathToFileURL(file).href);
}
