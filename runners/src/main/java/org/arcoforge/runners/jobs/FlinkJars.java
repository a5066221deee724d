package org.arcoforge.runners.jobs;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;

/**
 * The jars that a job brings to a Flink cluster: those of the class path, without Flink's own,
 * which are there, and without what only other runners and the command line use.
 */
final class FlinkJars {
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(flink|kotlin|kotlinx|arrow|netty|okhttp|okio|wire|icu4j|async-profiler|apicurio)-.*"
              + "|beam-runners-(google-cloud-dataflow|direct)-.*"
              + "|beam-sdks-java-io-google-cloud-platform-.*"
              + "|(proto-|grpc-|google-|beam-)?.*(bigtable|spanner|pubsub|firestore|datastore|bigquery|healthcare"
              + "|dataflow).*"
              + "|(undertow|xnio|jboss|picocli|junit|archunit|opentest4j|hadoop)-.*");

  private FlinkJars() {}

  /** Sets what is brought, unless the options name it. */
  static void stage(FlinkPipelineOptions options) {
    if (options.getFilesToStage() == null || options.getFilesToStage().isEmpty()) {
      options.setFilesToStage(
          of(
              PipelineResources.detectClassPathResourcesToStage(
                  FlinkRunner.class.getClassLoader(), options)));
    }
  }

  /** Returns those of a class path that are brought. */
  static List<String> of(List<String> paths) {
    return paths.stream()
        .filter(p -> !LEFT_OUT.matcher(p.substring(p.lastIndexOf('/') + 1)).matches())
        .toList();
  }
}
