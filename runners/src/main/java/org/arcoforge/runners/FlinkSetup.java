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
   * @param most that it may be in any case
   */
  static void apply(PipelineOptions options, int parallelism, int most) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setStreaming(false);
    if (flink.getParallelism() < 1) {
      flink.setParallelism(parallelism);
    }
    flink.setParallelism(Math.min(most, flink.getParallelism()));
  }
}
