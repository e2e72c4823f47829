/**
 * The only script of the page that may connect to the sign-in service: it is served with a policy of its own, while
 * the page itself connects to its own origin alone. It knows one thing to do.
 */
export interface SignInCall {
  id: number;
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

export type SignInAnswer =
  | { id: number; status: number; headers: Record<string, string>; text: string }
  | { id: number; failed: string };

addEventListener("message", async ({ data }: MessageEvent<SignInCall>) => {
  const { id, url, method, headers, body } = data;
  try {
    const response = await fetch(url, {
      method,
      headers,
      credentials: "omit",
      ...(body !== undefined && { body }),
    });
    const answer: SignInAnswer = {
      id,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
    postMessage(answer);
  } catch (error) {
    postMessage({ id, failed: error instanceof Error ? error.message : String(error) } satisfies SignInAnswer);
  }
});
