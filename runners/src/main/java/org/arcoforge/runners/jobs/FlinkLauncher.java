package org.arcoforge.runners.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.arcoforge.beam.JobLauncher;
import org.arcoforge.beam.LaunchOptions;
import org.arcoforge.beam.RemoteJob;

/**
 * Gives pipelines to Flink, whose client waits for the end of a job: a thread does so, and this
 * process looks meanwhile at the run.
 */
public final class FlinkLauncher implements JobLauncher {
  private final boolean named;

  /**
   * Makes a launcher.
   *
   * @param named whether the options name the job; else it is called as the launch is
   */
  public FlinkLauncher(boolean named) {
    this.named = named;
  }

  @Override
  public Optional<RemoteJob> launch(Pipeline pipeline) throws IOException {
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    String launch = String.valueOf(options.as(LaunchOptions.class).getLaunch());
    if (!named) {
      options.setJobName(launch);
    }
    FlinkMaster master = FlinkMaster.of(options.getFlinkMaster());
    if (master.isRemote()) {
      master.check();
    }
    CompletableFuture<PipelineResult> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(
                    master.isRemote() ? FlinkSubmission.run(pipeline, master) : pipeline.run());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "flink");
    thread.setDaemon(true);
    thread.start();
    return Optional.of(new FlinkJob(launch, master, result));
  }

  /** A job of Flink; who waits for it is a thread of this process. */
  private record FlinkJob(String id, FlinkMaster master, CompletableFuture<PipelineResult> result)
      implements RemoteJob {
    @Override
    public String words() {
      return "Flink job " + id;
    }

    @Override
    public String page() {
      return master.isRemote() ? "http://" + master + "/" : "";
    }

    @Override
    public State state() {
      if (!result.isDone()) {
        return State.RUNNING;
      }
      if (result.isCompletedExceptionally()) {
        return State.FAILED;
      }
      return switch (result.join().getState()) {
        case CANCELLED -> State.CANCELLED;
        case FAILED -> State.FAILED;
        default -> State.DONE;
      };
    }

    @Override
    public Optional<Throwable> failure() {
      return result.isCompletedExceptionally()
          ? Optional.ofNullable(result.handle((r, e) -> e).join())
          : Optional.empty();
    }

    @Override
    public void await(Duration longest) throws IOException {
      try {
        result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        // The state tells.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("stopped while the job went on");
      }
    }

    @Override
    public boolean endsWithProcess() {
      return page().isEmpty();
    }
  }
}
