import { useEffect, useRef } from "react";
import { bindAction } from "../model/action-store.ts";
import { type ActionId, actions } from "../model/actions.ts";
import { ariaKeys, keyWords } from "../model/key-label.ts";
import { isMac } from "./platform.ts";

/** Does an action for as long as the component is there. `why` says why not now; it is asked when it matters. */
export function useAction(
  id: ActionId | undefined,
  run: () => void,
  why: () => string | undefined = () => undefined,
): void {
  const latest = useRef({ run, why });
  latest.current = { run, why };
  useEffect(() => {
    if (!id) return;
    return bindAction(id, { run: () => latest.current.run(), why: () => latest.current.why() });
  }, [id]);
}

/** What a control says of the action it does: the key in its tooltip, and for a screen reader. */
export function actionHints(
  id: ActionId | undefined,
  title?: string,
): { title?: string; "aria-keyshortcuts"?: string } {
  if (!id) return title === undefined ? {} : { title };
  const { keys = [], title: own } = actions[id];
  const [first] = keys;
  const shortcuts = ariaKeys(keys, isMac);
  return {
    title: first === undefined ? (title ?? own) : `${title ?? own} (${keyWords(first, isMac)})`,
    ...(shortcuts !== undefined && { "aria-keyshortcuts": shortcuts }),
  };
}
