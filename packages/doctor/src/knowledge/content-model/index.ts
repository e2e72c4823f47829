export { type ChildRule, type ContainerRule, containerRule, type ModelSide, placesOf, rootRule } from "./container.ts";
export { type ElementFacts, elementFacts, elementNames } from "./element.ts";
export type { ContentRow, ElementRow, NamespaceTable } from "./table.ts";
export { namespaceTables } from "./tables.ts";
export type { ValueKind, ValueRule } from "./value.ts";
export { covers, type VersionRange } from "./versions.ts";
