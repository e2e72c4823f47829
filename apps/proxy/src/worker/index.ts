export { createWorker, type Worker } from "./create-worker.ts";
export { WORKER_LIMITS, type WorkerEnv, workerConfig } from "./worker-config.ts";
export { workerUpstream } from "./worker-upstream.ts";
