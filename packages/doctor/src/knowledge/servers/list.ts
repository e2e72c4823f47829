import { exchange, exchangeOnline } from "./exchange.ts";
import { horde, syncroton } from "./libraries.ts";
import { products } from "./products.ts";
import type { Server } from "./server.ts";
import { sogo } from "./sogo.ts";
import { grommunio, zPush } from "./z-push.ts";

/** Every server that is known. Where marks of two fit, the first is meant: forks come before what they forked. */
export const servers: readonly Server[] = [
  grommunio,
  zPush,
  horde,
  sogo,
  syncroton,
  ...products,
  exchangeOnline,
  ...exchange,
];
