package org.arcoforge.runners.jobs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.arcoforge.beam.JobException;
import org.arcoforge.beam.JobLauncher;
import org.arcoforge.beam.LaunchOptions;
import org.arcoforge.beam.RemoteJob;
import org.arcoforge.fault.FailureWords;

/** Gives pipelines to Dataflow. */
public final class DataflowLauncher implements JobLauncher {
  private static final int LONGEST_LABEL = 63;

  private final String feedstock;
  private final String recipe;
  private final boolean named;
  private final long retryMillis;

  /**
   * Makes a launcher of bakes of a recipe.
   *
   * @param named whether the options name the job; else it is called as the launch is
   * @param retryMillis before a request that may pass is made again
   */
  public DataflowLauncher(String feedstock, String recipe, boolean named, long retryMillis) {
    this.feedstock = feedstock;
    this.recipe = recipe;
    this.named = named;
    this.retryMillis = retryMillis;
  }

  private static String label(String text) {
    String label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    return label.substring(0, Math.min(LONGEST_LABEL, label.length()));
  }

  @Override
  public Optional<RemoteJob> launch(Pipeline pipeline) throws IOException {
    DataflowPipelineOptions options = pipeline.getOptions().as(DataflowPipelineOptions.class);
    String launch = String.valueOf(options.as(LaunchOptions.class).getLaunch());
    if (!named) {
      options.setJobName(launch);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("feedstock", label(feedstock));
    labels.put("recipe", label(recipe));
    labels.put("launch", label(launch));
    if (options.getLabels() != null) {
      labels.putAll(options.getLabels());
    }
    options.setLabels(labels);
    DataflowJars.stage(options);
    options.as(SdkHarnessOptions.class).setLogMdc(true); // run, recipe, step and tile of each line
    DataflowJobs jobs = new DataflowJobs(options, retryMillis);
    options.setDataflowClient(jobs.api());
    PipelineResult result;
    try {
      result = pipeline.run();
    } catch (RuntimeException e) {
      throw new JobException(
          "no Dataflow job was started: "
              + why(e)
              + "; nothing was written. See to it, and run the same command again",
          e);
    }
    return result instanceof DataflowPipelineJob job
        ? Optional.of(new DataflowJob(jobs, job))
        : Optional.empty();
  }

  private static String why(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof IOException e) {
        IOException told = DataflowJobs.inWords(e);
        return told == e ? FailureWords.of(e) : String.valueOf(told.getMessage());
      }
    }
    return FailureWords.of(thrown);
  }
}
