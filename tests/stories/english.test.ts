import { describe } from 'vitest';
import { inSandbox } from '../support/messengers.js';
import { englishStory } from './english-story.js';

// On Slack: tests/long/messengers.test.ts.
describe('an American school runs its week in the sandbox', () => englishStory(inSandbox('embedded')));
