import { z } from 'zod';

// What Feishu's answers hold, as far as we read them.

export const nothing = z.unknown();

export const sent = z.object({ data: z.object({ message_id: z.string() }) });

export const batch = z.object({
  data: z.object({ message_id: z.string(), invalid_open_ids: z.array(z.string()).nullish() }),
});

export const chat = z.object({
  data: z.object({
    name: z.string().default(''),
    external: z.boolean().default(false),
    tenant_key: z.string().default(''),
    chat_status: z.string().default('normal'),
  }),
});

export const listedChat = z.object({
  chat_id: z.string(),
  name: z.string().default(''),
  external: z.boolean().default(false),
  tenant_key: z.string().default(''),
});

export const member = z.object({
  member_id: z.string(),
  name: z.string().default(''),
  tenant_key: z.string().default(''),
});

export const user = z.object({
  data: z.object({ user: z.object({ email: z.string().default(''), enterprise_email: z.string().default('') }) }),
});

export const found = z.object({
  data: z.object({
    user_list: z
      .array(z.object({ user_id: z.string().optional(), email: z.string().optional(), mobile: z.string().optional() }))
      .default([]),
  }),
});

export const image = z.object({ data: z.object({ image_key: z.string() }) });

export const file = z.object({ data: z.object({ file_key: z.string() }) });

/** Beside `data`, where every other answer has what it says. */
export const bot = z.object({
  bot: z.object({ open_id: z.string(), app_name: z.string().default(''), activate_status: z.number().default(0) }),
});

export const command = z.object({
  command_id: z.string(),
  command: z.string(),
  description: z
    .object({
      default_value: z.string().default(''),
      i18n: z.object({ zh_cn: z.string().optional(), en_us: z.string().optional() }).default({}),
    })
    .prefault({}),
});

export const scopes = z.object({
  data: z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })).default([]) }),
});

export function pageOf<T>(item: z.ZodType<T>) {
  return z.object({
    data: z.object({
      items: z.array(item).nullish(),
      has_more: z.boolean().default(false),
      page_token: z.string().default(''),
    }),
  });
}
