import type { RubricItem } from '../core/conduct/rubric.js';
import type { RubricStore } from '../core/ports/rubric-store.js';
import type { RubricItem as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { toDate } from './dates.js';

export function createRubricStore(client: Client): RubricStore {
  return {
    async list(schoolId, on) {
      const day = toDate(on);
      const rows = await client.rubricItem.findMany({
        where: { schoolId, validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gt: day } }] },
        orderBy: [{ ordinal: 'asc' }, { code: 'asc' }],
      });
      return rows.map(toItem);
    },

    async find(schoolId, itemIds) {
      const rows = await client.rubricItem.findMany({ where: { schoolId, id: { in: [...itemIds] } } });
      return rows.map(toItem);
    },

    async add(schoolId, items, from, ordinal) {
      await client.rubricItem.createMany({
        data: items.map((item, index) => ({
          id: item.id,
          schoolId,
          code: item.code,
          category: item.category,
          nameZh: item.nameZh,
          nameEn: item.nameEn,
          aliases: [...item.aliases],
          points: item.points,
          kind: item.kind,
          serious: item.serious,
          recorders: [...item.recorders],
          ordinal: ordinal + index,
          validFrom: toDate(from),
        })),
      });
    },

    async end(schoolId, itemIds, on) {
      await client.rubricItem.updateMany({
        where: { schoolId, id: { in: [...itemIds] }, validTo: null },
        data: { validTo: toDate(on) },
      });
    },
  };
}

function toItem({ schoolId: _, ordinal: __, validFrom: ___, validTo: ____, points, kind, ...row }: Row): RubricItem {
  return { ...row, points: points.toNumber(), kind: kind as RubricItem['kind'] };
}
