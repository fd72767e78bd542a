// Asks over the network and reads the server-sent events that come back.

const LONGEST_WAIT = 120_000;

/** A failure whose message may be shown as it is. */
export class PlainFailure extends Error {}

/** Asks a question; calls onEvent(name, data) for each event of the stream, in order. */
export async function askStream(question, history, onEvent) {
  const response = await fetch("/api/ask/stream", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question: question.toWellFormed?.() ?? question, history }),
    signal: AbortSignal.timeout(LONGEST_WAIT),
    credentials: "omit",
  });
  if (!response.ok) throw new PlainFailure((await response.json()).error);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (waiting + value).split("\n\n");
    waiting = events.pop();
    for (const event of events) pass(event, onEvent);
  }
}

function pass(event, onEvent) {
  let name = "message";
  const data = [];
  for (const line of event.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (data.length) onEvent(name, JSON.parse(data.join("\n")));
}
