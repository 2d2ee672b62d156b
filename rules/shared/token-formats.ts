import { isBase62Checked } from './checksums.ts';

/** How a provider's credentials look. */
export interface TokenFormat {
  /** What it is called in messages. */
  readonly name: string;
  /** What a text must hold to be worth a look: the beginning of the credential, as a pattern. */
  readonly hint: string;
  /** The whole credential, as a pattern without groups. */
  readonly pattern: string;
  /** How many characters of it are the same in all of them. */
  readonly prefix: number;
  /** Whether its built-in check number is right. */
  readonly isChecked?: (token: string) => boolean;
  /** What stands before it where it opens nothing. */
  readonly notAfter?: RegExp;
}

/** Formats that are unmistakable by their beginning, in the order in which they are tried. */
export const TOKEN_FORMATS: readonly TokenFormat[] = [
  {
    ...format('AWS access key', 'A[KS]IA', '\\bA[KS]IA[A-Z0-9]{16}\\b', 4),
    // A signed URL tells the key's name to everybody, and is of no use once it has expired.
    notAfter: /(?:X-Amz-Credential|AWSAccessKeyId)(?:=|%3D)$/i,
  },
  {
    ...format('GitHub token', 'gh[pousr]_', '\\bgh[pousr]_[A-Za-z0-9]{36,251}\\b', 4),
    // Longer tokens of GitHub have parts whose check is not published.
    isChecked: (token) => token.length !== 40 || isBase62Checked(token),
  },
  format('GitHub token', 'github_pat_', '\\bgithub_pat_[A-Za-z0-9_]{60,}\\b', 11),
  format(
    'GitLab token',
    'gl(?:pat|ptt|dt|rt|cbt|soat|agent)-',
    '\\bgl(?:pat|ptt|dt|rt|cbt|soat|agent)-[A-Za-z0-9_-]{20,}',
    6,
  ),
  format('Slack token', 'xox[abeprs]-', '\\bxox[abeprs]-[0-9]+-[0-9A-Za-z-]{10,}', 5),
  format(
    'Slack webhook',
    'hooks\\.slack\\.com',
    '\\bhooks\\.slack\\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{24}\\b',
    25,
  ),
  format(
    'Discord webhook',
    'discord(?:app)?\\.com/api/webhooks',
    '\\bdiscord(?:app)?\\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,}',
    45,
  ),
  format('Stripe live key', '[rs]k_live_', '\\b[rs]k_live_[A-Za-z0-9]{16,}\\b', 8),
  format('Google API key', 'AIza', '\\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])', 4),
  format('Google OAuth secret', 'GOCSPX-', '\\bGOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])', 7),
  format(
    'SendGrid key',
    'SG\\.[A-Za-z0-9_-]{16}',
    '\\bSG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}',
    3,
  ),
  format('Twilio key', 'SK[0-9a-f]{32}', '\\bSK[0-9a-f]{32}\\b', 2),
  {
    ...format('npm token', 'npm_[A-Za-z0-9]{36}', '\\bnpm_[A-Za-z0-9]{36}\\b', 4),
    isChecked: isBase62Checked,
  },
  format('PyPI token', 'pypi-AgE', '\\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}', 21),
  format('Anthropic key', 'sk-ant-', '\\bsk-ant-[A-Za-z0-9_-]{20,}', 7),
  format(
    'OpenAI key',
    '\\bsk-[A-Za-z0-9_-]{20}',
    '\\bsk-(?=[\\w-]{0,40}\\d)(?=[\\w-]{0,40}[A-Z])(?:(?:proj|svcacct|admin)-[\\w-]{20,}|[A-Za-z0-9]{20,}(?![\\w-]))',
    3,
  ),
  format('DigitalOcean token', 'do[opr]_v1_', '\\bdo[opr]_v1_[0-9a-f]{64}\\b', 7),
  format('Vault token', 'hvs\\.', '\\bhvs\\.[A-Za-z0-9_-]{24,}', 4),
  format('Databricks token', 'dapi[0-9a-f]{32}', '\\bdapi[0-9a-f]{32}\\b', 4),
  format(
    'Telegram bot token',
    ':AA[A-Za-z0-9_-]{33}',
    '\\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])',
    13,
  ),
  format('Azure storage key', 'AccountKey=', 'AccountKey=[A-Za-z0-9+/]{86}==', 11),
  format('Hugging Face token', 'hf_[A-Za-z]{34}', '\\bhf_[A-Za-z]{34}\\b', 3),
  format('Shopify token', 'shp(?:at|ca|pa|ss)_', '\\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\\b', 6),
  format('Docker token', 'dckr_pat_', '\\bdckr_pat_[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])', 9),
  format('RubyGems key', 'rubygems_', '\\brubygems_[0-9a-f]{48}\\b', 9),
  format('Grafana token', 'glsa_', '\\bglsa_[A-Za-z0-9]{32}_[0-9a-f]{8}\\b', 5),
  format('Linear key', 'lin_api_', '\\blin_api_[A-Za-z0-9]{40}\\b', 8),
  format('Postman key', 'PMAK-', '\\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\\b', 5),
  format('New Relic key', 'NRAK-', '\\bNRAK-[A-Z0-9]{27}\\b', 5),
  format('Mailgun key', 'key-[0-9a-f]{32}', '\\bkey-[0-9a-f]{32}\\b', 4),
  format('Atlassian token', 'ATATT3', '\\bATATT3[A-Za-z0-9_=-]{180,}', 6),
  format('Square token', 'sq0[a-z]{3}-', '\\bsq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}', 7),
  format(
    'Doppler token',
    'dp\\.(?:pt|st|ct|sa)\\.',
    '\\bdp\\.(?:pt|st|ct|sa)\\.[A-Za-z0-9._-]{40,}',
    6,
  ),
];

function format(name: string, hint: string, pattern: string, prefix: number): TokenFormat {
  return { name, hint, pattern, prefix };
}

/** The beginning of a private key in PEM form (RFC 7468, and the older forms of OpenSSL and OpenSSH). */
export const PEM_HINT = 'PRIVATE KEY';
