/** Headers that carry a signature over the message; `*` stands for any characters. */
export const SIGNATURE_HEADERS = [
  'Signature',
  'Signature-Input',
  'Digest',
  'Content-Digest',
  'Webhook-Signature',
  'X-Hub-Signature',
  'X-Hub-Signature-256',
  'Stripe-Signature',
  'X-Signature',
  'X-*-Signature',
  'X-*-Signature-256',
  'X-*-Signature-Ed25519',
  'X-*-Hmac*',
  'Svix-Signature',
  '*-Webhook-Signature',
] as const;

/** Headers by which a receiver tells a message from its repetition. */
export const REPLAY_HEADERS = [
  'Webhook-Timestamp',
  'X-*-Timestamp',
  'X-*-Request-Timestamp',
  'X-Signature-Timestamp',
  'Svix-Timestamp',
  'Webhook-Id',
  'Svix-Id',
  'X-*-Nonce',
  'X-*-Delivery',
  'Date',
] as const;
