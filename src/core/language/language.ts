/** The languages that Gongyu speaks: a further one is one more column in every area of the catalogue. */
export const languages = ['zh-CN', 'en-US'] as const;

export type Language = (typeof languages)[number];

/** The closest language we speak to what somebody asked for; Chinese schools come first. */
export function languageOf(tag: string | null | undefined): Language {
  return tag?.toLowerCase().startsWith('en') ? 'en-US' : 'zh-CN';
}
