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

  static void apply(PipelineOptions options) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    dataflow.setRunner(DataflowRunner.class);
    dataflow.setStreaming(false);
    dataflow.setEnableStreamingEngine(false);
  }
}
