import type { IncomingMessage } from 'node:http';

/**
 * The arguments of a call, whether they came as a form, as JSON or in parts; null when the content type is none of
 * them or the body is not what it says.
 */
export async function argumentsOf(request: IncomingMessage, bytes: Buffer): Promise<Record<string, unknown> | null> {
  const type = request.headers['content-type'] ?? '';
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://slack').searchParams);
  if (bytes.length === 0) return query;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) };
  }
  if (type.startsWith('application/json')) {
    try {
      const body: unknown = JSON.parse(bytes.toString('utf8'));
      return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...query, ...body } : null;
    } catch {
      return null;
    }
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const fields: Record<string, unknown> = { ...query };
    form.forEach((value, name) => {
      fields[name] = value;
    });
    return fields;
  }
  return null;
}

/** A file's bytes, whether they are the whole body or one part of it. */
export async function uploadedBytes(request: IncomingMessage, bytes: Buffer): Promise<Uint8Array> {
  if (!(request.headers['content-type'] ?? '').startsWith('multipart/form-data')) return bytes;
  const fields = (await argumentsOf(request, bytes)) ?? {};
  const part = Object.values(fields).find((value) => value instanceof Blob);
  return part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : new Uint8Array();
}
