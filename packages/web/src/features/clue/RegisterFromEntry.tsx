/** Loaded by other features when it is asked for; within this one the form is part of its pages. */
export { default } from './RegisterClue.tsx';
