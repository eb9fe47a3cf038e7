import { longText } from '../fields.js';
import { defineForm } from '../form.js';

/** A teacher's answer to a guardian's question. */
export const answerToGuardian = defineForm({
  id: 'answer-to-guardian',
  version: 1,
  build: (question: { readonly text: string }) => ({
    title: { key: 'question.formTitle' },
    intro: [question.text],
    start: 'ask',
    fields: { text: longText({ label: { key: 'question.formText' }, maxLength: 2_000, required: true }) },
  }),
});
