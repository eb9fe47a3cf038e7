import { Agent, request } from 'node:http';

/** A client that keeps its connections, as a platform does. */
export interface Client {
  post<T>(url: string, body: unknown): Promise<T>;
  get<T>(url: string): Promise<T>;
  /** The body as it is, under the headers; resolves with the text of a 200. */
  send(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<string>;
}

export function createClient(): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  function ask(method: string, url: string, body: string | null, more: Readonly<Record<string, string>>) {
    return new Promise<string>((resolve, reject) => {
      const headers = {
        origin: new URL(url).origin,
        ...more,
        ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      };
      const asking = request(url, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${url}: ${response.statusCode} ${text}`));
        });
      });
      asking.on('error', reject);
      asking.end(body ?? undefined);
    });
  }

  const json = { 'content-type': 'application/json' };
  return {
    post: async <T>(url: string, body: unknown) => JSON.parse(await ask('POST', url, JSON.stringify(body), json)) as T,
    get: async <T>(url: string) => JSON.parse(await ask('GET', url, null, {})) as T,
    send: (url, body, headers) => ask('POST', url, body, headers),
  };
}

/** Sends the requests with so many in the air at any time; how long each took. */
export async function latencies(
  inFlight: number,
  requests: readonly (readonly (() => Promise<unknown>)[])[],
): Promise<number[]> {
  const lanes = requests.slice(0, inFlight);
  const taken: number[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const send of lane) {
        const begun = performance.now();
        await send();
        taken.push(performance.now() - begun);
      }
    }),
  );
  return taken;
}
