package org.arcoforge.runners;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.beam.Outcome;
import picocli.CommandLine.Option;

/** Which Beam runner, and its options. */
final class RunnerOptions {
  /** The runners there are. */
  enum Runner {
    DIRECT,
    DATAFLOW,
    FLINK
  }

  @Option(
      names = "--runner",
      description = "${COMPLETION-CANDIDATES} (default: direct, in this process).")
  Runner runner = Runner.DIRECT;

  @Option(
      names = "--runner-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the Beam runner, as region=europe-west1; may be repeated.")
  List<String> options = new ArrayList<>();

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory for one tile; by default derived from the JVM's heap.")
  long memory;

  /** How many tiles a process works on at once. */
  static int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /** Bytes of memory that one tile may use. */
  long tileBytes() {
    if (memory > 0) {
      return memory * 1_000_000;
    }
    return Math.min(512L << 20, Runtime.getRuntime().maxMemory() / (3L * parallelism()));
  }

  /** The pipeline's options. */
  PipelineOptions pipelineOptions() {
    List<String> arguments = new ArrayList<>();
    for (String option : options) {
      if (!option.contains("=")) {
        throw new CommandException(
            Outcome.INVALID, "--runner-option " + option + ": expected NAME=VALUE");
      }
      arguments.add("--" + option);
    }
    PipelineOptions parsed;
    try {
      parsed = PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0])).create();
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, "--runner-option: " + e.getMessage());
    }
    switch (runner) {
      case DIRECT -> {
        DirectOptions direct = parsed.as(DirectOptions.class);
        direct.setRunner(DirectRunner.class);
        direct.setBlockOnRun(false);
        direct.setTargetParallelism(parallelism());
        direct.setEnforceImmutability(false); // these checks copy every element
        direct.setEnforceEncodability(false);
      }
      case FLINK -> {
        FlinkPipelineOptions flink = parsed.as(FlinkPipelineOptions.class);
        flink.setRunner(FlinkRunner.class);
        flink.setStreaming(false);
        if (flink.getParallelism() < 1) {
          flink.setParallelism(parallelism());
        }
      }
      case DATAFLOW -> DataflowSetup.apply(parsed);
    }
    return parsed;
  }
}
