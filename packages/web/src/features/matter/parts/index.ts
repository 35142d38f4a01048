export { type Matter, useMatter } from '../matter.api.ts';
export { MatterActions, MatterForms, MatterStanding, MatterWork } from './MatterParts.tsx';
