// The frames of the long connection: pbbp2.Frame, written and read by hand (protobuf's varints and lengths).

export interface Frame {
  readonly seqId: number;
  readonly logId: number;
  readonly service: number;
  /** 0: about the connection. 1: something for the app, or its answer. */
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** The method of a frame that carries something for the app, or its answer. */
export const data = 1;

const field = { seqId: 1, logId: 2, service: 3, method: 4, headers: 5, payload: 8 } as const;
const lengthDelimited = 2;

export function encodeFrame(frame: Frame): Buffer {
  const headers = Object.entries(frame.headers).map(([key, value]) =>
    delimited(field.headers, Buffer.concat([delimited(1, Buffer.from(key)), delimited(2, Buffer.from(value))])),
  );
  return Buffer.concat([
    number(field.seqId, frame.seqId),
    number(field.logId, frame.logId),
    number(field.service, frame.service),
    number(field.method, frame.method),
    ...headers,
    delimited(field.payload, frame.payload),
  ]);
}

/** @throws RangeError */
export function decodeFrame(bytes: Buffer): Frame {
  const numbers = new Map<number, number>();
  const headers: Record<string, string> = {};
  let payload: Buffer = Buffer.alloc(0);
  for (const { id, value } of fieldsOf(bytes)) {
    if (typeof value === 'number') numbers.set(id, value);
    else if (id === field.payload) payload = value;
    else if (id === field.headers) {
      const [key, text] = [...fieldsOf(value)].map((one) => String(one.value));
      headers[key ?? ''] = text ?? '';
    }
  }
  const of = (id: number) => numbers.get(id) ?? 0;
  const { seqId, logId, service, method } = field;
  return { seqId: of(seqId), logId: of(logId), service: of(service), method: of(method), headers, payload };
}

function* fieldsOf(bytes: Buffer): Generator<{ readonly id: number; readonly value: number | Buffer }> {
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(value);
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const id = key >>> 3;
    if ((key & 7) !== lengthDelimited) yield { id, value: varint() };
    else {
      const length = varint();
      yield { id, value: bytes.subarray(at, at + length) };
      at += length;
    }
  }
}

function varintOf(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const number = (id: number, value: number) => Buffer.concat([varintOf(id << 3), varintOf(value)]);
const delimited = (id: number, value: Buffer) =>
  Buffer.concat([varintOf((id << 3) | lengthDelimited), varintOf(value.length), value]);
