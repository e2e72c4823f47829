import { definePage } from "../code-page.ts";
import { since141 } from "../versions.ts";

export const rightsManagement = definePage(
  { page: 0x18, namespace: "RightsManagement", prefix: "rm", definedIn: "MS-ASRM" },
  [
    0x05,
    [
      /* 05 */ ["RightsManagementSupport", since141],
      /* 06 */ ["RightsManagementTemplates", since141],
      /* 07 */ ["RightsManagementTemplate", since141],
      /* 08 */ ["RightsManagementLicense", since141],
      /* 09 */ ["EditAllowed", since141],
      /* 0a */ ["ReplyAllowed", since141],
      /* 0b */ ["ReplyAllAllowed", since141],
      /* 0c */ ["ForwardAllowed", since141],
      /* 0d */ ["ModifyRecipientsAllowed", since141],
      /* 0e */ ["ExtractAllowed", since141],
      /* 0f */ ["PrintAllowed", since141],
      /* 10 */ ["ExportAllowed", since141],
      /* 11 */ ["ProgrammaticAccessAllowed", since141],
      /* 12 */ ["Owner", since141, { aliases: ["RMOwner"] }],
      /* 13 */ ["ContentExpiryDate", since141],
      /* 14 */ ["TemplateID", since141],
      /* 15 */ ["TemplateName", since141],
      /* 16 */ ["TemplateDescription", since141],
      /* 17 */ ["ContentOwner", since141],
      /* 18 */ ["RemoveRightsManagementProtection", since141, { aliases: ["RemoveRightsManagementDistribution"] }],
    ],
  ],
);
