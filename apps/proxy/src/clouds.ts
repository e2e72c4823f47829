/**
 * Microsoft's clouds: each has its own Exchange Online, its own sign-in service and its own scope. Sources: "National
 * clouds" (identity platform, authentication endpoints) and "Office 365 URLs and IP address ranges" of each cloud
 * (Exchange Online), both learn.microsoft.com.
 */
export type CloudId = "worldwide" | "us-gov-high" | "us-gov-dod" | "china";

export interface Cloud {
  id: CloudId;
  /** As Microsoft names it. */
  label: string;
  /** Where ActiveSync is. */
  host: string;
  /** Other names of it that answers and redirects use. */
  alsoHosts: readonly string[];
  /** Host of the sign-in service. */
  login: string;
  /** Resource a token is asked for; scopes are below it. */
  resource: string;
  /** Hosts a token's `aud` may name. */
  audiences: readonly string[];
  /** Where applications are registered. */
  portal: string;
}

export const clouds: readonly Cloud[] = [
  {
    id: "worldwide",
    label: "Worldwide",
    host: "outlook.office365.com",
    alsoHosts: ["outlook.office.com", "eas.outlook.com", "autodiscover-s.outlook.com"],
    login: "login.microsoftonline.com",
    resource: "https://outlook.office.com",
    audiences: ["outlook.office.com", "outlook.office365.com", "00000002-0000-0ff1-ce00-000000000000"],
    portal: "https://entra.microsoft.com",
  },
  {
    id: "us-gov-high",
    label: "US Government GCC High",
    host: "outlook.office365.us",
    alsoHosts: ["autodiscover-s.office365.us"],
    login: "login.microsoftonline.us",
    resource: "https://outlook.office365.us",
    audiences: ["outlook.office365.us", "00000002-0000-0ff1-ce00-000000000000"],
    portal: "https://entra.microsoft.us",
  },
  {
    id: "us-gov-dod",
    label: "US Government DoD",
    host: "outlook-dod.office365.us",
    alsoHosts: ["webmail.apps.mil", "autodiscover-s-dod.office365.us"],
    login: "login.microsoftonline.us",
    resource: "https://outlook-dod.office365.us",
    audiences: ["outlook-dod.office365.us", "webmail.apps.mil", "00000002-0000-0ff1-ce00-000000000000"],
    portal: "https://entra.microsoft.us",
  },
  {
    id: "china",
    label: "China (operated by 21Vianet)",
    host: "partner.outlook.cn",
    alsoHosts: [],
    login: "login.partner.microsoftonline.cn",
    resource: "https://partner.outlook.cn",
    audiences: ["partner.outlook.cn", "00000002-0000-0ff1-ce00-000000000000"],
    portal: "https://portal.azure.cn",
  },
];

/** The permission ActiveSync asks for, in the name of a person. */
export const EAS_PERMISSION = "EAS.AccessAsUser.All";

export const isCloudId = (text: string | undefined): text is CloudId => clouds.some(({ id }) => id === text);

/** The cloud of that name; the worldwide one when there is none. */
export const cloudOf = (id: CloudId | undefined): Cloud =>
  clouds.find((cloud) => cloud.id === id) ?? (clouds[0] as Cloud);

export const scopeOf = ({ resource }: Pick<Cloud, "resource">): string => `${resource}/${EAS_PERMISSION}`;
