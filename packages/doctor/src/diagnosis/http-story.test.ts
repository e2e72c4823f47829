import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import type { HeaderList } from "./finding.ts";
import { failureContext } from "./http-story.ts";
import { diagnose } from "./index.ts";

const ask = (version = "14.1", headers: HeaderList = [["Authorization", "Basic <redacted>"]]) =>
  request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'), {
    version,
    headers,
  });
const say = (status: number, text = "", headers: HeaderList = []) =>
  diagnose(answered(ask(), status, bytesOf(text), headers));

describe("what an HTTP status means here", () => {
  test.each([
    [403, "<html><body>HTTP Error 403.7 - Forbidden</body></html>", "a client certificate is wanted"],
    [403, "<html><body>HTTP Error 403.4 - SSL is required</body></html>", "https is required"],
    [403, "<html><body>403.14 Directory listing denied</body></html>", "the path leads to a folder, not to ActiveSync"],
    [403, "This device is in quarantine", "the device waits in quarantine"],
    [400, "<html><body>Bad Request - Invalid Hostname</body></html>", "the host name is not known to the web server"],
    [400, "<html>400 Request Header Or Cookie Too Large</html>", "the headers are too large"],
    [400, "<html>The plain HTTP request was sent to HTTPS port</html>", "http was spoken to an https port"],
    [404, "404 page not found", "the proxy has no route for this host and path"],
    [404, "<html>HTTP Error 404.13 - Not Found</html>", "the body is too large for the web server"],
    [
      500,
      "<html>Server Error in '/Microsoft-Server-ActiveSync' Application.</html>",
      "the application behind the path failed to run",
    ],
    [503, "<html><h2>Service Unavailable</h2></html>", "the application behind the path is stopped"],
    [503, "<html>No server is available to handle this request.</html>", "no server behind the proxy is up"],
  ])("%i with %s", (status, text, title) => {
    expect(find(say(status, text), `http-${status}`).title).toBe(`HTTP ${status}: ${title}`);
  });

  test("is read from what Exchange's front end says", () => {
    const noMailbox = say(404, "", [["X-CasErrorCode", "MailboxGuidWithDomainNotFound"]]);
    expect(find(noMailbox, "http-404").title).toBe("HTTP 404: Exchange finds no mailbox for this user");
    const lost = say(500, "", [["X-CasErrorCode", "ServerNotFound"]]);
    expect(lost[0]).toMatchObject({ rule: "http-500", severity: "error" });
    expect(lost[0]?.title).toContain("does not reach the mailbox server");
    expect(find(say(500, "", [["X-CasErrorCode", "Xyzzy"]]), "http-500").title).toBe("HTTP 500: Exchange says Xyzzy");
  });

  test("reads the parts of X-FailureContext, plain and in base64", () => {
    expect(failureContext(`FrontEnd;500;${btoa("Database not found")};;;`)).toEqual(["Database not found"]);
    expect(failureContext("BackEnd;401;Unauthorized")).toEqual(["Unauthorized"]);
    expect(failureContext(undefined)).toEqual([]);
  });

  test("403 without a login is a missing challenge; with one it is not", () => {
    const anonymous = diagnose(answered(ask("14.1", []), 403, bytesOf(""), []));
    expect(find(anonymous, "http-403").title).toBe("HTTP 403: nobody has signed in");
    expect(find(say(403), "http-403").title).toBe("HTTP 403: Forbidden");
  });

  test("405 to POST and 501 to OPTIONS are another program's; 501 to POST is not", () => {
    expect(find(say(405, "", [["Allow", "GET, HEAD"]]), "http-405").explanation).toContain("GET, HEAD");
    const options = { request: { ...ask().request, method: "OPTIONS", body: new Uint8Array(0) } };
    expect(find(diagnose(answered(options, 501, bytesOf(""), [])), "http-501").title).toContain("takes OPTIONS");
    expect(find(say(501), "http-501").title).toBe("HTTP 501: Not Implemented");
  });

  test("a 404 of Autodiscover is no word about ActiveSync's path", () => {
    const body = bytesOf("<Autodiscover/>");
    const url = "https://contoso.example/autodiscover/autodiscover.xml";
    const found = diagnose(answered(request("", body, { url, contentType: "text/xml" }), 404, bytesOf(""), []));
    expect(find(found, "http-404").title).toBe("HTTP 404: no Autodiscover answers here");
  });

  test("words beside the status are told, and the page of a proxy that has none is not", () => {
    expect(find(say(403, "ActiveSync is not allowed for this user"), "http-403").explanation).toContain(
      "for this user",
    );
    const nginx = "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1>nginx</body></html>";
    expect(find(say(403, nginx), "http-403").explanation).not.toContain("It says");
  });

  test("503 with a pause asked for by X-MS-BackOffDuration says so", () => {
    expect(find(say(503, "", [["X-MS-BackOffDuration", "L/900"]]), "http-503").explanation).toContain("900 s");
    expect(find(say(503, "", [["X-MS-BackOffDuration", "L/-469"]]), "http-503").explanation).not.toContain("469");
  });
});

describe("a 451", () => {
  const sent = (location: string, url = "https://mail.contoso.example/Microsoft-Server-ActiveSync") => {
    const { request: asked } = ask();
    const query = asked.url.slice(asked.url.indexOf("?"));
    const reply = { status: 451, headers: [["X-MS-Location", location]] as HeaderList, body: new Uint8Array(0) };
    return find(diagnose({ request: { ...asked, url: url + query }, reply }), "http-451");
  };

  test("to the host that was asked is a circle", () => {
    expect(sent("https://mail.contoso.example/Microsoft-Server-ActiveSync").title).toContain("back to itself");
    expect(sent("https://eu.contoso.example/Microsoft-Server-ActiveSync").title).toContain("at another server");
  });

  test("of Exchange Online speaks of the cookie that finds the mailbox", () => {
    const online = "https://outlook.office365.com/Microsoft-Server-ActiveSync";
    expect(sent("https://eas.outlook.com/Microsoft-Server-ActiveSync", online).explanation).toContain("AnchorMailbox");
    expect(sent("https://eu.contoso.example/Microsoft-Server-ActiveSync").explanation).not.toContain("AnchorMailbox");
  });
});

describe("a 401", () => {
  const refuse = (authorization: string | undefined, ...headers: HeaderList) =>
    find(
      diagnose(
        answered(ask("16.1", authorization ? [["Authorization", authorization]] : []), 401, bytesOf(""), headers),
      ),
      "http-401",
    );

  test.each([
    ["The audience claim value is invalid 'https://graph.microsoft.com'.", "the token is for another service"],
    ["The token has expired.", "the token has expired"],
    ["IDX10222: Lifetime validation failed. The token is not yet valid.", "the token is not valid yet"],
    ["The token contains not enough scope to make this call.", "the token does not allow ActiveSync"],
    [
      "The user specified by the user-context in the token does not exist.",
      "the token names somebody without a mailbox here",
    ],
    ["The token has an invalid signature.", "the token is from an issuer this server does not trust"],
  ])("that says %s", (reason, title) => {
    const found = refuse("Bearer <redacted>", ["X-MS-Diagnostics", `2000003;reason="${reason}";error_category="x"`]);
    expect(found.title).toBe(`HTTP 401: ${title}`);
    expect(found.explanation).toContain(reason.slice(0, 30));
  });

  test.each([
    ["401.1", "name or password is wrong"],
    ["401.2", "the kind of login is not switched on here"],
  ])("with the page %s of IIS", (number, title) => {
    const text = bytesOf(`<html><h2>HTTP Error ${number} - Unauthorized</h2></html>`);
    expect(find(diagnose(answered(ask(), 401, text, [])), "http-401").title).toBe(`HTTP 401: ${title}`);
  });

  test("compares what is sent with what is taken, several in a line too", () => {
    const basic = "Basic <redacted>";
    expect(refuse(basic, ["WWW-Authenticate", "Negotiate, NTLM"]).title).toContain("no user and password");
    expect(
      refuse(basic, ["WWW-Authenticate", "Negotiate"], ["WWW-Authenticate", 'Basic realm="a, b"']).title,
    ).toContain("does not accept");
    const hybrid = 'Bearer client_id="1", token_types="a b", authorization_uri="https://x/?a=b, c", Basic realm="m"';
    expect(refuse(basic, ["WWW-Authenticate", hybrid]).explanation).toContain("takes: Bearer, Basic.");
    expect(refuse("Bearer <redacted>", ["WWW-Authenticate", 'Basic realm="m"']).title).toContain("takes no token");
    expect(refuse(undefined, ["WWW-Authenticate", 'Basic realm="m"']).title).toContain("nobody has signed in");
  });
});

test("a redirect from https to http is one that no client follows", () => {
  expect(find(say(307, "", [["Location", "http://mail.contoso.example/x"]]), "http-307").title).toContain("plain http");
});

test("a success has no story of HTTP", () => {
  const body = fromXml(
    '<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey><Changes><Count>0</Count></Changes></FolderSync>',
  );
  expect(rulesOf(diagnose(answered(ask(), 200, body)))).toEqual([]);
});

describe("a limit on the way", () => {
  const ping = (heartbeat: string) =>
    request(
      "Ping",
      fromXml(
        `<Ping xmlns="Ping"><HeartbeatInterval>${heartbeat}</HeartbeatInterval><Folders><Folder><Id>5</Id><Class>Email</Class></Folder></Folders></Ping>`,
      ),
    );
  const NGINX = bytesOf("<html><body><h1>504 Gateway Time-out</h1><hr>nginx</body></html>");

  test("a wait is longer than the proxy's, which says where its limit is kept", () => {
    const found = find(diagnose(answered(ping("900"), 504, NGINX, [])), "http-504");
    expect(found.title).toContain("before the wait was over");
    expect(found.explanation).toContain("900 s");
    expect(found.explanation).toContain("proxy_read_timeout");
    const empty = request("Ping", new Uint8Array(0));
    expect(find(diagnose(answered(empty, 504, NGINX, [])), "http-504").title).toContain("before the wait was over");
  });

  test("a command that does not wait has another cause", () => {
    expect(find(say(504), "http-504").title).toBe("HTTP 504: Gateway Timeout");
    expect(find(diagnose(answered(ping("60"), 502, NGINX, [])), "http-502").title).toBe("HTTP 502: Bad Gateway");
  });

  test("a body is too large for nginx", () => {
    const found = find(say(413, "<html><h1>413 Request Entity Too Large</h1>nginx</html>"), "http-413");
    expect(found.explanation).toContain("client_max_body_size");
  });

  test("up to 12.1 a status stands for several of the later ones", () => {
    const at = (version: string) =>
      find(diagnose(answered(ask(version), 403, bytesOf(""), [])), "http-403").explanation;
    expect(at("12.1")).toContain("UserDisabledForSync");
    expect(at("14.1")).not.toContain("UserDisabledForSync");
  });
});
