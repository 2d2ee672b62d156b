import { type Operation, pathOf } from 'specgate/rule';
import { isTemplated, segmentsOf } from './segments.ts';

/** Last words of the paths of POSTs that cost money, goods or trust when they are automated. */
export const SENSITIVE_FLOWS = [
  'checkout',
  'purchase',
  'order',
  'orders',
  'booking',
  'bookings',
  'reservation',
  'reservations',
  'reserve',
  'payment',
  'payments',
  'coupon',
  'coupons',
  'redeem',
  'vote',
  'votes',
  'comment',
  'comments',
  'invite',
  'invites',
  'invitations',
  'sms',
  'send-sms',
  'message',
  'messages',
  'send',
  'giftcard',
  'giftcards',
  'transfer',
  'transfers',
  'withdraw',
  'withdrawals',
] as const;

/** The word by which an operation is a flow that is worth automating for an attacker; undefined if it is none. */
export function sensitiveFlowOf(
  operation: Operation,
  words: readonly string[] = SENSITIVE_FLOWS,
): string | undefined {
  if (operation.method !== 'post') return undefined;
  const last = segmentsOf(pathOf(operation)).at(-1)?.toLowerCase();
  return last !== undefined && !isTemplated(last) && words.includes(last) ? last : undefined;
}
