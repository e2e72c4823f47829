import { definePage } from "../code-page.ts";
import { legacy } from "../versions.ts";

// Retired: no published revision lists these tags. Kept so that old captures can be read.
export const airNotify = definePage({ page: 0x03, namespace: "AirNotify", prefix: "airnotify" }, [
  [0x05, "Notify", legacy],
  [0x06, "Notification", legacy],
  [0x07, "Version", legacy],
  [0x08, "LifeTime", legacy],
  [0x09, "DeviceInfo", legacy],
  [0x0a, "Enable", legacy],
  [0x0b, "Folder", legacy],
  [0x0c, "ServerId", legacy],
  [0x0d, "DeviceAddress", legacy],
  [0x0e, "ValidCarrierProfiles", legacy],
  [0x0f, "CarrierProfile", legacy],
  [0x10, "Status", legacy],
  [0x11, "Responses", legacy],
  [0x12, "Devices", legacy],
  [0x13, "Device", legacy],
  [0x14, "Id", legacy],
  [0x15, "Expiry", legacy],
  [0x16, "NotifyGUID", legacy],
  [0x17, "DeviceFriendlyName", legacy],
]);
