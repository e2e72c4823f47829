import { Buffer } from "node:buffer";

/** One pixel, as small as a PNG gets. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/** HTML that tries every way out of its frame, each to a path of its own below `site`. */
export const hostileHtml = (site: string): string => `<!doctype html><html><head>
<meta http-equiv="refresh" content="0; url=${site}/refresh">
<base href="${site}/base/"><link rel="stylesheet" href="${site}/sheet.css"><link rel="preconnect" href="${site}">
<link rel="dns-prefetch" href="${site}"><link rel="prefetch" href="${site}/prefetch">
<style>@import "${site}/import.css"; body { background: url(${site}/body.png) } p { list-style: u\\rl("${site}/escaped.png") }</style>
<script>fetch("${site}/script"); parent.hacked = true;</script></head>
<body background="${site}/background.png" onload="fetch('${site}/onload')">
<h1>Autumn offers</h1><img src="/own-server.png" alt="the page's own server">
<img src="${site}/pixel.png" srcset="${site}/pixel-2.png 2x" alt="a remote picture" onerror="fetch('${site}/onerror')">
<img src="cid:logo@mail" alt="the logo that came along">
<p style="background-image: url('${site}/style.png')">Only <a href="${site}/link" ping="${site}/ping">this week</a></p>
<form action="${site}/form"><input name="password" autofocus><button>Go</button></form>
<iframe src="${site}/frame"></iframe><object data="${site}/object"></object><video src="${site}/video" autoplay></video>
<svg><image href="${site}/svg.png"/></svg></body></html>`;

/** A message with everything mail brings: forms of text, a picture, an invitation, files, winmail.dat, S/MIME. */
export function richMail(site: string): Buffer {
  const lines = [
    "From: =?utf-8?q?J=C3=BCrgen_Gro=C3=9F?= <juergen@contoso.example>",
    "To: Alex Wilber <alex@contoso.example>",
    "Subject: =?utf-8?b?SGVyYnN0IOKAkyBkaWUgQW5nZWJvdGU=?=",
    "Date: Mon, 23 Nov 2026 09:00:00 +0000",
    "Message-ID: <1@contoso.example>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="mixed"',
    "",
    "--mixed",
    'Content-Type: multipart/alternative; boundary="forms"',
    "",
    "--forms",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Gr=FC=DFe aus K=F6ln",
    "--forms",
    'Content-Type: multipart/related; boundary="page"',
    "",
    "--page",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    ...(Buffer.from(hostileHtml(site))
      .toString("base64")
      .match(/.{1,76}/g) ?? []),
    "--page",
    "Content-Type: image/png; name=logo.png",
    "Content-ID: <logo@mail>",
    "Content-Transfer-Encoding: base64",
    "",
    PIXEL,
    "--page--",
    "--forms--",
    "--mixed",
    "Content-Type: text/calendar; charset=utf-8; method=REQUEST; name=invite.ics",
    "",
    "BEGIN:VCALENDAR",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "SUMMARY:Sales meeting",
    "DTSTART;TZID=Europe/Berlin:20261201T100000",
    "DTEND;TZID=Europe/Berlin:20261201T110000",
    "ORGANIZER;CN=Megan Bowen:mailto:megan@contoso.example",
    "ATTENDEE;CN=Alex Wilber;PARTSTAT=NEEDS-ACTION:mailto:alex@contoso.example",
    "END:VEVENT",
    "END:VCALENDAR",
    "--mixed",
    "Content-Type: application/pdf",
    "Content-Disposition: attachment; filename*=utf-8''Preise%20M%C3%A4rz.pdf",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("%PDF-1.4 not really").toString("base64"),
    "--mixed",
    'Content-Type: application/ms-tnef; name="winmail.dat"',
    "Content-Disposition: attachment",
    "",
    "tnef",
    "--mixed",
    "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
    "Content-Disposition: attachment",
    "",
    "smime",
    "--mixed--",
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}
