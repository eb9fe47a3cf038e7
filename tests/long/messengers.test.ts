import { describe } from 'vitest';
import { englishStory } from '../stories/english-story.js';
import { weekStory } from '../stories/week-story.js';
import { describeBackends } from '../support/database.js';
import { onLark, onSlack } from '../support/messengers.js';

describeBackends('a school runs its week on Slack, in Socket Mode', (backend) => weekStory(onSlack(backend, 'socket')));
describe('an American school runs its week on Slack, over HTTP', () => englishStory(onSlack('embedded', 'http')));
describeBackends('a school runs its week on Feishu, by a long connection', (backend) =>
  weekStory(onLark(backend, 'websocket')),
);
describe('an American school runs its week on Lark, over HTTP', () => englishStory(onLark('embedded', 'webhook')));
