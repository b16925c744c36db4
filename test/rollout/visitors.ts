/** Visitors of a site: each comes back again and again, brings its cookie, and asks for the files that its pages need. */
import { setTimeout as pause } from "node:timers/promises";

/** What one visitor got, in the order in which it asked. */
export interface Visit {
  /** Versions of its pages; a status where it was another than 200. */
  readonly pages: readonly string[];
  /** Of each page whether its file came. */
  readonly files: readonly boolean[];
}

/** Visitors who come until they are told to stop. */
export class Visitors {
  readonly #visits: Promise<Visit>[];
  #open = true;

  /** @param url where they go; `count` of them */
  constructor(url: string, count: number) {
    this.#visits = Array.from({ length: count }, () => this.#visit(url));
  }

  /** They stop, and tell. */
  async stop(): Promise<readonly Visit[]> {
    this.#open = false;
    return Promise.all(this.#visits);
  }

  async #visit(url: string): Promise<Visit> {
    const visit = { pages: [] as string[], files: [] as boolean[] };
    let cookie = "";
    while (this.#open) {
      const page = await fetch(url, { headers: { cookie } });
      await page.text();
      cookie = page.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
      const version = /^\w+\/(\S+)/.exec(page.headers.get("server") ?? "")?.[1] ?? "";
      visit.pages.push(page.ok ? version : `${page.status}`);
      const file = await fetch(`${url}/assets/${version}.txt`, { headers: { cookie } });
      await file.text();
      visit.files.push(file.ok);
      await pause(100);
    }
    return visit;
  }
}
