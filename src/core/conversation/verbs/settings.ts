import { createOffers, expiresAfter, type Offers } from '../../actions/offers.js';
import { Refusal } from '../../errors.js';
import type { Turn } from '../../inbox/turn.js';
import { type Language, languages } from '../../language/language.js';
import { say } from '../../language/say.js';
import { type Action, actions, type Block, type Card, notice, paragraph } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';
import { loadSchool } from '../../school/school.js';
import { changeSettings } from '../../settings/parse-settings.js';
import { mayAdminister } from '../administer.js';
import { consentBlocks, giveConsent } from '../consent.js';
import { idOf, type Press } from '../press.js';
import { setSchoolDay } from './school-day.js';

const audiences = ['classParents', 'guardians'] as const;

/** The own language and way of recording; for an administrator also which audiences outside staff are on. */
export async function showSettings(turn: Turn, rest = ''): Promise<Reply> {
  const day = mayAdminister(turn) ? await setSchoolDay(turn, rest) : null;
  if (day) return day;
  const offers = createOffers(turn.ports.ids, {
    schoolId: turn.school.id,
    personId: turn.speaker.person.id,
    expiresAt: expiresAfter(turn.now, 1),
  });
  const card = settingsCard(turn, offers, await consentBlocks(turn, offers));
  await turn.ports.database.transaction((stores) => offers.save(stores, turn.now));
  return { card };
}

function settingsCard(turn: Turn, offers: Offers, consents: readonly Block[]): Card {
  const { language, speaker, school } = turn;
  const blocks: Block[] = [
    paragraph(say(language, 'settings.languageNow')),
    actions(
      ...languages
        .filter((one) => one !== language)
        .map((one) => offers.button('settings.language', languageNames[one], { language: one })),
    ),
  ];
  if (speaker.roles.some((role) => role.kind !== 'checker' && role.kind !== 'administrator')) {
    const on = speaker.person.recordAtOnce;
    blocks.push(
      paragraph(say(language, on ? 'settings.atOnceOn' : 'settings.atOnceOff')),
      actions(
        offers.button('settings.atOnce', say(language, on ? 'settings.turnOff' : 'settings.turnOn'), { on: !on }),
      ),
    );
  }
  blocks.push(...consents);
  if (mayAdminister(turn)) {
    blocks.push(actions(offers.button('link.list', say(language, 'link.list'), {})));
    for (const audience of audiences) {
      const on = school.settings.audiences[audience];
      const toggle: Action = offers.button(
        'settings.audience',
        say(language, on ? 'settings.turnOff' : 'settings.turnOn'),
        { audience, on: !on },
        on
          ? {}
          : {
              confirm: {
                question: say(language, `settings.audienceAsk.${audience}`),
                yes: say(language, 'settings.turnOn'),
                no: say(language, 'common.cancel'),
              },
            },
      );
      blocks.push(paragraph(say(language, `settings.audience.${audience}.${on ? 'on' : 'off'}`)), actions(toggle));
    }
  }
  return { title: say(language, 'settings.title'), tone: 'plain', blocks };
}

const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '中文', 'en-US': 'English' };

export const settingsPresses: Readonly<Record<string, Press>> = {
  'consent.praise': async (turn, action) => {
    await giveConsent(turn, idOf(action, 'pupilId'), action.payload['grant'] === true);
    return showSettings(turn);
  },
  'settings.language': async (turn, action) => {
    const language = languages.find((one) => one === idOf(action, 'language'));
    if (!language) throw new Refusal('press.gone');
    const { person } = turn.speaker;
    await turn.ports.database.transaction((stores) => stores.accounts.setLanguage(person.id, language));
    return showSettings({ ...turn, language });
  },
  'settings.atOnce': async (turn, action) => {
    const { person } = turn.speaker;
    const recordAtOnce = action.payload['on'] === true;
    await turn.ports.database.transaction((stores) => stores.accounts.setRecordAtOnce(person.id, recordAtOnce));
    return showSettings({ ...turn, speaker: { ...turn.speaker, person: { ...person, recordAtOnce } } });
  },
  'year.confirm': async (turn, action) => {
    if (!mayAdminister(turn)) throw new Refusal('settings.administratorsOnly');
    const { ports, school, speaker, language, now } = turn;
    const year = Number(idOf(action, 'year'));
    await ports.database.transaction((stores) =>
      stores.schools.confirmYear(ports.ids.next(), school.id, year, speaker.person.id, now),
    );
    return { card: notice(say(language, 'schoolDay.confirmed', { year: String(year) }), 'done') };
  },
  'settings.audience': async (turn, action) => {
    if (!mayAdminister(turn)) throw new Refusal('settings.administratorsOnly');
    const audience = audiences.find((one) => one === idOf(action, 'audience'));
    if (!audience) throw new Refusal('press.gone');
    const on = action.payload['on'] === true;
    const school = await turn.ports.database.transaction(async (stores) => {
      const record = await stores.schools.find(turn.school.id);
      await stores.schools.setSettings(turn.school.id, changeSettings(record?.settings, `audiences.${audience}`, on));
      await stores.audit.add([
        {
          id: turn.ports.ids.next(),
          schoolId: turn.school.id,
          actorId: turn.speaker.person.id,
          action: `settings.audiences.${audience}.${on ? 'on' : 'off'}`,
          subjectKind: 'school',
          subjectId: turn.school.id,
          at: turn.now,
        },
      ]);
      return loadSchool(stores, turn.school.id);
    });
    return showSettings({ ...turn, school });
  },
};
