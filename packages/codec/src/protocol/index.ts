export type { CodePage, CodeTag, TagStatus } from "./code-page.ts";
export { codePages } from "./code-pages/index.ts";
export {
  type BodyKind,
  bodyKindAt,
  type Command,
  commandByCode,
  commandByName,
  commands,
  type QueryParameter,
} from "./commands.ts";
export { type ElementContent, element } from "./element.ts";
export {
  bareNamespace,
  pageByNamespace,
  pageByNumber,
  pageByPrefix,
  sameNamespace,
  tagByName,
  tagByToken,
  tagOnPage,
  tagsNamed,
} from "./lookup.ts";
export { nameOf, namespaceOf, pageOf, placeholderToken } from "./placeholder.ts";
export { type ResolvedTag, resolveTag } from "./resolve.ts";
export { compareVersions, isProtocolVersion, type ProtocolVersion, protocolVersions } from "./versions.ts";
