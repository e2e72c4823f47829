export type { CommandUrl } from "./command.ts";
export { formatCommandUrl, parseCommandUrl } from "./command-url.ts";
export { formatBase64Query } from "./format-base64-query.ts";
export { formatMultipart, MAX_MULTIPART_PARTS, type MultipartPart, parseMultipart } from "./multipart.ts";
export { percentDecode, percentEncode } from "./percent.ts";
export { plainParameterNames, queryForm } from "./query-form.ts";
export { setQueryField } from "./set-query-field.ts";
export { MAX_DEVICE_ID_LENGTH } from "./url-problems.ts";
