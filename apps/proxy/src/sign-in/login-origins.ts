import { clouds } from "../clouds.ts";
import type { SignInSetup } from "../contract.ts";

/** Where the page's sign-in worker may connect: the provider that was set up, else Microsoft's. */
export function loginOrigins({ authority }: SignInSetup): string[] {
  if (authority !== undefined) return [new URL(authority).origin];
  return [...new Set(clouds.map(({ login }) => `https://${login}`))];
}
