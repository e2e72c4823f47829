/** What a header is about, for showing headers together that belong together. */
export type HeaderGroup = "protocol" | "diagnostics" | "throttling" | "routing" | "transport" | "cookies" | "other";

const members: Record<Exclude<HeaderGroup, "other">, string> = {
  protocol: `Authorization WWW-Authenticate Proxy-Authenticate Persistent-Auth MS-ASProtocolVersion
    MS-ASProtocolVersions MS-ASProtocolCommands MS-Server-ActiveSync X-MS-PolicyKey MS-ASAcceptMultiPart X-MS-RP
    X-MS-Location X-MS-Credential-Service-Url X-MS-Credentials-Expire Accept-Language User-Agent Allow Public Location
    X-Z-Push-Version X-Grommunio-Sync-Version`,
  diagnostics: `X-MS-Diagnostics X-MS-ASError X-CasErrorCode X-FailureContext X-BackEndHttpStatus
    X-Proxy-BackendServerStatus X-DiagInfo request-id client-request-id X-Request-Id MS-CV X-OWA-Version
    X-AspNet-Version X-Powered-By Server`,
  throttling: "X-MS-ASThrottle X-MS-BackOffDuration Retry-After",
  routing: `X-BEServer X-FEServer X-CalculatedBETarget X-CalculatedFETarget X-FEProxyInfo X-FEEFZInfo
    X-FirstHopCafeEFZ X-Proxy-RoutingCorrectness X-BEPartition X-NanoProxy X-RUM-Validated
    X-RUM-NotUpdateQueriedPath X-RUM-NotUpdateQueriedDbCopy Via X-Cache`,
  transport: `Host Content-Type Content-Length Content-Encoding Content-Language Content-Disposition
    Transfer-Encoding Connection Keep-Alive Date Cache-Control Pragma Expires Age Vary ETag Last-Modified Alt-Svc
    Accept Accept-Encoding Strict-Transport-Security X-Content-Type-Options X-Frame-Options Content-Security-Policy
    Report-To NEL X-UA-Compatible`,
  cookies: "Set-Cookie Cookie",
};

/** In the order in which a person looks at them. */
export const headerGroups: readonly { group: HeaderGroup; title: string }[] = [
  { group: "protocol", title: "Protocol" },
  { group: "diagnostics", title: "Diagnostics" },
  { group: "throttling", title: "Throttling" },
  { group: "routing", title: "Routing" },
  { group: "transport", title: "Transport" },
  { group: "cookies", title: "Cookies" },
  { group: "other", title: "Not known here" },
];

const groupOf = new Map(
  Object.entries(members).flatMap(([group, names]) =>
    names.split(/\s+/).map((name) => [name.toLowerCase(), group as HeaderGroup] as const),
  ),
);

/** The group of a header, by name in any case; `other` for one nobody here knows. */
export const headerGroup = (name: string): HeaderGroup => groupOf.get(name.trim().toLowerCase()) ?? "other";
