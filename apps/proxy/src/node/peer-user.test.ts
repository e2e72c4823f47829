import net from "node:net";
import { describe, expect, it } from "vitest";
import { isOtherUser, userOf } from "./peer-user.ts";

// Both ends of one connection to port 4400, a socket that listens there, and one that has been closed.
const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1130 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1234 1 0 100 0 0 10 0
   1: 0100007F:1130 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 1235 1 0 20 4 30 10 -1
   2: 0100007F:D431 0100007F:1130 01 00000000:00000000 02:000A7214 00000000  1001        0 1236 2 0 20 4 30 10 -1
   3: 0100007F:D432 0100007F:1130 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0
   4: 00000000000000000000000001000000:D433 00000000000000000000000001000000:1130 01 00000000:00000000 00:00000000 00000000    33        0 1237 1 0 20 4 30 10 -1`;

describe("the user at the other end", () => {
  it("is who holds the end that dialled", () => {
    expect(userOf(TABLE, 0xd431, 4400)).toBe(1001);
    expect(userOf(TABLE, 0xd433, 4400)).toBe(33);
    expect(userOf(TABLE, 4400, 0xd431)).toBe(1000);
  });

  it("is unknown for what is not connected", () => {
    expect(userOf(TABLE, 0xd432, 4400)).toBeUndefined();
    expect(userOf(TABLE, 0xd434, 4400)).toBeUndefined();
    expect(userOf("", 1, 2)).toBeUndefined();
  });

  it("is not another when it is this process", async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const accepted = new Promise<net.Socket>((resolve) => server.once("connection", resolve));
    const client = net.connect(typeof address === "object" && address ? address.port : 0, "127.0.0.1");
    const socket = await accepted;
    expect(await isOtherUser(socket)).toBe(false);
    client.destroy();
    socket.destroy();
    server.close();
  });
});
