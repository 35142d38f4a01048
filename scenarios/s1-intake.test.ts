import { filesChapter } from './s1-files.ts';
import { namesakesChapter } from './s1-namesakes.ts';
import { sheetChapter } from './s1-sheet.ts';
import { beginTale } from './tale.ts';

const tale = beginTale('s1-intake', 'S1 · Taking in what many bodies send');

sheetChapter(tale);
filesChapter(tale);
namesakesChapter(tale);
