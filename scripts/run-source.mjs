// Runs one TypeScript file of src/ in a worker thread or a child process while the program itself runs from source
// (`npm run dev`, tests): the first argument is the file's URL. A built program starts the compiled file instead.
import { register } from 'tsx/esm/api';

register();
// The file finds its own arguments where it would find them when started directly.
const [file] = process.argv.splice(2, 1);
await import(file);
