package org.arcoforge.runners.jobs;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;

/**
 * The jars that a job brings to Dataflow: those of the class path, without Flink, the direct runner
 * and what only the command line and its server use.
 */
final class DataflowJars {
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(flink|chill|kryo|minlog|kotlin|kotlinx|kotlinpoet|javapoet|swiftpoet|kaml|arrow|okhttp|okio|wire|icu4j"
              + "|async-profiler|apicurio)-.*"
              + "|beam-runners-(flink|direct)-.*"
              + "|(undertow|xnio|jboss|wildfly|picocli|jline|progressbar|junit|archunit|opentest4j|hadoop)-.*");

  private DataflowJars() {}

  /** Sets what is brought, unless the options name it. */
  static void stage(DataflowPipelineOptions options) {
    if (options.getFilesToStage() == null || options.getFilesToStage().isEmpty()) {
      options.setFilesToStage(
          of(
              PipelineResources.detectClassPathResourcesToStage(
                  DataflowRunner.class.getClassLoader(), options)));
    }
  }

  /** Returns those of a class path that are brought. */
  static List<String> of(List<String> paths) {
    return paths.stream()
        .filter(p -> !LEFT_OUT.matcher(p.substring(p.lastIndexOf('/') + 1)).matches())
        .toList();
  }
}
