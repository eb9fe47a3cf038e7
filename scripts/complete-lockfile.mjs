// Adds to package-lock.json the binaries of other platforms that npm left out.
//
// A mirror of the registry may hold only the binaries of the machines around it. `npm install` then leaves the others out of the
// lockfile without a word, and from then on `npm ci` refuses it everywhere. Their names and versions stand in the package that
// wants them, and the platform stands in the name, so the entries can be written without asking anybody. They carry no
// checksum; npm adds none later either, so this is done only for what is missing. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { at } from './project.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const lockfile = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
const { packages } = lockfile;
const added = [];
for (const [wantedBy, { optionalDependencies = {}, dev, license, engines }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (wantedBy === '' || packages[place] || packages[`${wantedBy}/${place}`]) continue;
    const words = name.split(/[-/]/);
    const system = words.findLastIndex((word) => systems.includes(word));
    if (system < 0 || !/^\d/.test(version))
      throw new Error(`${name}@${version} does not name its platform; add it by hand.`);
    const [os, cpu, library] = words.slice(system);
    packages[place] = {
      version,
      cpu: [cpu],
      ...(dev ? { dev } : {}),
      ...(libraries[library] ? { libc: [libraries[library]] } : {}),
      license,
      optional: true,
      os: [os],
      ...(engines ? { engines } : {}),
    };
    added.push(name);
  }
}
lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
if (added.length > 0) writeFileSync(at('package-lock.json'), `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(added.length === 0 ? 'The lockfile is complete.' : `Added ${added.length}: ${added.join(', ')}`);
