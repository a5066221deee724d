package org.arcoforge.runners;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Sets Flink's options for batch. Apart, so that the other runners do not load its classes. */
final class FlinkSetup {
  private FlinkSetup() {}

  /**
   * Sets them.
   *
   * @param parallelism where none is given
   */
  static void apply(PipelineOptions options, int parallelism) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setStreaming(false);
    if (flink.getParallelism() < 1) {
      flink.setParallelism(parallelism);
    }
  }
}
