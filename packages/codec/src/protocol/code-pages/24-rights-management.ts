import { definePage } from "../code-page.ts";
import { since141 } from "../versions.ts";

export const rightsManagement = definePage(
  { page: 0x18, namespace: "RightsManagement", prefix: "rm", definedIn: "MS-ASRM" },
  [
    [0x05, "RightsManagementSupport", since141],
    [0x06, "RightsManagementTemplates", since141],
    [0x07, "RightsManagementTemplate", since141],
    [0x08, "RightsManagementLicense", since141],
    [0x09, "EditAllowed", since141],
    [0x0a, "ReplyAllowed", since141],
    [0x0b, "ReplyAllAllowed", since141],
    [0x0c, "ForwardAllowed", since141],
    [0x0d, "ModifyRecipientsAllowed", since141],
    [0x0e, "ExtractAllowed", since141],
    [0x0f, "PrintAllowed", since141],
    [0x10, "ExportAllowed", since141],
    [0x11, "ProgrammaticAccessAllowed", since141],
    [0x12, "Owner", since141, { aliases: ["RMOwner"] }],
    [0x13, "ContentExpiryDate", since141],
    [0x14, "TemplateID", since141],
    [0x15, "TemplateName", since141],
    [0x16, "TemplateDescription", since141],
    [0x17, "ContentOwner", since141],
    [0x18, "RemoveRightsManagementProtection", since141, { aliases: ["RemoveRightsManagementDistribution"] }],
  ],
);
