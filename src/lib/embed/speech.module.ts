/** Made into one module for each language: `/<language>/speech.js`. */
import { speechOf } from './speech.ts';

export const speech = speechOf(__EMBED__);
