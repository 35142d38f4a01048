import { appointmentChapter } from './s0-appointment.ts';
import { gapsChapter, timeChapter } from './s0-gaps.ts';
import { instructionsChapter } from './s0-instructions.ts';
import { judgingChapter, type Subjects } from './s0-judging.ts';
import { materialsChapter } from './s0-materials.ts';
import { portraitChapter } from './s0-portrait.ts';
import { readingChapter } from './s0-reading.ts';
import { registryChapter } from './s0-registry.ts';
import { sealedChapter } from './s0-sealed.ts';
import { beginTale } from './tale.ts';

const tale = beginTale('s0-dossier', 'S0 · Electronic data packages of supervised units and office-holders');
const subjects: Subjects = { unitId: '', personId: '' };

registryChapter(tale);
judgingChapter(tale, subjects);
materialsChapter(tale, subjects);
readingChapter(tale, subjects);
gapsChapter(tale, subjects);
sealedChapter(tale, subjects);
instructionsChapter(tale, subjects);
portraitChapter(tale, subjects);
timeChapter(tale, subjects);
appointmentChapter(tale, subjects);
