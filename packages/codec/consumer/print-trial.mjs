import { trial } from "./trial.mjs";

console.log(JSON.stringify(trial()));
