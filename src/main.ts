#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runCli } from './app/cli.js';

// What stands in .env holds where the environment itself says nothing.
if (existsSync('.env')) process.loadEnvFile('.env');
process.exitCode = await runCli(process.argv);
