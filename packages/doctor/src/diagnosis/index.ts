export { type BodyKind, bodyKind } from "./body-kind.ts";
export { type BodyReading, readBodyPieces } from "./body-reading.ts";
export { diagnose } from "./diagnose.ts";
export type { Edit, Evidence, Finding, HeaderList, RoundTrip } from "./finding.ts";
export { type Repair, repairMessage, separateHeaders } from "./repair-message.ts";
export { type FoundStatus, findStatuses } from "./statuses-in.ts";
