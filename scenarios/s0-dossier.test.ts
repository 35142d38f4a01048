import { judgingChapter, type Subjects } from './s0-judging.ts';
import { registryChapter } from './s0-registry.ts';
import { beginTale } from './tale.ts';

const tale = beginTale('s0-dossier', 'S0 · Electronic data packages of supervised units and office-holders');
const subjects: Subjects = { unitId: '', personId: '' };

registryChapter(tale);
judgingChapter(tale, subjects);
