import type { ClassWords, DemoEdition } from './edition.js';
import { englishNames } from './names-en.js';

function classOf(grade: string, section: string): ClassWords {
  return { grade, section, gradeName: `Grade ${grade}`, name: `${grade}${section}` };
}

const relationWords: Readonly<Record<string, string>> = {
  mother: 'mom',
  father: 'dad',
  grandmother: 'grandma',
  grandfather: 'grandpa',
  aunt: 'aunt',
};

export const englishEdition: DemoEdition = {
  language: 'en-US',
  schoolName: 'Lantern Creek Middle School',
  names: englishNames,
  classes: [classOf('7', 'A'), classOf('7', 'B'), classOf('8', 'A'), classOf('8', 'B')],
  alphabetical: true,
  notable: [
    [
      { name: 'Maria Garcia', sex: 'female', surname: 'Garcia' },
      { name: 'Maria Lopez', sex: 'female', surname: 'Lopez' },
      { name: "Liam O'Brien", sex: 'male', surname: "O'Brien" },
      { name: 'José Hernández', sex: 'male', surname: 'Hernández' },
      { name: 'Ava Martinez', sex: 'female', surname: 'Martinez' },
    ],
    [
      { name: 'Emma Johnson', sex: 'female', surname: 'Johnson' },
      { name: 'Emma Johnson', sex: 'female', surname: 'Johnson' },
      { name: 'Jean-Luc Moreau', sex: 'male', surname: 'Moreau' },
      { name: 'Anh Nguyen', sex: 'female', surname: 'Nguyen' },
      { name: 'Zoë Kowalczyk', sex: 'female', surname: 'Kowalczyk' },
    ],
    [
      { name: "D'Angelo Washington", sex: 'male', surname: 'Washington' },
      { name: 'Mary-Kate Doyle', sex: 'female', surname: 'Doyle' },
      { name: 'Siobhán Murphy', sex: 'female', surname: 'Murphy' },
      { name: 'Ana de la Cruz', sex: 'female', surname: 'de la Cruz' },
      { name: 'Will Grace', sex: 'male', surname: 'Grace' },
    ],
    [
      { name: 'Noah Williams', sex: 'male', surname: 'Williams' },
      { name: 'Noah Williams', sex: 'male', surname: 'Williams' },
      { name: 'Xin Yi Chen', sex: 'female', surname: 'Chen', fatherReads: 'zh-CN' },
      { name: 'Björn Lindqvist', sex: 'male', surname: 'Lindqvist' },
      { name: 'Aaliyah Smith-Jones', sex: 'female', surname: 'Smith-Jones' },
      { name: 'Ava Martinez', sex: 'female', surname: 'Martinez' },
    ],
  ],
  subjects: {
    homeroom: ['English', 'Math'],
    grade: ['Science', 'Social Studies'],
    sports: 'PE',
    counselling: 'Counseling',
  },
  groupNames: ['Compass', 'Lighthouse', 'Evergreen', 'Summit', 'Harbor', 'Beacon', 'Falcon', 'Juniper'],
  grandparents: { woman: 'grandmother', man: 'grandfather' },
  aunt: 'aunt',
  staffChannel: 'Lantern Creek staff',
  parentsChannel: (className) => `${className} families`,
  chatName: (pupilName, relation, personName) =>
    `${personName} (${pupilName.split(' ')[0]}'s ${relationWords[relation] ?? 'family'})`,
  strangers: ['Sunny', 'JT', 'Coach Bob'],
  notes: {
    ATT03: [
      'About 5 minutes; says the bus was late',
      'Second time this week, called home',
      'Dropped off a sister first',
    ],
    CLS05: ['Stopped after one reminder', 'Talking with a neighbor; spoke privately after class'],
    CLS07: ['Left the workbook at home', 'No compass'],
    CLS08: ['Talked it over after class; calm now'],
    HMW03: ['Says it is at home; will bring it tomorrow', 'Two pages of the math packet missing'],
    CLN04: ['By the field after lunch; picked it up'],
    MAN02: ['Argument with a classmate; both apologized'],
    NET01: ['Checking messages between classes; phone returned at dismissal'],
    SAF02: ['Second-floor hallway'],
    OBS01: ['Fever; family called in the morning', 'Upset stomach; back after lunch'],
    OBS02: ['Dentist, half a day', 'Family matter; parent let us know'],
    CLS03: ['Walked a neighbor through two word problems', 'Led the group through corrections'],
    IMP03: ['On time two weeks in a row', 'Writing is much neater'],
    HLP02: ["Partner's vocabulary quiz went from 60 to 85"],
    MAN05: ['Brought a lunch card to the office'],
  },
  reasons: {
    plus: ['Set up the class meeting', 'Helped rehearse for the assembly', 'Put together the bulletin board'],
    minus: ['In the hallway during quiet time'],
  },
  roundRemarks: [
    'Mornings are getting better; next week we work on hallways.',
    'Cleanup crews did well; homework still needs a push.',
    'A steady week, with real progress for several students.',
  ],
  groupRemarks: ['Everyone spoke up', 'Cleanup done early', 'Careful peer checks', 'Great group leader'],
};
