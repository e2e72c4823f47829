/** Languages of the public identifiers 2 to 18 (Open Mobile Naming Authority's list); 15 is not assigned. */
const WAP =
  "WML 1.0|WTA 1.0|WML 1.1|Service Indication|Service Loading|Cache Operation|Channel 1.1|WML 1.2|WML 1.3|WAP Provisioning|WTA-WML 1.2|EMN|DRM Rights||Wireless Village 1.1|Wireless Village 1.2|Wireless Village 1.3".split(
    "|",
  );

/** The name of the WBXML language a public identifier stands for, when it is one of the known others. */
export function otherLanguage(publicId: number): string | undefined {
  if (publicId >= 0x0fd1 && publicId <= 0x0fd4) return publicId < 0x0fd3 ? "SyncML 1.0" : "SyncML 1.1";
  return publicId >= 0x1201 && publicId <= 0x1203 ? "SyncML 1.2" : WAP[publicId - 2] || undefined;
}
