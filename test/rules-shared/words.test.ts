import { expect, test } from 'vitest';
import { tokensOf } from '../../rules/shared/words.ts';

test.each([
  ['userAPIKey', 'user api key'],
  ['filter[phone_number]', 'filter phone number'],
  ['imageURLs', 'image urls'],
  ['userIDsAllowed', 'user ids allowed'],
  ['passWord', 'password'],
  ['user_pass_words', 'user passwords'],
  ['USERPASSWORD', 'user password'],
  ['ACCESSTOKEN', 'access token'],
  ['refreshtokens_old', 'refresh tokens old'],
  ['clientsecret', 'client secret'],
  ['x-accesskey', 'x access key'],
  ['token', 'token'],
  ['secrets', 'secrets'],
  ['monkey', 'monkey'],
  ['compass wordings', 'compass wordings'],
  ['pass_wordlist', 'pass wordlist'],
  ['tokenizer', 'tokenizer'],
])('the words of %s are %s', (name, words) => {
  expect(tokensOf(name).join(' ')).toBe(words);
});
