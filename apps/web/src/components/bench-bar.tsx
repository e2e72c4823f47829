import { useEndpoint } from "../queries/use-endpoint.ts";
import { AccountMenu } from "./request/account-menu.tsx";
import { TargetMenu } from "./request/target-menu.tsx";

/** The top bar's part that belongs to the bench: which server, and who. */
export function BenchBar() {
  return (
    <>
      <TargetMenu />
      <AccountMenu endpoint={useEndpoint()} />
    </>
  );
}
