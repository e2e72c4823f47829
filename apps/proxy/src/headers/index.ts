export { CONTENT_SECURITY_POLICY, PAGE_HEADERS, pageHeaders } from "./page-headers.ts";
export { buildUpstreamHeaders } from "./upstream-headers.ts";
