package org.arcoforge.runners.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a CronJob of Kubernetes, batch/v1. */
final class KubernetesCronJob {
  private static final int LONGEST_NAME = 52; // leaves room for what jobs add to it

  private KubernetesCronJob() {}

  static Schedule.File of(Schedule schedule) {
    return of(schedule, schedule.command(), Map.of());
  }

  /** A job of another command, with variables of the environment that are known. */
  static Schedule.File of(Schedule schedule, List<String> command, Map<String, String> variables) {
    if (schedule.image().isEmpty()) {
      throw new IllegalArgumentException(
          "a CronJob runs a container image; name the one with arco in it: --image"
              + " registry.example.org/arcoforge:1.0");
    }
    String name = name(schedule.feedstock(), LONGEST_NAME);
    StringBuilder text = new StringBuilder();
    text.append("# Written by arco schedule. To install: kubectl apply -f THIS-FILE\n")
        .append("apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: ")
        .append(QuotedYaml.quoted(name))
        .append("\nspec:\n  schedule: ")
        .append(QuotedYaml.quoted(new CronFields(schedule.cron()).withoutSeven()))
        .append("\n  timeZone: ")
        .append(QuotedYaml.quoted(schedule.isUtc() ? "Etc/UTC" : schedule.zone()))
        .append("\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n")
        .append("      backoffLimit: 1\n      template:\n        spec:\n")
        .append("          restartPolicy: Never\n          containers:\n            - name: bake\n")
        .append("              image: ")
        .append(QuotedYaml.quoted(schedule.image()))
        .append("\n              workingDir: ")
        .append(QuotedYaml.quoted(schedule.directory()))
        .append("\n              command:\n");
    for (String word : command) {
      text.append("                - ").append(QuotedYaml.quoted(word)).append('\n');
    }
    if (!variables.isEmpty()) {
      text.append("              env:\n");
    }
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text.append("                - name: ")
          .append(variable.getKey())
          .append("\n                  value: ")
          .append(QuotedYaml.quoted(variable.getValue()))
          .append('\n');
    }
    if (!schedule.variables().isEmpty()) {
      text.append("              envFrom:\n                - secretRef:\n")
          .append("                    name: arcoforge # sets ")
          .append(String.join(", ", schedule.variables()))
          .append('\n');
    }
    text.append("              securityContext:\n")
        .append("                runAsNonRoot: true\n")
        .append("                allowPrivilegeEscalation: false\n")
        .append("                readOnlyRootFilesystem: true\n")
        .append("              volumeMounts:\n                - name: tmp\n")
        .append("                  mountPath: /tmp\n")
        .append("          volumes:\n            - name: tmp\n              emptyDir: {}\n");
    return new Schedule.File(name + ".cronjob.yaml", text.toString());
  }

  /** A name of DNS of at most so many characters. */
  static String name(String feedstock, int longest) {
    String name = "arco-" + feedstock.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return name.substring(0, Math.min(longest, name.length())).replaceAll("-$", "");
  }
}
