import { ALL_VERSIONS, type Server, versionRange } from "./server.ts";

/** Servers without public source code: what their makers' manuals and the reports of others say. */
export const products: readonly Server[] = [
  {
    // It wears the headers of Exchange for practice; nothing that Exchange does may be told of it.
    id: "easel-sandbox",
    name: "EASel's own sandbox",
    marks: [{ header: "Server", pattern: /^EASel-sandbox\b/ }],
    deviations: [],
    source: { document: "source code of EASel", section: "packages/sandbox" },
  },
  {
    id: "kerio-connect",
    name: "Kerio Connect",
    marks: [{ header: "Server", pattern: /^Kerio (?:Connect|MailServer)(?: (\d[\w. ]{0,20}))?/ }],
    deviations: [
      {
        text: "It may want to be provisioned and not say so: instead of HTTP 449 or Status 142 it answers HTTP 400.",
        statuses: [400],
        source: { document: "TbSync issue 65", section: "https://github.com/jobisoft/TbSync/issues/65" },
      },
    ],
    source: { document: "OpenVAS", section: "Kerio Connect detection" },
  },
  {
    id: "zimbra",
    name: "Zimbra",
    marks: [
      { header: "Server", pattern: /^Zimbra\b/ },
      { header: "WWW-Authenticate", pattern: /realm="Zimbra"/i },
    ],
    versions: versionRange("2.5", "16.1"),
    deviations: [
      {
        text: "From ZCS 9.0 on it speaks up to 16.1, and an administrator may shorten the list (zimbraActiveSyncVersions).",
        versions: { from: "16.0" },
        source: {
          document: "Zimbra pull request 1005",
          section: "https://github.com/Zimbra/zm-mailbox/pull/1005",
        },
      },
      {
        text: "By zimbraMobileForceSamsungProtocol25 it holds Samsung's mail app to 2.5; since 10.1 that is on by default.",
        commands: ["OPTIONS"],
        told: "success",
        source: {
          document: "Zimbra pull request 1583",
          section: "https://github.com/Zimbra/zm-mailbox/pull/1583",
        },
      },
    ],
    source: { document: "source code of Zimbra", section: "zimbra-attrs.xml, zimbraActiveSyncVersions" },
  },
  {
    id: "mdaemon",
    name: "MDaemon",
    marks: [{ header: "Server", pattern: /\bWDaemon\/(\S{1,20})|\bMDaemon\/WorldClient v(\S{1,20})/ }],
    versions: ALL_VERSIONS.filter((version) => version !== "16.0"),
    deviations: [
      {
        text: "An administrator may hold clients to some versions by User-Agent or DeviceType: then they are offered these alone, and with enforcement any other is refused.",
        commands: ["OPTIONS"],
        told: "success",
        source: { document: "MDaemon manual", section: "ActiveSync, Protocol Restrictions" },
      },
    ],
    source: { document: "MDaemon manual", section: "ActiveSync, Protocol Restrictions" },
  },
  {
    id: "icewarp",
    name: "IceWarp",
    marks: [{ header: "Server", pattern: /^IceWarp(?: WebSrv)?(?:\/(\d[\d.]{0,20}))?/ }],
    deviations: [],
    source: { document: "OpenVAS", section: "IceWarp detection" },
  },
  {
    id: "axigen",
    name: "Axigen",
    marks: [{ header: "Server", pattern: /^Axigen\b/i }],
    deviations: [],
    source: { document: "OpenVAS", section: "Axigen detection" },
  },
  {
    id: "traveler",
    name: "HCL Traveler (Domino)",
    marks: [{ header: "Server", pattern: /^Lotus[- ]Domino(?:\/(?:Release-)?(\d[\w.]{0,20}))?/i }],
    versions: ALL_VERSIONS,
    deviations: [
      {
        text: "Up to 10.0.1 it speaks 2.5 to 14.1; 16.0 and 16.1 came later.",
        versions: { from: "16.0" },
        source: { document: "HCL Traveler manual", section: "Sync protocol support" },
      },
    ],
    source: { document: "HCL Traveler manual", section: "Sync protocol support" },
  },
];
