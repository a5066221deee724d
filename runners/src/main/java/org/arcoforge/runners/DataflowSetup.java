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
   * @param limit of workers in any case
   */
  static void apply(PipelineOptions options, long mostWorkers, int limit) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    dataflow.setRunner(DataflowRunner.class);
    dataflow.setStreaming(false);
    dataflow.setEnableStreamingEngine(false);
    if (dataflow.getMaxNumWorkers() == 0 && mostWorkers <= Integer.MAX_VALUE) {
      dataflow.setMaxNumWorkers((int) mostWorkers);
    }
    if (limit < Integer.MAX_VALUE) {
      int most = dataflow.getMaxNumWorkers() == 0 ? limit : dataflow.getMaxNumWorkers();
      dataflow.setMaxNumWorkers(Math.min(limit, most));
      dataflow.setNumWorkers(Math.min(dataflow.getNumWorkers(), dataflow.getMaxNumWorkers()));
    }
  }
}
