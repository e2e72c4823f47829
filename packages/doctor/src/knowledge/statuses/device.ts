import { statusTable } from "./status.ts";

const settingsParts = ["Oof", "DeviceInformation", "UserInformation", "RightsManagementInformation"];

export const settingsStatuses = statusTable("MS-ASCMD", "2.2.3.177.15", [
  [1, "Done.", ""],
  [5, "The device password is too long.", "Shorten it.", { parents: ["DevicePassword"] }],
  [7, "Storing a recovery password is switched off.", "", { parents: ["DevicePassword"] }],
  [
    2,
    "This part of the request is malformed.",
    "Correct its elements.",
    { parents: [...settingsParts, "DevicePassword"] },
  ],
  [2, "The request breaks a rule of Settings.", "Correct the elements."],
  [3, "Access is denied.", "Check the rights."],
  [4, "The server is not available.", "Try again."],
  [5, "A value is not valid.", "Correct it."],
  [6, "Two values contradict each other.", "Correct them."],
  [7, "A policy forbids it.", "An administrator has to change the policy."],
]);

export const provisionStatuses = [
  ...statusTable("MS-ASPROV", "2.2.2.54.1", [
    [1, "The policy is there.", "", { parents: ["Policy"] }],
    [
      2,
      "The server has no policy for this device.",
      "Go on without one; the PolicyKey is 0.",
      { outcome: "notice", parents: ["Policy"] },
    ],
    [
      3,
      "The server does not know this PolicyType.",
      "Use MS-EAS-Provisioning-WBXML from 12.0 on, MS-WAP-Provisioning-XML at 2.5.",
      { parents: ["Policy"] },
    ],
    [4, "The policy on the server is damaged.", "An administrator has to repair it.", { parents: ["Policy"] }],
    [
      5,
      "The policy key that was acknowledged is not the one just given out.",
      "Begin Provision again; acknowledge with the temporary key of the first answer.",
      { parents: ["Policy"] },
    ],
  ]),
  ...statusTable("MS-ASPROV", "2.2.2.54.2", [
    [1, "Done.", ""],
    [2, "The request breaks a rule of Provision.", "Correct the elements."],
    [3, "The server failed, most often for a moment.", "Try again."],
  ]),
];

export const pingStatuses = statusTable("MS-ASCMD", "2.2.3.177.11", [
  [1, "The time ran out and nothing changed.", "Send the next Ping.", { outcome: "ok" }],
  [2, "Something changed in the folders listed.", "Sync those folders, then Ping again.", { outcome: "ok" }],
  [
    3,
    "Parameters are missing, and the server has none stored from an earlier Ping.",
    "Send HeartbeatInterval and Folders.",
  ],
  [4, "The request cannot be read.", "Correct the elements and the WBXML."],
  [
    5,
    "HeartbeatInterval (seconds) is outside the server's range; the answer holds the nearest it takes.",
    "Use the value in the answer.",
  ],
  [6, "The request lists more folders than the server watches; MaxFolders says how many.", "List fewer."],
  [7, "The folders have changed since the last FolderSync.", "Run FolderSync, then Ping."],
  [8, "The server failed, most often for a moment.", "Try again."],
]);
