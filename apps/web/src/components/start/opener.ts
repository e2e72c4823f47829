/** What puts drafts on the bench, with the codec and the starters: fetched while the start screen is read. */
export const opener = () => import("./open-draft.ts");
