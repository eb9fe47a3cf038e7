import type { Chats } from '../../src/core/ports/chats.js';

/** Of a program whose platforms are off. */
export const noChats: Chats = { look: async () => null, emailOf: async () => null, takesCirculars: () => false };
