/** Where a sign-in window comes back to; the registration must have it, to the letter. */
export const redirectUri = (): string => `${window.location.origin}/sign-in.html`;
