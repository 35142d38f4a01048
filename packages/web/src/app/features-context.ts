import { createContext, use } from 'react';
import type { Feature } from './feature.ts';

/**
 * The features as the running client has them. Through a context, because the list imports every feature:
 * a page that imported the list would close a circle.
 */
export const FeaturesContext = createContext<readonly Feature[]>([]);

export const useFeatures = (): readonly Feature[] => use(FeaturesContext);
