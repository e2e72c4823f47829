/** Public identifiers of other WBXML languages (Open Mobile Naming Authority's list), where one may meet them. */
const otherLanguages = new Map<number, string>([
  [0x02, "WML 1.0"],
  [0x03, "WTA 1.0"],
  [0x04, "WML 1.1"],
  [0x05, "Service Indication 1.0"],
  [0x06, "Service Loading 1.0"],
  [0x07, "Cache Operation 1.0"],
  [0x08, "Channel 1.1"],
  [0x09, "WML 1.2"],
  [0x0a, "WML 1.3"],
  [0x0b, "WAP Provisioning 1.0"],
  [0x0c, "WTA-WML 1.2"],
  [0x0d, "EMN 1.0"],
  [0x0e, "DRM Rights 1.0"],
  [0x10, "Wireless Village CSP 1.1"],
  [0x11, "Wireless Village CSP 1.2"],
  [0x12, "Wireless Village CSP 1.3"],
  [0x0fd1, "SyncML 1.0"],
  [0x0fd2, "SyncML Device Information 1.0"],
  [0x0fd3, "SyncML 1.1"],
  [0x0fd4, "SyncML Device Information 1.1"],
  [0x1201, "SyncML 1.2"],
  [0x1202, "SyncML Meta Information 1.2"],
  [0x1203, "SyncML Device Information 1.2"],
]);

/** The name of the WBXML language a public identifier stands for, when it is one of the known others. */
export const otherLanguage = (publicId: number): string | undefined => otherLanguages.get(publicId);
