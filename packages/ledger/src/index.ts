export { canonicalJson, type Json } from './canonical-json.ts';
export { commitment, newSalt } from './commitment.ts';
