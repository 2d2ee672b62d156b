/** A workflow for GitHub Actions that checks pull requests and keeps code scanning up to date; `folder` is relative to the repository. */
export function workflowText(folder: string): string {
  const place = folder === '' ? '' : `\n        working-directory: ${JSON.stringify(folder)}`;
  return `name: API security
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  specgate:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - name: Check the API descriptions
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: |
          since=()
          if [ -n "$BASE" ]; then since=(--since "$BASE"); fi
          npx --yes specgate "\${since[@]}" -f text -f sarif=specgate.sarif${place}
      - uses: github/codeql-action/upload-sarif@5d4e8d1aca955e8d8589aabd499c5cae939e33c7 # v4.31.9
        # The token of a fork's pull request may only read.
        if: \${{ !cancelled() && (github.event_name == 'push' || github.event.pull_request.head.repo.full_name == github.repository) }}
        with:
          sarif_file: ${folder === '' ? '' : `${folder}/`}specgate.sarif
`;
}
