import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Ports } from '../core/ports/ports.js';

/** Figures for Prometheus: counts and times, no school and no person. */
export function createMetrics(ports: Pick<Ports, 'database' | 'clock'>): () => Promise<string> {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'gongyu_' });
  const unfinished = new Gauge({
    name: 'gongyu_deliveries_unfinished',
    help: 'Deliveries that are due and have not ended',
    registers: [register],
  });
  return async () => {
    unfinished.set(await ports.database.deliveries.unfinished(ports.clock.school()));
    return register.metrics();
  };
}
