// The documents measured, made from a seed.

/** @typedef {{ page: number, namespace: string, name: string, children: Node[], selfClosed: boolean, kind: "element" }} Element */
/** @typedef {Element | { kind: "text", text: string } | { kind: "opaque", bytes: Uint8Array }} Node */
/** @typedef {(namespace: string, name: string, ...content: (Node | string | Uint8Array)[]) => Element} Build */
/** @typedef {{ name: string, root: Element, hasOpaque: boolean }} Corpus */

const MIB = 1 << 20;
const WORDS = (
  "the of and to in meeting project report please find attached quarterly budget team update review schedule " +
  "customer invoice regarding discussion tomorrow morning available confirm request details thank you best regards"
).split(" ");
const CJK = [
  ..."会议项目报告请查收附件季度预算团队更新审核日程客户发票讨论明天上午确认请求详细信息谢谢您此致敬礼，。😀📅",
];

/**
 * The corpora in the order of the table, each the same whatever others are made; `build` is the codec's `element`.
 * @param {Build} build @returns {[name: string, make: () => Element][]}
 */
export function corpusList(build) {
  /** @type {[name: string, make: () => Element][]} */
  const makers = [
    ["tiny_foldersync", () => build("FolderHierarchy", "FolderSync", build("FolderHierarchy", "SyncKey", "0"))],
    ["tiny_ping", () => pingRequest(build)],
    ["tiny_sync", () => syncRequest(build)],
    ["mail_100", () => syncMail(build, 100, true)],
    ["mail_1k", () => syncMail(build, 1000, true)],
    ["mail_10k", () => syncMail(build, 10_000, true)],
    ["mailtext_1k", () => syncMail(build, 1000, false)],
    ["cjk_1k", () => syncMail(build, 1000, true, CJK, "")],
    ["pages_2k", () => contacts(build, 2000)],
    ["send_1m", () => sendMail(build, MIB)],
    ["send_10m", () => sendMail(build, 10 * MIB)],
    ["send_35m", () => sendMail(build, 35 * MIB)],
    ["mails_1m", () => syncMail(build, 540, false)],
    ["mails_10m", () => syncMail(build, 5400, false)],
    ["mails_35m", () => syncMail(build, 18_900, false)],
    ["deep_5k", () => deep(build, 5000)],
    ["wide_20k", () => wide(build, 20_000)],
  ];
  return makers.map(([name, make]) => [
    name,
    () => {
      seed = 1;
      return make();
    },
  ]);
}

let seed = 1;

/** A whole number below `limit`, the same in every run. @param {number} limit */
function random(limit) {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return (seed >>> 8) % limit;
}

/** @param {number} count @param {readonly string[]} pool @param {string} gap */
function words(count, pool = WORDS, gap = " ") {
  let text = "";
  for (let index = 0; index < count; index++) {
    if (index > 0) text += gap;
    text += pool[random(pool.length)];
    const turn = random(60);
    if (turn < 3) text += ".";
    else if (turn === 3) text += " & co";
  }
  return text;
}

/** @param {number} length */
const randomBytes = (length) => Uint8Array.from({ length }, () => random(256));

/** @param {Build} build @param {number} count @param {boolean} withOpaque @param {readonly string[]} [pool] @param {string} [gap] */
function syncMail(build, count, withOpaque, pool, gap) {
  const says = (/** @type {number} */ length) => words(length, pool, gap);
  const mails = Array.from({ length: count }, (_, index) => {
    const fields = [
      build("Email", "To", `"User ${index % 97}" <user${index % 97}@contoso.example>`),
      build("Email", "From", `"${says(2)}" <sender${index % 311}@example.org>`),
      build("Email", "Subject", says(7)),
      build(
        "Email",
        "DateReceived",
        `2026-0${1 + (index % 9)}-1${index % 10}T1${index % 10}:20:33.${100 + (index % 900)}Z`,
      ),
      build("Email", "DisplayTo", `User ${index % 97}`),
      build("Email", "ThreadTopic", says(7)),
      build("Email", "Importance", "1"),
      build("Email", "Read", String(index % 2)),
      build(
        "AirSyncBase",
        "Body",
        build("AirSyncBase", "Type", "1"),
        build("AirSyncBase", "EstimatedDataSize", "1400"),
        build("AirSyncBase", "Truncated", "1"),
        build("AirSyncBase", "Data", says(pool ? 400 : 200)),
      ),
      build("Email", "MessageClass", "IPM.Note"),
      build("Email", "InternetCPID", "65001"),
      build("Email", "Flag"),
      build("Email", "ContentClass", "urn:content-classes:message"),
      build("AirSyncBase", "NativeBodyType", "2"),
    ];
    if (withOpaque) {
      fields.push(
        build("Email2", "ConversationId", randomBytes(16)),
        build("Email2", "ConversationIndex", randomBytes(5)),
      );
    }
    fields.push(build("AirSyncBase", "Preview", says(12)));
    return build(
      "AirSync",
      "Add",
      build("AirSync", "ServerId", `5:${index + 1}`),
      build("AirSync", "ApplicationData", ...fields),
    );
  });
  return collection(build, "5", mails);
}

/** Neighbours that never share a code page. @param {Build} build @param {number} count */
function contacts(build, count) {
  const items = Array.from({ length: count }, (_, index) =>
    build(
      "AirSync",
      "Add",
      build("AirSync", "ServerId", `9:${index}`),
      build(
        "AirSync",
        "ApplicationData",
        build("Contacts", "FirstName", words(1)),
        build("Contacts2", "NickName", words(1)),
        build("Contacts", "LastName", "Smith"),
        build("Contacts2", "IMAddress", `im${index}@example.org`),
        build("Contacts", "Email1Address", `c${index}@example.org`),
        build("Calendar", "Subject", words(3)),
        build("AirSyncBase", "NativeBodyType", "1"),
        build("Calendar", "StartTime", "20260101T080000Z"),
        build(
          "AirSyncBase",
          "Body",
          build("AirSyncBase", "Type", "1"),
          build("AirSync", "Status", "1"),
          build("AirSyncBase", "Data", words(4)),
        ),
        build("Email2", "Sender", "me"),
        build("Contacts", "JobTitle", "Engineer"),
      ),
    ),
  );
  return collection(build, "9", items);
}

/** @param {Build} build @param {string} id @param {Element[]} items */
function collection(build, id, items) {
  return build(
    "AirSync",
    "Sync",
    build(
      "AirSync",
      "Collections",
      build(
        "AirSync",
        "Collection",
        build("AirSync", "SyncKey", "1684215320"),
        build("AirSync", "CollectionId", id),
        build("AirSync", "Status", "1"),
        build("AirSync", "Commands", ...items),
      ),
    ),
  );
}

/** A message with one attachment in base64 lines. @param {Build} build @param {number} size */
function sendMail(build, size) {
  const head =
    "From: alice@example.com\r\nTo: bob@example.com\r\nSubject: large attachment\r\nMIME-Version: 1.0\r\n" +
    'Content-Type: application/octet-stream; name="a.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const lines = Array.from(
    { length: 64 },
    () => `${Array.from({ length: 76 }, () => alphabet[random(64)]).join("")}\r\n`,
  ).join("");
  const mime = new Uint8Array(size);
  mime.set(new TextEncoder().encode(head));
  const filler = new TextEncoder().encode(lines);
  for (let at = head.length; at < size; at += filler.length) mime.set(filler.subarray(0, size - at), at);
  return build(
    "ComposeMail",
    "SendMail",
    build("ComposeMail", "ClientId", "SendMail-1234567890"),
    build("ComposeMail", "SaveInSentItems"),
    build("ComposeMail", "Mime", mime),
  );
}

/** @param {Build} build @param {number} levels */
function deep(build, levels) {
  let inner = build("AirSync", "Status", "1");
  for (let level = 0; level < levels; level++) inner = build("AirSync", level % 2 ? "Add" : "ApplicationData", inner);
  return inner;
}

/** @param {Build} build @param {number} count */
const wide = (build, count) =>
  build(
    "AirSync",
    "Sync",
    ...Array.from({ length: count }, (_, index) => build("AirSync", "Status", index % 2 ? "1" : "2")),
  );

/** @param {Build} build */
function pingRequest(build) {
  const folders = [
    ["5", "Email"],
    ["9", "Calendar"],
    ["12", "Contacts"],
  ].map(([id = "", kind = ""]) => build("Ping", "Folder", build("Ping", "Id", id), build("Ping", "Class", kind)));
  return build("Ping", "Ping", build("Ping", "HeartbeatInterval", "480"), build("Ping", "Folders", ...folders));
}

/** @param {Build} build */
function syncRequest(build) {
  const preference = build(
    "AirSyncBase",
    "BodyPreference",
    build("AirSyncBase", "Type", "2"),
    build("AirSyncBase", "TruncationSize", "200000"),
  );
  const options = build(
    "AirSync",
    "Options",
    build("AirSync", "FilterType", "3"),
    build("AirSync", "MIMESupport", "0"),
    preference,
  );
  return build(
    "AirSync",
    "Sync",
    build(
      "AirSync",
      "Collections",
      build(
        "AirSync",
        "Collection",
        build("AirSync", "SyncKey", "1684215320"),
        build("AirSync", "CollectionId", "5"),
        build("AirSync", "DeletesAsMoves"),
        build("AirSync", "GetChanges"),
        build("AirSync", "WindowSize", "100"),
        options,
      ),
    ),
  );
}
