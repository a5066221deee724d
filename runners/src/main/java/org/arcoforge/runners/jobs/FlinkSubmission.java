package org.arcoforge.runners.jobs;

import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.java.RemoteEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * This environment gives a cluster a job with restarts of its own: without checkpoints and without
 * a strategy, a cluster gives a job up with the first TaskManager. Beam sets none in batch (its
 * {@code numberOfExecutionRetries} is not read), so what it asks Flink for is made here.
 */
@SuppressWarnings("deprecation") // Flink's interface for batch, which Beam uses
final class FlinkSubmission extends RemoteEnvironment {
  private static final int RESTARTS = 4; // as often as Dataflow tries a part of a job
  private static final long PAUSE_MILLIS = 5000;
  private static final String ASK_FLINK = "[auto]";

  private FlinkSubmission(FlinkMaster master, Configuration configuration, List<String> jars) {
    super(master.host(), master.port(), configuration, jars.toArray(new String[0]));
    getConfig()
        .setRestartStrategy(
            RestartStrategies.fromConfiguration(configuration)
                .orElse(RestartStrategies.fixedDelayRestart(RESTARTS, PAUSE_MILLIS)));
  }

  /** Runs a pipeline on a cluster, and waits for its end. */
  static PipelineResult run(Pipeline pipeline, FlinkMaster master) {
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    FlinkJars.stage(options);
    PipelineResources.prepareFilesForStaging(options);
    FlinkSubmission submission =
        new FlinkSubmission(master, configuration(options), options.getFilesToStage());
    options.setFlinkMaster(ASK_FLINK);
    initializeContextEnvironment(() -> submission);
    try {
      return pipeline.run();
    } finally {
      resetContextEnvironment();
    }
  }

  /** What Flink's client was told by the option, or in the folder that FLINK_CONF_DIR names. */
  private static Configuration configuration(FlinkPipelineOptions options) {
    String folder = options.getFlinkConfDir();
    return folder == null || folder.isEmpty()
        ? GlobalConfiguration.loadConfiguration()
        : GlobalConfiguration.loadConfiguration(folder);
  }
}
