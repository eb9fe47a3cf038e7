import { answerToGuardian } from '../forms/catalog/answer.js';
import { plainEnvironment } from '../forms/field.js';
import { answerQuestion, questionOf } from '../questions/answer.js';
import type { LoadForm } from './form-subject.js';

/** The answer to a guardian's question, about the question. */
export const loadAnswerForm: LoadForm = async (turn, questionId) => {
  const question = await questionOf(turn, turn.ports.database, questionId);
  return {
    form: answerToGuardian.build({ text: question.text }),
    environment: plainEnvironment,
    submit: (values) => answerQuestion(turn, questionId, String(values['text'] ?? '')),
  };
};
