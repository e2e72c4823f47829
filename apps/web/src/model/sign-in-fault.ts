import { signInError } from "@easel/doctor/knowledge";

/** Why a sign-in came to nothing, in words, and what to do. */
export interface SignInFault {
  title: string;
  detail: string;
  advice: string;
}

type Row = readonly [title: string, detail: string, advice: string];

/** Codes of MSAL and of OAuth 2.0 (RFC 6749 4.1.2.1, RFC 8628 3.5). */
const known: Readonly<Record<string, Row>> = {
  user_cancelled: ["The sign-in was cancelled", "The window was closed before it was done.", "Sign in again."],
  timed_out: [
    "The sign-in window did not come back",
    "It was closed, or is still open somewhere, or the redirect address of the registration is another.",
    "Sign in again; check that the registration has this page's redirect address.",
  ],
  popup_window_error: [
    "The browser did not open the sign-in window",
    "Pop-up windows are blocked for this page.",
    "Allow them for this page, or keep the sign-in in this tab and let the page itself go to the sign-in.",
  ],
  interaction_in_progress: [
    "Another sign-in is under way",
    "A sign-in was begun in this tab and has not ended.",
    "End it, or load the page again.",
  ],
  network: [
    "The sign-in service cannot be reached",
    "No answer came to this browser: no network, or something between does not let it through.",
    "Check the network, then sign in again.",
  ],
  access_denied: [
    "The sign-in was refused",
    "The person, or the organisation, said no to what the application asks for.",
    "Sign in again and agree, or ask the administrator to allow the application.",
  ],
  authorization_pending: ["Nobody has entered the code yet", "The sign-in service waits.", "Enter the code."],
  expired_token: ["The code has expired", "Nobody entered it in time.", "Ask for a new one."],
  authorization_declined: ["The sign-in was refused", "Somebody entered the code and said no.", "Ask for a new code."],
  bad_verification_code: ["The code is not known", "The sign-in service has no such code.", "Ask for a new one."],
  no_token: [
    "The sign-in gave no token",
    "It ended well, yet no access token came with it.",
    "See that the registration has the permission EAS.AccessAsUser.All.",
  ],
};

const NETWORK =
  /no_network_connectivity|(?:post|get)_request_failed|network_error|endpoints?_resolution_error|failed to fetch/i;

/** Words for whatever a sign-in failed with; an AADSTS number says most. */
export function signInFault(error: unknown): SignInFault {
  const { code, text, advice } = readError(error);
  // The proxy has said what happened and what to do.
  if (advice !== "") return { title: "The proxy could not ask the sign-in service", detail: text, advice };
  if (NETWORK.test(`${code} ${text}`)) return faultOf(known.network as Row);
  const told = signInError(`error=${code} ${text}`);
  if (told && (told.code.startsWith("AADSTS") || !known[code])) {
    return { title: `${told.code}: ${told.title}`, detail: told.meaning, advice: told.remedy };
  }
  const row = known[code];
  if (row) return faultOf(row);
  return {
    title: "The sign-in failed",
    detail: text.slice(0, 300) || code || "No reason was given.",
    advice: "Try again; if it stays, look the message up in the documentation of the sign-in service.",
  };
}

const faultOf = ([title, detail, advice]: Row): SignInFault => ({ title, detail, advice });

function readError(error: unknown): { code: string; text: string; advice: string } {
  if (typeof error !== "object" || error === null) return { code: "", text: String(error), advice: "" };
  const value = error as Record<string, unknown>;
  const word = (name: string) => (typeof value[name] === "string" ? (value[name] as string) : "");
  const code = word("errorCode") || word("error") || word("code");
  const text = word("errorMessage") || word("error_description") || word("message");
  return { code, text: [text, word("subError"), word("suberror")].filter(Boolean).join(" "), advice: word("advice") };
}
