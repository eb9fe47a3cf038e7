// Checks every type: the program with its tests, and the sandbox's page with a browser's own names.
import { existsSync } from 'node:fs';
import { generateClient } from './generate.mjs';
import { at, compiler, hasPage, main, pageFolder, Refusal, runNode } from './project.mjs';

main(() => {
  if (!existsSync(at(compiler))) throw new Refusal('The compiler is not installed. To install it: npm ci');
  generateClient();
  runNode('Checking types', [compiler, '--noEmit', '-p', 'tsconfig.json'], { quiet: false });
  if (hasPage()) {
    runNode("Checking the page's types", [compiler, '--noEmit', '-p', pageFolder], { quiet: false });
  }
});
