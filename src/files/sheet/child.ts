import { parseSheets } from './parse-sheets.js';
import type { SheetOrder } from './sheet-reader.js';

// The child process of `createSheetReader`: a line of JSON and then the file come in on stdin, the answer goes out on
// stdout as JSON. It has no environment and no other open file, and no name of a person stands in its arguments.

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const input = Buffer.concat(chunks);
const end = input.indexOf('\n');
const order: SheetOrder = JSON.parse(input.subarray(0, end).toString('utf8'));
const result = await parseSheets(input.subarray(end + 1), order.fileName, order.limits);
process.stdout.write(JSON.stringify(result));
