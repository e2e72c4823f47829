import { createWorker } from "./worker/index.ts";

export default createWorker();
