import { registryChapter } from './s0-registry.ts';
import { beginTale } from './tale.ts';

const tale = beginTale('s0-dossier', 'S0 · Electronic data packages of supervised units and office-holders');

registryChapter(tale);
