// The server behind every proxy, in a process of its own: speaks just enough HTTP to cost as little as it can.
// Answers with 1 kB, with 35 MB when the query says Down, and once it has read the last byte of whatever came.
import net from "node:net";

const SMALL = Buffer.alloc(1000, "a");
const LARGE = Buffer.alloc(Number(process.argv[2]), "b");
const headers = (/** @type {number} */ length) =>
  `HTTP/1.1 200 OK\r\nServer: Microsoft-IIS/10.0\r\nX-MS-RP: 2.0,2.1,2.5,12.0\r\nMS-Server-ActiveSync: 15.20\r\nX-FEServer: A\r\nX-BEServer: B\r\nSet-Cookie: a=1; path=/; secure\r\nSet-Cookie: b=2; path=/\r\nDate: Thu, 26 Nov 2026 12:00:00 GMT\r\nContent-Type: application/vnd.ms-sync.wbxml\r\nContent-Length: ${length}\r\n\r\n`;
const small = Buffer.concat([Buffer.from(headers(SMALL.length)), SMALL]);
const largeHead = Buffer.from(headers(LARGE.length));

const server = net.createServer({ noDelay: true }, (socket) => {
  let head = "";
  let left = -1;
  let down = false;
  let closes = false;
  socket.on("error", () => {});
  socket.on("data", (data) => {
    let bytes = data.length;
    if (left < 0) {
      const before = Buffer.byteLength(head, "latin1");
      head += data.toString("latin1");
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      left = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      down = /^\S+ \S*Cmd=Down/.test(head);
      closes = /\r\nconnection: *close/i.test(head) || head.startsWith("HTTP/1.0", head.indexOf("\r\n") - 8);
      bytes -= end + 4 - before;
    }
    left -= bytes;
    if (left > 0) return;
    head = "";
    left = -1;
    if (down) {
      socket.write(largeHead);
      socket.write(LARGE);
    } else socket.write(small);
    if (closes) socket.end();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening ${typeof address === "object" ? address?.port : ""}`);
});
