import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config.js';
import { carryOut } from '../carry-out.js';
import { complaintOf } from '../complaint.js';
import { operatorLanguage } from '../operator-language.js';
import { secretFile } from '../secrets.js';
import type { Output, Status } from './command.js';
import { examine } from './examine.js';
import { type Finding, fail, findingSchema, ok, renderFinding, warn } from './finding.js';

const again = 'Then run gongyu doctor again.';

/** Looks at everything that an operator can put right, changes nothing, and says what to do. */
export async function runDoctor(readConfig: () => Config, json: boolean, output: Output): Promise<Status> {
  const findings: Finding[] = [];
  const add = (finding: Finding) => {
    findings.push(finding);
    if (!json) output.line(renderFinding(finding));
  };
  try {
    const config = readConfig();
    add(
      ok('configuration', `The configuration can be read: ${config.mode === 'embedded' ? 'embedded' : 'on a server'}.`),
    );
    for (const finding of lookAtConfig(config)) add(finding);
    await examineThere(config, output, add);
  } catch (error) {
    add(fail('configuration', complaintOf(error, operatorLanguage()), again));
  }
  if (json) output.line(JSON.stringify(findings));
  return findings.some((finding) => finding.level === 'fail') ? 1 : 0;
}

function lookAtConfig(config: Config): readonly Finding[] {
  const findings: Finding[] = [];
  if (config.secret) findings.push(ok('secret', 'GONGYU_SECRET is set; keep a copy of it outside this machine.'));
  else {
    const file = resolve(secretFile(config));
    const text = existsSync(file) ? `The secret lies in ${file}, beside what it protects.` : 'There is no secret yet.';
    const remedy =
      'Move it out: set GONGYU_SECRET to the content of the file, delete the file, and keep a copy elsewhere. Without it no backup can be restored.';
    findings.push(existsSync(file) ? warn('secret', text, remedy) : ok('secret', `${text} The first start makes one.`));
  }
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(config.host);
  if (isOpen && config.sandbox) {
    const text = `The sandbox listens on ${config.host} and has no log-in: whoever reaches it can be anybody.`;
    findings.push(warn('sandbox', text, 'Leave HOST unset, or set SANDBOX=0.'));
  }
  return findings;
}

/** The rest is asked of whatever program has the database: the running one, or one that is opened for the question. */
async function examineThere(config: Config, output: Output, add: (finding: Finding) => void): Promise<void> {
  const complain = (text: string) => add(fail('database', text, again));
  const line = (text: string) => add(findingSchema.parse(JSON.parse(text)));
  try {
    await carryOut(config, 'examine', examine, {}, { ...output, line, complain });
  } catch (error) {
    complain(complaintOf(error, operatorLanguage()));
  }
}
