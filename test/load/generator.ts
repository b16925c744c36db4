/**
 * Load on a service, from a process of its own, so that nothing else delays it: `node generator.ts '{"url":"http://..."}'`.
 *
 * A line of JSON a second on standard output (`record.ts`). A number on standard input is answered when all that began
 * before it has ended; the end of the input ends the load.
 */
import { createInterface } from "node:readline";
import { type Answer, type Ending, type Line, settings } from "./record.ts";
import { Requests } from "./requests.ts";
import { Sockets } from "./sockets.ts";

const given = settings.parse(JSON.parse(process.argv[2] ?? "{}"));
let [answers, endings]: [Answer[], Ending[]] = [[], []];
const requests = new Requests(given, (answer) => answers.push(answer));
const sockets = new Sockets(given, (ending) => endings.push(ending));

function tell(told?: number): void {
  const line: Line = {
    answers,
    endings,
    messages: sockets.takeMessages(),
    open: sockets.open,
    ...(told !== undefined && { told }),
  };
  [answers, endings] = [[], []];
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function stop(): Promise<void> {
  await Promise.all([requests.stop(), sockets.stop()]);
  clearInterval(telling);
  tell();
}

const telling = setInterval(tell, 1000);
const questions = createInterface({ input: process.stdin });
questions.on("line", (question) => void requests.settled().then(() => tell(Number(question))));
questions.on("close", () => void stop());
// Ctrl-C reaches the whole group; whoever started this ends it by closing its input.
process.on("SIGINT", () => {});
// Whoever started this is gone: then there is nobody to tell.
process.stdout.on("error", () => process.exit(1));
