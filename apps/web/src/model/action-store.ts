import { createStore } from "zustand/vanilla";
import type { ActionId } from "./actions.ts";

/** How an action is done, by the part of the page that can do it while it is there. */
export interface Binding {
  run(): void;
  /** Why it cannot be done at this moment; undefined when it can. */
  why(): string | undefined;
}

export const actionStore = createStore<{ bindings: ReadonlyMap<ActionId, Binding> }>(() => ({ bindings: new Map() }));

/** Makes an action possible until what is returned is called. The one bound last is done. */
export function bindAction(id: ActionId, binding: Binding): () => void {
  actionStore.setState(({ bindings }) => ({ bindings: new Map(bindings).set(id, binding) }));
  return () =>
    actionStore.setState(({ bindings }) => {
      if (bindings.get(id) !== binding) return { bindings };
      const left = new Map(bindings);
      left.delete(id);
      return { bindings: left };
    });
}

/** `absent` when nothing on the page can do it; a sentence when it cannot be done now; `done` otherwise. */
export function runAction(id: ActionId): "done" | "absent" | { why: string } {
  const binding = actionStore.getState().bindings.get(id);
  if (!binding) return "absent";
  const why = binding.why();
  if (why !== undefined) return { why };
  binding.run();
  return "done";
}
