package org.arcoforge.runners;

import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.arcoforge.bake.Outcome;

/**
 * Sets Dataflow's options: batch, without the streaming engine. Apart, so that the other runners do
 * not load its classes.
 */
final class DataflowSetup {
  /** Where jobs run if nobody says otherwise. */
  static final String REGION = "us-central1";

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
    if (dataflow.getProject() == null || dataflow.getProject().isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          "Dataflow needs a project; name it in the bakery, runner: {name: dataflow, options:"
              + " {project: my-project}}, or --runner-option project=my-project");
    }
    if (dataflow.getRegion() == null || dataflow.getRegion().isEmpty()) {
      dataflow.setRegion(REGION);
    }
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
