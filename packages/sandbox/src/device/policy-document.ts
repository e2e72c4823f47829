import type { ElementNode } from "@easel/codec/document";
import { compareVersions, isProtocolVersion, tagByName } from "@easel/codec/protocol";
import { el } from "../documents.ts";

/** PolicyType by version (MS-ASPROV 2.2.2.43). */
export const policyTypeAt = (version: string): string =>
  compareVersions(version, "12.0") >= 0 ? "MS-EAS-Provisioning-WBXML" : "MS-WAP-Provisioning-XML";

/** Data with the sandbox's policy: a mild one that asks for nothing a browser could not claim to do. */
export function policyData(version: string): ElementNode {
  if (compareVersions(version, "12.0") < 0) return el("Provision", "Data", wapPolicy);
  // Most settings came with 12.1: a device of 12.0 has no tokens for them.
  const known = settings.filter(
    ([name]) => isProtocolVersion(version) && tagByName("Provision", name)?.versions.includes(version),
  );
  const elements = known.map(([name, value]) => el("Provision", name, ...(value === "" ? [] : [value])));
  return el("Provision", "Data", el("Provision", "EASProvisionDoc", ...elements));
}

/** 4131: 1 means no device password is needed. */
const wapPolicy =
  '<wap-provisioningdoc><characteristic type="SecurityPolicy"><parm name="4131" value="1"/></characteristic>' +
  "</wap-provisioningdoc>";

type Setting = readonly [name: string, value: string];

/** An empty value is "no limit" (MS-ASPROV 2.2.2.33 and its siblings). */
const settings: readonly Setting[] = [
  ["DevicePasswordEnabled", "0"],
  ["AlphanumericDevicePasswordRequired", "0"],
  ["PasswordRecoveryEnabled", "0"],
  ["RequireStorageCardEncryption", "0"],
  ["AttachmentsEnabled", "1"],
  ["MinDevicePasswordLength", ""],
  ["MaxInactivityTimeDeviceLock", ""],
  ["MaxDevicePasswordFailedAttempts", ""],
  ["MaxAttachmentSize", ""],
  ["AllowSimpleDevicePassword", "1"],
  ["DevicePasswordExpiration", ""],
  ["DevicePasswordHistory", "0"],
  ["AllowStorageCard", "1"],
  ["AllowCamera", "1"],
  ["RequireDeviceEncryption", "0"],
  ["AllowUnsignedApplications", "1"],
  ["AllowUnsignedInstallationPackages", "1"],
  ["MinDevicePasswordComplexCharacters", "1"],
  ["AllowWiFi", "1"],
  ["AllowTextMessaging", "1"],
  ["AllowPOPIMAPEmail", "1"],
  ["AllowBluetooth", "2"],
  ["AllowIrDA", "1"],
  ["RequireManualSyncWhenRoaming", "0"],
  ["AllowDesktopSync", "1"],
  ["MaxCalendarAgeFilter", "0"],
  ["AllowHTMLEmail", "1"],
  ["MaxEmailAgeFilter", "0"],
  ["MaxEmailBodyTruncationSize", "-1"],
  ["MaxEmailHTMLBodyTruncationSize", "-1"],
  ["RequireSignedSMIMEMessages", "0"],
  ["RequireEncryptedSMIMEMessages", "0"],
  ["RequireSignedSMIMEAlgorithm", "0"],
  ["RequireEncryptionSMIMEAlgorithm", "0"],
  ["AllowSMIMEEncryptionAlgorithmNegotiation", "2"],
  ["AllowSMIMESoftCerts", "1"],
  ["AllowBrowser", "1"],
  ["AllowConsumerEmail", "1"],
  ["AllowRemoteDesktop", "1"],
  ["AllowInternetSharing", "1"],
];
