import type { Prisma, PrismaClient } from '../gen/client.js';

/** The database as a store sees it: the client itself or one of its transactions. */
export type Client = Prisma.TransactionClient | PrismaClient;
