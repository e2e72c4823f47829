// A server on loopback that answers everything with one large Sync.
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleSource } from "../setup/bundle-source.mjs";
import { ROOT } from "../setup/run-command.mjs";

const LINE = "A line of text, seventy-four characters and a line end, like any other.\r\n";

/** @param {number} id @param {number} bytes */
const mail = (id, bytes) =>
  `<Add><ServerId>5:${id}</ServerId><ApplicationData><e:To>"Megan" &lt;megan@contoso.example&gt;</e:To><e:From>"Alex" &lt;alex@contoso.example&gt;</e:From><e:Subject>Message ${id}</e:Subject><e:DateReceived>2026-11-26T10:00:00.000Z</e:DateReceived><e:DisplayTo>Megan</e:DisplayTo><e:ThreadTopic>Message ${id}</e:ThreadTopic><e:Importance>${id === 0 ? 9 : 1}</e:Importance><e:Read>0</e:Read><b:Body><b:Type>1</b:Type><b:EstimatedDataSize>${bytes}</b:EstimatedDataSize><b:Data>${LINE.repeat(Math.ceil(bytes / LINE.length))}</b:Data></b:Body><e:MessageClass>IPM.Note</e:MessageClass><e:InternetCPID>65001</e:InternetCPID><e:ContentClass>urn:content-classes:message</e:ContentClass><b:NativeBodyType>1</b:NativeBodyType></ApplicationData></Add>`;

/**
 * The bytes of a Sync answer. The first mail has an Importance there is not: the doctor has something to say.
 * @param {number} mails
 * @param {number} bytes of each mail's text
 * @returns {Promise<Uint8Array>}
 */
export async function largeSync(mails, bytes) {
  const folder = join(ROOT, ".cache", "bench-web");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "wbxml.mjs");
  await bundleSource(join(ROOT, "packages", "codec", "src", "wbxml", "index.ts"), file);
  const { xmlToWbxml } = await import(pathToFileURL(file).href);
  const adds = Array.from({ length: mails }, (_, id) => mail(id, bytes)).join("");
  const xml = `<Sync xmlns="AirSync" xmlns:e="Email" xmlns:b="AirSyncBase"><Collections><Collection><SyncKey>2</SyncKey><CollectionId>5</CollectionId><Status>1</Status><Commands>${adds}</Commands></Collection></Collections></Sync>`;
  return xmlToWbxml(xml).bytes;
}

/**
 * @param {number} port
 * @param {Uint8Array} body
 * @returns {Promise<() => void>} what stops it
 */
export async function serveSync(port, body) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "Content-Type": "application/vnd.ms-sync.wbxml", "Content-Length": body.length });
      response.end(body);
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", () => resolve(undefined));
  });
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
