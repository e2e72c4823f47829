export { type Answer, answer, emptyAnswer, httpAnswer, httpPage, refusal, reply, toResponse } from "./answer.ts";
export { type EasRequest, readRequest, userMissing } from "./request.ts";
