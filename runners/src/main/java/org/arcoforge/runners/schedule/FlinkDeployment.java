package org.arcoforge.runners.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a session cluster for the Kubernetes operator of Flink ({@code flink.apache.org/v1beta1}),
 * and the CronJob that gives it the bake. The CronJob waits for the end, and its exit code is that
 * of the bake: an application of the operator has none.
 */
final class FlinkDeployment {
  private static final String MASTER = "FLINK_MASTER";
  private static final int LONGEST_NAME = 39; // Flink allows 45 with the suffix
  private static final int SLOTS = 2;
  private static final int LEAST_MEMORY = 1024;

  // Flink serializes JDK types by reflection.
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.util",
          "java.nio",
          "java.net",
          "java.io",
          "java.util.concurrent",
          "sun.nio.ch");

  private FlinkDeployment() {}

  static List<Schedule.File> of(Schedule schedule) {
    if (!schedule.variables().contains(MASTER)) {
      throw new IllegalArgumentException(
          "the job is given to the cluster that FLINK_MASTER names, and the bakery does not name"
              + " it; add the one that is shipped, --bakery flink, or write in yours: runner:"
              + " {name: flink, options: {flinkMaster: \"${FLINK_MASTER}\"}}");
    }
    Schedule.FlinkSize size = schedule.flink();
    if (size.megabytes() < LEAST_MEMORY || size.parallelism() < 1) {
      throw new IllegalArgumentException(
          "a TaskManager needs "
              + LEAST_MEMORY
              + " MB or more, and a job a parallelism of 1 or more; found --memory "
              + size.megabytes()
              + ", --parallelism "
              + size.parallelism());
    }
    String name = KubernetesCronJob.name(schedule.feedstock(), LONGEST_NAME) + "-flink";
    List<String> command = new ArrayList<>(schedule.command());
    command.addAll(List.of("--runner-option", "parallelism=" + size.parallelism()));
    Schedule.File cron = // first, for it tells if there is no image
        KubernetesCronJob.of(schedule, command, Map.of(MASTER, name + "-rest:8081"));
    return List.of(cluster(schedule, name, size), cron);
  }

  private static Schedule.File cluster(Schedule schedule, String name, Schedule.FlinkSize size) {
    StringBuilder text = new StringBuilder();
    text.append("# Written by arco schedule. To install: kubectl apply -f THIS-FILE\n")
        .append("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: ")
        .append(QuotedYaml.quoted(name))
        .append("\nspec:\n  image: ")
        .append(QuotedYaml.quoted(schedule.image()))
        .append("\n  flinkVersion: v1_19\n  mode: standalone # what the image's entry knows\n")
        .append("  serviceAccount: flink\n  flinkConfiguration:\n")
        .append("    classloader.resolve-order: \"parent-first\" # the image has all classes\n")
        .append("    taskmanager.numberOfTaskSlots: \"" + SLOTS + "\"\n")
        .append("    restart-strategy.type: \"fixed-delay\"\n")
        .append("    restart-strategy.fixed-delay.attempts: \"4\"\n")
        .append("    restart-strategy.fixed-delay.delay: \"5 s\"\n")
        .append("    env.java.opts.all: ")
        .append(QuotedYaml.quoted(opens()))
        .append("\n  podTemplate:\n    apiVersion: v1\n    kind: Pod\n    spec:\n")
        .append("      containers:\n        - name: flink-main-container\n          env:\n")
        .append("            - name: ARCO_IMAGE\n              value: ")
        .append(QuotedYaml.quoted(schedule.image()))
        .append("\n          envFrom:\n")
        .append("            - secretRef:\n                name: arcoforge # sets ")
        .append(
            String.join(
                ", ", schedule.variables().stream().filter(v -> !v.equals(MASTER)).toList()))
        .append("\n  jobManager:\n    resource:\n      memory: \"1600m\"\n      cpu: 1\n")
        .append("  taskManager:\n    replicas: ")
        .append((size.parallelism() + SLOTS - 1) / SLOTS)
        .append("\n    resource:\n      memory: \"")
        .append(size.megabytes())
        .append("m\"\n      cpu: " + SLOTS + "\n");
    return new Schedule.File(name + ".flinkdeployment.yaml", text.toString());
  }

  private static String opens() {
    return String.join(
        " ", OPENED.stream().map(p -> "--add-opens=java.base/" + p + "=ALL-UNNAMED").toList());
  }
}
