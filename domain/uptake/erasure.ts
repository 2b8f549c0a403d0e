import { conflict } from '@/domain/errors';

/** A campaign under legal hold (GDPR Article 17(3)(e)) loses nothing, whoever asks. */
export const isHeld = (campaign: string) =>
  conflict(`The campaign ${campaign} is under legal hold: nothing of it may be erased or deleted. Lift the hold first, or tell the person that Article 17(3) stands in the way.`, 'legal_hold');

/** What counts can no longer change by: the retention rule of the campaign has taken its events. */
export const eventsAreDeleted = () =>
  conflict('The events of this campaign were deleted by its retention rule. Its counts stand as they are; it takes no more events, its batches cannot be withdrawn, and its deadlines and notices cannot change.', 'events_deleted');
