package org.arcoforge.runners.jobs;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.flink.FlinkBatchPortablePipelineTranslator;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkPortablePipelineTranslator;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.construction.DefaultArtifactResolver;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.SdkComponents;
import org.apache.beam.sdk.util.construction.graph.GreedyPipelineFuser;
import org.arcoforge.beam.JobLauncher;
import org.arcoforge.beam.LaunchOptions;
import org.arcoforge.beam.RemoteJob;

/**
 * Gives pipelines in Beam's portable form to a Flink within this process, which runs no step of
 * them itself: all are sent to workers of the environment that the options name.
 */
final class PortableLauncher implements JobLauncher {
  @Override
  public Optional<RemoteJob> launch(Pipeline pipeline) {
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    String launch = String.valueOf(options.as(LaunchOptions.class).getLaunch());
    RunnerApi.Pipeline graph =
        DefaultArtifactResolver.INSTANCE.resolveArtifacts(
            PipelineTranslation.toProto(pipeline, SdkComponents.create(options)));
    JobInfo job = JobInfo.create(launch, launch, "", PipelineOptionsTranslation.toProto(options));
    var translator = FlinkBatchPortablePipelineTranslator.createTranslator();
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                FlinkPortablePipelineTranslator.Executor executor =
                    translator.translate(
                        translator.createTranslationContext(
                            job, options, null, options.getFilesToStage()),
                        GreedyPipelineFuser.fuse(graph).toPipeline());
                executor.execute(launch);
                end.complete(null);
              } catch (Exception | Error e) {
                end.completeExceptionally(e);
              }
            },
            "portable");
    thread.setDaemon(true);
    thread.start();
    return Optional.of(new Job(launch, end));
  }

  /** A job of that Flink; as of other engines, what a worker failed with is in the engine's log. */
  private record Job(String id, CompletableFuture<Void> end) implements RemoteJob {
    @Override
    public String words() {
      return "portable job " + id;
    }

    @Override
    public String page() {
      return "";
    }

    @Override
    public State state() {
      return !end.isDone()
          ? State.RUNNING
          : end.isCompletedExceptionally() ? State.FAILED : State.DONE;
    }

    @Override
    public Optional<Throwable> failure() {
      return end.isCompletedExceptionally()
          ? Optional.ofNullable(end.handle((r, e) -> e).join())
          : Optional.empty();
    }
  }
}
