package org.arcoforge.runners.schedule;

/** Writes a workflow of GitHub Actions, whose schedules are in UTC. */
final class GithubWorkflow {
  private GithubWorkflow() {}

  static Schedule.File of(Schedule schedule) {
    if (!schedule.isUtc()) {
      throw new IllegalArgumentException(
          "the schedule is in the time zone "
              + schedule.zone()
              + ", and GitHub's schedules are in UTC; write the feedstock's cron in UTC, or use"
              + " another scheduler, as --for cron");
    }
    StringBuilder text = new StringBuilder();
    text.append("# Written by arco schedule; to be put into .github/workflows.\n")
        .append("name: bake ")
        .append(schedule.feedstock())
        .append("\non:\n  schedule:\n    - cron: \"")
        .append(new CronFields(schedule.cron()).withoutSeven())
        .append("\"\n  workflow_dispatch: {}\n")
        .append("permissions:\n  contents: read\n  id-token: write # to be someone in a cloud\n")
        .append("concurrency:\n  group: bake-")
        .append(schedule.feedstock())
        .append("\n  cancel-in-progress: false\n")
        .append("jobs:\n  bake:\n    runs-on: ubuntu-latest\n    timeout-minutes: 350\n");
    if (!schedule.variables().isEmpty()) {
      text.append("    env:\n");
      for (String name : schedule.variables()) {
        text.append("      ")
            .append(name)
            .append(": ${{ secrets.")
            .append(name)
            .append(" || vars.")
            .append(name)
            .append(" }}\n");
      }
    }
    text.append("    steps:\n      - uses: actions/checkout@v4\n")
        .append("      - uses: actions/setup-java@v4\n        with:\n")
        .append("          distribution: temurin\n          java-version: \"17\"\n")
        .append("      - name: bake\n        run: ")
        .append(QuotedYaml.quoted(schedule.shell()))
        .append('\n');
    return new Schedule.File("bake-" + schedule.feedstock() + ".yml", text.toString());
  }
}
