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
      - uses: actions/checkout@v6
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
      - uses: github/codeql-action/upload-sarif@v4
        if: \${{ !cancelled() }}
        with:
          sarif_file: ${folder === '' ? '' : `${folder}/`}specgate.sarif
`;
}
