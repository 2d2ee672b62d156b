/** Values that documentation has published so often that they open nothing. */
const PUBLISHED = new Set([
  'AKIAIOSFODNN7EXAMPLE',
  'ASIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  '16C7e42F292c6912E7710c838347Ae178B4a',
  'e72e16c7e42f292c6912e7710c838347ae178b4a',
  'AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe',
  'xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcBrzbqgy',
  'xoxp-23984754863-2348975623103',
  '4eC39HqLyjWDarjtT1zdp7dc',
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  'DEMO_KEY',
]);

/** Parts that show that a value stands for another: words, repeated characters, brackets, variables. */
const SIGNS = [
  /example|sample|dummy|placeholder|redacted|changeme|fake|t0ken|not[-_]?real|invalid/i,
  /(.)\1{4}/,
  /^(?:[Bb]earer |[Bb]asic )?[A-Z]+(?:_[A-Z]+)+$/,
  /[*•…]|\.{3}/,
  /<[^>]*>|\[[^\]]+\]|\{[^}]*\}|^\$\w|%\w+%/,
  /(?:^|[^a-z])(?:your|my|insert|replace|change)[-_ ]|^(?:your|my)[A-Z]|qwerty/i,
  /^(?:string|secret|password|passwd|pass|token|api[-_ ]?key|key|hunter\d?|demo[-_]?key|abc123|x+|null|none|undefined|true|false)$/i,
];

/** The shortest run of neighbours, as `123456` or `fedcba`, that no random value has. */
const LONGEST_RUN = 6;

/** Whether a value only stands for a credential: published, made of words such as "your", or typed along the keyboard. */
export function isSample(value: string): boolean {
  if (PUBLISHED.has(value) || SIGNS.some((sign) => sign.test(value))) return true;
  const body = value.slice(value.lastIndexOf('_') + 1);
  return PUBLISHED.has(body) || hasRun(value);
}

function hasRun(value: string): boolean {
  const plain = value.toLowerCase();
  for (const step of [1, -1]) {
    let run = 1;
    for (let at = 1; at < plain.length; at += 1) {
      run = plain.charCodeAt(at) - plain.charCodeAt(at - 1) === step ? run + 1 : 1;
      if (run >= LONGEST_RUN) return true;
    }
  }
  return false;
}
