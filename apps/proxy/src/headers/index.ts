export { CONTENT_SECURITY_POLICY, pageHeaders } from "./page-headers.ts";
export { buildUpstreamHeaders } from "./upstream-headers.ts";
