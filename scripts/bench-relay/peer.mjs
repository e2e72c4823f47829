// One of the npm peers in a process of its own: node peer.mjs <name> <folder it is installed in> <origin>.
import http from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const [name = "", folder = "", target] = process.argv.slice(2);
const peer = createRequire(join(folder, "package.json"))(name);
const server = name === "cors-anywhere" ? corsAnywhere() : middleware();
server.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`));

function middleware() {
  const relay = peer.createProxyMiddleware({ target, changeOrigin: true });
  return http.createServer((request, response) => relay(request, response, () => response.end()));
}

function corsAnywhere() {
  return peer.createServer({ originWhitelist: [], requireHeader: ["origin"] });
}
