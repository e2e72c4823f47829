import { expect, it } from "vitest";
import { signInFault } from "./sign-in-fault.ts";

it.each([
  [{ errorCode: "invalid_grant", errorMessage: "AADSTS700082: The refresh token has expired" }, /AADSTS700082/],
  [{ errorCode: "access_denied", errorMessage: "AADSTS65004: User declined to consent" }, /AADSTS65004.*agreed/],
  [{ errorCode: "access_denied", errorMessage: "" }, /was refused/],
  [{ errorCode: "popup_window_error", errorMessage: "blocked" }, /did not open the sign-in window/],
  [{ errorCode: "timed_out", errorMessage: "" }, /did not come back/],
  [{ errorCode: "post_request_failed", errorMessage: "Network request failed" }, /cannot be reached/],
  [{ errorCode: "network_error", message: "Failed to fetch" }, /cannot be reached/],
  [{ error: "expired_token", error_description: "code expired" }, /has expired/],
  [{ error: "authorization_declined" }, /was refused/],
  [{ code: "dns-failed", message: "No address.", advice: "Check the network." }, /proxy could not ask/],
  [new Error("something odd"), /sign-in failed/],
  ["text", /sign-in failed/],
  [undefined, /sign-in failed/],
])("a failure %j becomes a sentence with something to do", (error, title) => {
  const fault = signInFault(error);
  expect(fault.title).toMatch(title);
  expect(fault.detail).not.toBe("");
  expect(fault.advice).not.toBe("");
});
