import { describe } from 'vitest';
import { describeBackends } from '../support/database.js';
import { inSandbox, onLark, onSlack } from '../support/messengers.js';
import { weekStory } from './week-story.js';

describeBackends('a school runs its week in the sandbox', (backend) => weekStory(inSandbox(backend)));
// In Socket Mode, and by a long connection: tests/long/messengers.test.ts.
describe('a school runs its week on Slack, over HTTP', () => weekStory(onSlack('embedded', 'http')));
describe('a school runs its week on Feishu, over HTTP', () => weekStory(onLark('embedded', 'webhook')));
