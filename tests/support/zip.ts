import { crc32, deflateRawSync } from 'node:zlib';

/** One part of an archive; the optional figures are what the archive claims instead of the truth. */
export interface ZipPart {
  readonly name: string;
  readonly data: Buffer | string;
  readonly stored?: boolean;
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
  readonly encrypted?: boolean;
  /** Another name in the local header than in the directory. */
  readonly localName?: string;
}

/** An archive made by hand, so that it can lie. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.stored ? data : deflateRawSync(data);
    const flags = (part.encrypted ? 1 : 0) | 0x800;
    const size = part.claimedSize ?? data.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(part.stored ? 0 : 8, 4);
    common.writeUInt32LE(part.claimedCrc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    const nameOf = (name: string) => {
      const header = Buffer.from(common);
      header.writeUInt16LE(Buffer.byteLength(name), 22);
      return header;
    };
    const localName = part.localName ?? part.name;
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), nameOf(localName), Buffer.from(localName), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), nameOf(part.name), rest, Buffer.from(part.name)]),
    );
    local.push(head);
    offset += head.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}
