/**
 * Loaded into every Node process of a run of Pulumi (NODE_OPTIONS=--require); acts in the one of our provider alone.
 *
 * Notes each answered request to a server in the file CUL8ER_CRASH_RECORD, a line of JSON each. At the point that
 * CUL8ER_CRASH_AT describes (point.ts) it kills without a chance to say goodbye, or types Ctrl-C. The product knows nothing
 * of this: its HTTP client announces requests on Node's diagnostics channels.
 */
const { subscribe } = require("node:diagnostics_channel");
const { appendFileSync, readdirSync, readFileSync } = require("node:fs");
const { get } = require("node:http");

const { CUL8ER_CRASH_RECORD: record, CUL8ER_CRASH_AT: at, CUL8ER_CRASH_SOCKET: socketPath } = process.env;

/** Of a switch, in their order: the words of the note that it keeps on the instance. */
const PHASES = ["stopping", "turned", "started"];

if (record && process.argv[1]?.includes("cmd/dynamic-provider")) watch(at && JSON.parse(at));

let over = false;

function watch(point) {
  const counts = new Map();
  const requests = new WeakMap();
  let passed = false;

  subscribe("undici:request:create", ({ request }) => {
    if (passed && point.moment === "next") die(point);
    const name = named(request, counts);
    requests.set(request, name);
    if (name !== point?.request) return;
    if (point.moment === "before") die(point);
    if (PHASES.includes(point.moment)) dieInPhase(point, request);
  });

  subscribe("undici:request:headers", ({ request }) => {
    const name = requests.get(request);
    note({ request: name });
    if (name !== point?.request) return;
    if (point.moment === "after") die(point);
    if (typeof point.moment === "number") setTimeout(die, point.moment, point);
    passed = true;
  });
}

/**
 * `POST /1.0/instances#2`: the second of its kind in this process. Of the product's own scripts the name is told:
 * `switch /1.0/instances/chat-1#1`.
 */
function named({ method, path, body }, counts) {
  const [place] = path.split("?");
  const script = place.endsWith("/exec") && /"cul8er-(\w+)"/.exec(String(body))?.[1];
  const key = script ? `${script} ${place.replace(/\/exec$/, "")}` : `${method} ${place}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  return `${key}#${counts.get(key)}`;
}

/** Kills once the switch that the request begins is in the phase, or past it. */
async function dieInPhase(point, { path, body }) {
  const place = path.replace("/exec?", "/files?path=%2Fopt%2Fchat%2Fswitch&");
  const generation = /"cul8er-chat-(\w+)-/.exec(String(body))?.[1];
  for (let phase = -1; phase < PHASES.indexOf(point.moment); ) {
    const text = await read(place);
    phase = text.includes(`generation=${generation}\n`) ? PHASES.indexOf(/^phase=(\w+)$/m.exec(text)?.[1]) : -1;
  }
  die(point);
}

/** Past the HTTP client that is watched. */
const read = (path) =>
  new Promise((resolve, reject) => {
    get({ socketPath, path }, (response) => {
      let text = "";
      response.on("data", (piece) => (text += piece)).on("end", () => resolve(text));
    }).on("error", reject);
  });

function die({ victim }) {
  if (over) return undefined;
  over = true;
  if (typeof victim === "object") return dieElsewhere(victim);
  note({ died: Date.now() });
  if (victim === "provider") return process.kill(process.pid, "SIGKILL");
  const pulumi = parentOf(process.ppid);
  if (victim === "pulumi") return process.kill(pulumi, "SIGKILL");
  process.kill(pulumi, "SIGINT");
  if (victim === "pulumi, by Ctrl-C twice") setTimeout(() => process.kill(pulumi, "SIGINT"), 300);
}

/** All processes of a service in an instance, which are processes of this machine's. One that stands still cannot die. */
function dieElsewhere({ instance, unit }) {
  const place = `_${instance}/system.slice/${unit}.service\n`;
  const processes = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && groupsOf(pid).includes(place));
  if (processes.length > 0) note({ died: Date.now() });
  for (const pid of processes) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function groupsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, "utf8");
  } catch {
    return "";
  }
}

/** The shell script that launches us stands between us and the command line. */
function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

function note(line) {
  appendFileSync(record, `${JSON.stringify(line)}\n`);
}
