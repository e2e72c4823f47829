/** Common status codes the sandbox uses (MS-ASCMD 2.2.2), by Microsoft's names. */
export const CommonStatus = {
  InvalidContent: 101,
  InvalidWBXML: 102,
  InvalidXML: 103,
  InvalidMIME: 107,
  DeviceIdMissingOrInvalid: 108,
  DeviceTypeMissingOrInvalid: 109,
  MessageRecipientUnresolved: 116,
  MessagePreviouslySent: 118,
  MessageHasNoRecipient: 119,
  CommandNotSupported: 137,
  VersionNotSupported: 138,
  DeviceNotFullyProvisionable: 139,
  DeviceNotProvisioned: 142,
  InvalidPolicyKey: 144,
  ExternallyManagedDevicesNotAllowed: 145,
  ItemNotFound: 150,
  MoveCommandDisallowedForNonPersistentMoveAction: 155,
  MoveCommandInvalidDestinationFolder: 156,
  DeviceInformationRequired: 165,
  InvalidAccountId: 166,
  IRM_FeatureDisabled: 168,
  NoPicture: 173,
} as const;

export type CommonStatusCode = (typeof CommonStatus)[keyof typeof CommonStatus];

/**
 * The HTTP status that stands for a common code up to 12.1 (MS-ASCMD 2.2.2 names 101, 103, 137, 138 and 142-144).
 * The mail codes have none there: Exchange answers SendMail it cannot use with 500, so all others do.
 */
export function httpStatusFor(code: CommonStatusCode): number {
  switch (code) {
    case CommonStatus.InvalidContent:
    case CommonStatus.InvalidWBXML:
    case CommonStatus.InvalidXML:
    case CommonStatus.DeviceIdMissingOrInvalid:
    case CommonStatus.DeviceTypeMissingOrInvalid:
    case CommonStatus.VersionNotSupported:
      return 400;
    case CommonStatus.DeviceNotProvisioned:
    case CommonStatus.InvalidPolicyKey:
      return 449;
    case CommonStatus.CommandNotSupported:
      return 501;
    default:
      return 500;
  }
}

/** MS-ASCMD 2.2.3.177.17 */
export const SyncStatus = {
  Success: "1",
  InvalidSyncKey: "3",
  ProtocolError: "4",
  ConversionError: "6",
  Conflict: "7",
  ObjectNotFound: "8",
  FolderHierarchyChanged: "12",
  IncompleteRequest: "13",
  InvalidWait: "14",
  TooManyCollections: "15",
  Retry: "16",
} as const;

/** MS-ASCMD 2.2.3.177.3 to 2.2.3.177.6: FolderSync, FolderCreate, FolderUpdate and FolderDelete. */
export const FolderStatus = {
  Success: "1",
  AlreadyExists: "2",
  SpecialFolder: "3",
  NotFound: "4",
  ParentNotFound: "5",
  ServerError: "6",
  InvalidSyncKey: "9",
  BadRequest: "10",
} as const;

/** MS-ASCMD 2.2.3.177.11 */
export const PingStatus = {
  NoChanges: "1",
  Changes: "2",
  MissingParameters: "3",
  SyntaxError: "4",
  HeartbeatOutOfRange: "5",
  TooManyFolders: "6",
  FolderSyncRequired: "7",
  ServerError: "8",
} as const;

/** MS-ASPROV 2.2.2.54: on Provision, and on Policy in a reply. */
export const ProvisionStatus = { Success: "1", ProtocolError: "2" } as const;
export const PolicyStatus = { Success: "1", UnknownPolicyType: "3", WrongPolicyKey: "5" } as const;

/** MS-ASCMD 2.2.3.177.7 */
export const EstimateStatus = {
  Success: "1",
  InvalidCollection: "2",
  NotSynced: "3",
  InvalidSyncKey: "4",
} as const;

/** MS-ASCMD 2.2.3.177.15 */
export const SettingsStatus = { Success: "1", ProtocolError: "2", InvalidArguments: "5", DeniedByPolicy: "7" } as const;

/** MS-ASCMD 2.2.3.177.10: success is 3 here. */
export const MoveStatus = {
  InvalidSource: "1",
  InvalidDestination: "2",
  Success: "3",
  SameFolder: "4",
} as const;

/** MS-ASCMD 2.2.3.177.8 */
export const OperationStatus = {
  Success: "1",
  ProtocolError: "2",
  NotFound: "6",
  InvalidRange: "8",
  UnknownStore: "9",
  TooLarge: "11",
  InvalidAttachment: "15",
} as const;

/** MS-ASCMD 2.2.3.177.13, on Store */
export const StoreStatus = {
  Success: "1",
  InvalidRequest: "2",
  NotFound: "6",
  TooComplex: "8",
  FolderSyncRequired: "11",
  EndOfRange: "12",
} as const;

/** MS-ASCMD 2.2.3.177.2, on Response */
export const FindStatus = { Success: "1", InvalidRequest: "2", FolderSyncRequired: "3" } as const;
