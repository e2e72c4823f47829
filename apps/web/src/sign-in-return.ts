import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

/** The page a sign-in comes back to: it hands the answer to the window that waits for it, and goes. */
broadcastResponseToMainFrame().then(
  () => say("You are signed in. This window may be closed."),
  () => say("Nothing was waiting for this sign-in any more. Close this window and sign in again from EASel."),
);

function say(words: string): void {
  const said = document.getElementById("said");
  if (said) said.textContent = words;
}
