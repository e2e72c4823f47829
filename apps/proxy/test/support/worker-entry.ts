import type { Limits } from "../../src/limits.ts";
import { createWorker, type Worker, type WorkerEnv } from "../../src/worker/index.ts";

/** What a test changes in the Worker that is deployed. */
interface TestEnv extends WorkerEnv {
  LIMITS: Partial<Limits>;
  /** False: it may be opened as localhost and call this machine. */
  PUBLIC: boolean;
}

// Bundled by workerd.ts.
let worker: Worker | undefined;
export default {
  fetch(request: Request, env: TestEnv) {
    worker ??= createWorker((config) => ({
      ...config,
      limits: { ...config.limits, ...env.LIMITS },
      public: env.PUBLIC,
    }));
    return worker.fetch(request, env);
  },
};
