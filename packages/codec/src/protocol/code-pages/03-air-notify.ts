import { definePage } from "../code-page.ts";
import { legacy } from "../versions.ts";

// Retired: no published revision lists these tags. Kept so that old captures can be read.
export const airNotify = definePage({ page: 0x03, namespace: "AirNotify", prefix: "airnotify" }, [
  0x05,
  [
    /* 05 */ ["Notify", legacy],
    /* 06 */ ["Notification", legacy],
    /* 07 */ ["Version", legacy],
    /* 08 */ ["LifeTime", legacy],
    /* 09 */ ["DeviceInfo", legacy],
    /* 0a */ ["Enable", legacy],
    /* 0b */ ["Folder", legacy],
    /* 0c */ ["ServerId", legacy],
    /* 0d */ ["DeviceAddress", legacy],
    /* 0e */ ["ValidCarrierProfiles", legacy],
    /* 0f */ ["CarrierProfile", legacy],
    /* 10 */ ["Status", legacy],
    /* 11 */ ["Responses", legacy],
    /* 12 */ ["Devices", legacy],
    /* 13 */ ["Device", legacy],
    /* 14 */ ["Id", legacy],
    /* 15 */ ["Expiry", legacy],
    /* 16 */ ["NotifyGUID", legacy],
    /* 17 */ ["DeviceFriendlyName", legacy],
  ],
]);
