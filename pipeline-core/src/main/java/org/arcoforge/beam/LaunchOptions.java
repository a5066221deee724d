package org.arcoforge.beam;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Launch options tell the workers of a job which launch it is. */
public interface LaunchOptions extends PipelineOptions {
  /** Returns the id that Dataflow gives to a job, where its workers are told. */
  @Description("The identity of the Dataflow job.")
  @Nullable String getJobId();

  /** Sets it; for Dataflow's workers, and for tests. */
  void setJobId(@Nullable String id);

  /** Returns the name that the launcher gave to this launch. */
  @Description("Names this launch, so that each launch is a run of its own.")
  @Nullable String getLaunch();

  /** Sets it. */
  void setLaunch(@Nullable String name);

  /**
   * Returns the name of a launch: the job's id, else what the launcher said, else the job's name.
   */
  static String name(PipelineOptions options) {
    LaunchOptions told = options.as(LaunchOptions.class);
    String id = told.getJobId();
    String launch = told.getLaunch();
    return id != null ? id : launch != null ? launch : options.getJobName();
  }
}
