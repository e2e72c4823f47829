export { createWorker, type Worker } from "./create-worker.ts";
export { type WorkerEnv, workerConfig } from "./worker-config.ts";
export { workerUpstream } from "./worker-upstream.ts";
