/** Web addresses, and paths of this server where its own address is known; never another scheme. */
export function addressOf(link: string, origin: string | undefined): URL | null {
  const path = /^\/(?![/\\])/.test(link);
  if (path && origin === undefined) return null;
  const base = path ? origin : undefined;
  if (!URL.canParse(link, base)) return null;
  const address = new URL(link, base);
  return address.protocol === 'https:' || address.protocol === 'http:' ? address : null;
}
