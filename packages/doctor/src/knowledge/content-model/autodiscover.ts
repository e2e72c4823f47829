import type { NamespaceTable } from "./table.ts";

/**
 * Autodiscover is XML text without WBXML tokens; its namespaces are URLs, so its elements are known by name alone.
 */
export const autodiscover: NamespaceTable = {
  namespace: "Autodiscover",
  document: "MS-ASCMD",
  prefix: "2.2.",
  elements: [
    ["Autodiscover", "1.1", "", "Asks where the mailbox of an address is."],
    ["Request", "3.150.1", "", "The address, and the schema the answer shall have."],
    ["EMailAddress", "3.56", "text", "The mail address."],
    ["AcceptableResponseSchema", "3.1", "text", "The schema of the answer: the URL of mobilesync/responseschema/2006."],
    ["Response", "3.153.1", "", "The answer."],
    ["Culture", "3.38", "text", "The language of the answer."],
    ["User", "3.189", "", "The user."],
    ["DisplayName", "3.49.1", "text", "The user's name."],
    ["Action", "3.6", "", "What to do: settings, another address, or an error."],
    ["Redirect", "3.147", "text", "The address to ask with instead."],
    ["Settings", "3.168.1", "", "The servers."],
    ["Server", "3.164", "", "One server."],
    ["Type", "3.186.1", "=MobileSync|CertEnroll", "What the server does."],
    ["Url", "3.188", "text", "The server's URL."],
    ["Name", "3.120.1", "text", "The server's URL or name."],
    ["ServerData", "3.165", "text", "The template for certificates."],
    ["Error", "3.63", "", "Why there are no settings."],
    ["Status", "3.177.1", "int", "How it went."],
    ["Message", "3.108", "text", "The error in words."],
    ["DebugData", "3.40", "text?", "What helps to find the error."],
    ["ErrorCode", "3.64", "int", "600 a bad request, 601 no such provider."],
  ],
  content: [
    ["request", "Autodiscover", "Request"],
    ["request", "Request", "EMailAddress AcceptableResponseSchema"],
    ["reply", "Autodiscover", "Response"],
    ["reply", "Response", "Culture? User? Action? Error?"],
    ["reply", "User", "DisplayName? EMailAddress"],
    ["reply", "Action", "Redirect? Settings? Error?"],
    ["reply", "Settings", "Server+"],
    ["reply", "Server", "Type? Url? Name? ServerData?"],
    ["reply", "Error", "Status? Message? DebugData? ErrorCode?"],
  ],
};
