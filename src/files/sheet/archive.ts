import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { SheetLimits } from './limits.js';
import { SheetRefusal } from './refuse.js';

/**
 * The XML parts of a workbook, unpacked. The archive's own list is checked before anything is unpacked and
 * the bytes are counted while unpacking, because the list may lie. Only these parts are handed on: a second reading of
 * the archive by another program (which may believe the local headers instead) never happens.
 */
export async function unpackWorkbook(bytes: Uint8Array, limits: SheetLimits): Promise<Map<string, Buffer>> {
  const zip = await openArchive(bytes, limits);
  const entries = await listEntries(zip, limits);
  refuseOtherKinds(entries);
  refuseBomb(entries, limits);
  const parts = new Map<string, Buffer>();
  let left = limits.unpackedBytes;
  for (const entry of entries) {
    if (!isXml(entry.fileName)) continue;
    if (parts.has(entry.fileName)) throw new SheetRefusal('damaged');
    const part = await unpack(zip, entry, left);
    left -= part.length;
    parts.set(entry.fileName, part);
  }
  if (!parts.has('[Content_Types].xml') || ![...parts.keys()].some((name) => name.startsWith('xl/'))) {
    throw new SheetRefusal('unknown-format', { extension: 'zip' });
  }
  return parts;
}

/** Pictures, printer settings and macros stay packed; SheetJS wants every XML part that the list of types names. */
function isXml(name: string): boolean {
  return /\.(xml|rels)$/i.test(name);
}

async function openArchive(bytes: Uint8Array, limits: SheetLimits): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, file) =>
      error || !file ? reject(new SheetRefusal('damaged')) : resolve(file),
    );
  });
  if (zip.entryCount > limits.parts) throw new SheetRefusal('too-many-parts', { limit: limits.parts });
  return zip;
}

function listEntries(zip: ZipFile, limits: SheetLimits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', () => reject(new SheetRefusal('damaged')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > limits.parts) reject(new SheetRefusal('too-many-parts', { limit: limits.parts }));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function refuseOtherKinds(entries: readonly Entry[]): void {
  const names = new Set(entries.map((entry) => entry.fileName));
  if (entries.some((entry) => (entry.generalPurposeBitFlag & 1) === 1)) throw new SheetRefusal('encrypted');
  if (entries.some((entry) => /vbaProject\.bin$/i.test(entry.fileName))) throw new SheetRefusal('macro');
  const other = ['mimetype', 'META-INF/manifest.xml', 'xl/workbook.bin', 'Index/Document.iwa', 'Index.zip'];
  if (other.some((name) => names.has(name))) throw new SheetRefusal('other-spreadsheet');
  if (!names.has('[Content_Types].xml')) throw new SheetRefusal('unknown-format', { extension: 'zip' });
}

function refuseBomb(entries: readonly Entry[], limits: SheetLimits): void {
  let packed = 0;
  let unpacked = 0;
  for (const entry of entries) {
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
  }
  if (unpacked > limits.unpackedBytes || unpacked > packed * limits.ratio) throw new SheetRefusal('bomb');
}

function unpack(zip: ZipFile, entry: Entry, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(new SheetRefusal('damaged'));
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('error', () => reject(new SheetRefusal('damaged')));
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) {
          stream.destroy();
          reject(new SheetRefusal('bomb'));
        } else chunks.push(chunk);
      });
      stream.on('end', () => {
        const part = Buffer.concat(chunks, size);
        if (crc32(part) !== entry.crc32) reject(new SheetRefusal('damaged'));
        else {
          try {
            refuseOddXml(part);
            resolve(part);
          } catch (refusal) {
            reject(refusal);
          }
        }
      });
    });
  });
}

/** A document type may define entities that grow without end or fetch other files; UTF-16 could hide it. */
function refuseOddXml(part: Buffer): void {
  if (part.subarray(0, 4).includes(0) || part[0] === 0xfe || part[0] === 0xff) throw new SheetRefusal('damaged');
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) throw new SheetRefusal('entities');
}
