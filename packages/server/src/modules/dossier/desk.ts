/**
 * The organ that nobody belongs to. What is shown together only (members' appraisals) and uploads that no
 * entry has taken yet are kept under it: no reach includes it, so a row there is seen by whom it names, by the
 * platform itself and by the functions that show such entries together.
 */
export const NOBODYS_DESK = '00000000-0000-4000-8000-000000000001';
