import { build } from '../../src/app/build.js';
import { seatSchool } from '../../src/app/sandbox-seats.js';
import { importIntoSchool } from '../../src/app/school-import.js';
import { readConfig } from '../../src/config.js';
import type { Place } from './place.js';
import { pupilSheet, staffSheet } from './roster.js';

const secret = 'a-secret-for-measuring-gongyu-and-nothing-else';

/** What a program that runs in the place is told. */
export function environmentOf(place: Place): Record<string, string> {
  return {
    GONGYU_DATA: place.folder,
    GONGYU_SECRET: secret,
    SANDBOX: '1',
    PORT: '0',
    LOG_LEVEL: 'error',
    ...(place.url === null ? {} : { DATABASE_URL: place.url }),
  };
}

/** Imports a school of so many pupils the way its office would, and gives everybody a seat in the sandbox. */
export async function fillSchool(place: Place, pupils: number): Promise<void> {
  const program = await build(readConfig(environmentOf(place)));
  try {
    for (const [fileName, text] of [
      ['pupils.csv', pupilSheet(pupils)],
      ['staff.csv', staffSheet(pupils)],
    ] as const) {
      const { report } = await importIntoSchool(
        program.ports,
        program.files,
        {
          bytes: new TextEncoder().encode(text),
          fileName,
          dryRun: false,
          schoolName: '测速实验学校',
          language: 'zh-CN',
          zone: 'Asia/Shanghai',
          calendar: 'CN',
          region: 'CN',
          accept: 'all',
        },
        (stores, school) => seatSchool(stores, program.ports.ids, school, program.ports.clock.school()),
      );
      if (report.outcome !== 'imported') {
        throw new Error(`${fileName}: ${report.outcome} ${JSON.stringify(report.issues.slice(0, 3))}`);
      }
    }
  } finally {
    await program.stop();
  }
}
