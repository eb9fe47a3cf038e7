import { SheetRefusal } from './refuse.js';

const workbookNames = ['xlsx', 'xlsm', 'xltx', 'xls'];
const textNames = ['csv', 'tsv', 'txt'];

/**
 * What the bytes are, whatever the name says. Programs for schools save web pages as .xls and people rename files, so
 * the content decides and a name that contradicts it is told, because the person looks for the file by its name.
 */
export function classifySheetFile(bytes: Uint8Array, fileName: string): 'workbook' | 'text' {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (bytes.length === 0) throw new SheetRefusal('empty');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    if (textNames.includes(extension)) throw new SheetRefusal('wrong-extension', { extension, better: 'xlsx' });
    return 'workbook';
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // A compound file: either the old binary workbook or the envelope of an encrypted new one.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (text.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new SheetRefusal('encrypted');
    if (['Workbook', 'Book'].some((name) => text.includes(Buffer.from(name, 'utf16le')))) {
      throw new SheetRefusal('xls');
    }
    throw new SheetRefusal('unknown-format', { extension });
  }
  if (startsWith(bytes, [0x09, 0x08]) || startsWith(bytes, [0x09, 0x04])) throw new SheetRefusal('xls');
  if (looksLikeMarkup(bytes)) throw new SheetRefusal('markup');
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]) || startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) {
    throw new SheetRefusal('unknown-format', { extension });
  }
  if (workbookNames.includes(extension)) throw new SheetRefusal('wrong-extension', { extension, better: 'csv' });
  return 'text';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function looksLikeMarkup(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1').replaceAll('\0', '').toLowerCase();
  return /^[^a-z0-9<]{0,8}\s*<(\?xml|!doctype|html|table|head|meta|workbook)/.test(head);
}
