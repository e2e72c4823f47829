const HTTP_PORT = 80;
const FIRST_PORT = 1024;
/** Raw IP packets, so that no Ethernet header is needed. */
const LINK_RAW = 101;
const PCAP_HEADER = 24;
const RECORD_HEADER = 16;
const IP_AND_TCP = 40;

/** Most bytes a document may have to fit into one packet with its headers. */
export const MAX_CAPTURED = 60_000;

/** Each document as the body of a POST in a packet and a connection of its own, in the format of pcap files. */
export function captureFile(documents: readonly Uint8Array[]): Buffer {
  return Buffer.concat([fileHeader(), ...documents.map((document, index) => record(document, index))]);
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(PCAP_HEADER);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(0x40000, 16);
  header.writeUInt32LE(LINK_RAW, 20);
  return header;
}

function record(document: Uint8Array, index: number): Buffer {
  const http = Buffer.concat([
    Buffer.from(
      `POST /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: a\r\nContent-Type: application/vnd.ms-sync.wbxml\r\nContent-Length: ${document.length}\r\n\r\n`,
    ),
    document,
  ]);
  const packet = Buffer.alloc(RECORD_HEADER + IP_AND_TCP);
  packet.writeUInt32LE(index, 0);
  packet.writeUInt32LE(IP_AND_TCP + http.length, 8);
  packet.writeUInt32LE(IP_AND_TCP + http.length, 12);
  const ip = packet.subarray(RECORD_HEADER);
  ip[0] = 0x45;
  ip.writeUInt16BE(IP_AND_TCP + http.length, 2);
  ip[8] = 64;
  ip[9] = 6;
  ip.set([10, 0, 0, 1], 12);
  ip.set([10, 0, 0, 2], 16);
  const tcp = ip.subarray(20);
  // Never the same port twice within a connection's life, or packets would be taken for retransmissions.
  tcp.writeUInt16BE(FIRST_PORT + (index % 60_000), 0);
  tcp.writeUInt16BE(HTTP_PORT, 2);
  tcp.writeUInt32BE(1, 4);
  tcp.writeUInt32BE(1, 8);
  tcp[12] = 0x50;
  tcp[13] = 0x18;
  tcp.writeUInt16BE(0xffff, 14);
  return Buffer.concat([packet, http]);
}
