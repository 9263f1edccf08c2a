/** The person's answer to the end of the session: true once the same person has signed in again, false when the page is left. */
type Asks = () => Promise<boolean>;

const SEEN = "tahqiq.seen";
/** How often the time of the last answer is written, in milliseconds. */
const EVERY = 15_000;

let asks: Asks | null = null;
let waiting: Promise<boolean> | null = null;

/** Names who asks for the password when a session has ended; without one the request is simply refused. The answer takes it back. */
export function whenSessionEnds(given: Asks): () => void {
  asks = given;
  return () => {
    if (asks === given) asks = null;
  };
}

/** Asks once, however many requests are refused meanwhile. */
export function askAgain(): Promise<boolean> {
  if (asks === null) return Promise.resolve(false);
  waiting ??= asks().finally(() => { waiting = null; });
  return waiting;
}

/** When the server last answered this person, in any tab of this browser: the session ends so long afterwards as the server says. Milliseconds. */
export const lastAnswer = (): number => Number(window.localStorage.getItem(SEEN) ?? "0");

/** Notes that the session was used just now. */
export function noteAnswer(): void {
  if (Date.now() - lastAnswer() > EVERY) window.localStorage.setItem(SEEN, Date.now().toString());
}

const signedOut = async (answer: Response): Promise<boolean> => {
  if (answer.status !== 401) return false;
  const told: unknown = await answer.clone().json().catch(() => null);
  return typeof told === "object" && told !== null && "code" in told && told.code === "not-signed-in";
};

/** Sends a request; one that is refused because the session has ended is sent a second time, once, after the person has signed in again. `send` makes the request anew each time. */
export async function sent(send: () => Promise<Response>): Promise<Response> {
  const answer = await send();
  if (asks === null) return answer;
  if (!(await signedOut(answer))) {
    noteAnswer();
    return answer;
  }
  return (await askAgain()) ? send() : answer;
}
