import { announce } from "../../model/announcement-store.ts";

/** Copies and says so, aloud and on the page; says why when the browser refuses. */
export async function copyText(text: string, done: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(done);
    return true;
  } catch {
    announce("The browser did not allow copying. Select the text and copy it by hand.");
    return false;
  }
}
