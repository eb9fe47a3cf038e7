import { bind } from './areas/bind.js';
import { calendar } from './areas/calendar.js';
import { chat } from './areas/chat.js';
import { common } from './areas/common.js';
import { conduct } from './areas/conduct.js';
import { consent } from './areas/consent.js';
import { demo } from './areas/demo.js';
import { digest } from './areas/digest.js';
import { digestApproval } from './areas/digest-approval.js';
import { entry } from './areas/entry.js';
import { forms } from './areas/forms.js';
import { home } from './areas/home.js';
import { inbox } from './areas/inbox.js';
import { lark } from './areas/lark.js';
import { larkCommand } from './areas/lark-command.js';
import { larkTalk } from './areas/lark-talk.js';
import { link } from './areas/link.js';
import { people } from './areas/people.js';
import { proposal } from './areas/proposal.js';
import { question } from './areas/question.js';
import { report } from './areas/report.js';
import { roster } from './areas/roster.js';
import { rosterChange } from './areas/roster-change.js';
import { rosterFile } from './areas/roster-file.js';
import { round } from './areas/round.js';
import { roundCard } from './areas/round-card.js';
import { roundForm } from './areas/round-form.js';
import { sandbox } from './areas/sandbox.js';
import { school } from './areas/school.js';
import { schoolDay } from './areas/school-day.js';
import { settings } from './areas/settings.js';
import { settingsCard } from './areas/settings-card.js';
import { slack } from './areas/slack.js';
import { talk } from './areas/talk.js';
import { why } from './areas/why.js';

/** Every sentence that a person can read, by area. A new area is one line here. */
export const catalogue = {
  ...inbox,
  ...bind,
  ...calendar,
  ...chat,
  ...common,
  ...conduct,
  ...demo,
  ...consent,
  ...digest,
  ...digestApproval,
  ...entry,
  ...lark,
  ...larkCommand,
  ...larkTalk,
  ...link,
  ...people,
  ...proposal,
  ...question,
  ...report,
  ...roster,
  ...rosterChange,
  ...rosterFile,
  ...round,
  ...school,
  ...schoolDay,
  ...settings,
  ...sandbox,
  ...settingsCard,
  ...home,
  ...slack,
  ...talk,
  ...why,
  ...forms,
  ...roundCard,
  ...roundForm,
};

export type MessageKey = keyof typeof catalogue;
