package org.arcoforge.runners;

import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Sets Dataflow's options: batch, without the streaming engine. Apart, so that the other runners do
 * not load its classes.
 */
final class DataflowSetup {
  private DataflowSetup() {}

  /**
   * Sets them.
   *
   * @param mostWorkers at once, unless fewer are asked for
   */
  static void apply(PipelineOptions options, long mostWorkers) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    dataflow.setRunner(DataflowRunner.class);
    dataflow.setStreaming(false);
    dataflow.setEnableStreamingEngine(false);
    if (dataflow.getMaxNumWorkers() == 0 && mostWorkers <= Integer.MAX_VALUE) {
      dataflow.setMaxNumWorkers((int) mostWorkers);
    }
  }
}
