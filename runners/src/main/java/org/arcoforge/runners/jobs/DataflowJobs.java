package org.arcoforge.runners.jobs;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import com.google.api.services.dataflow.model.MetricUpdate;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.DataflowTransport;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.beam.JobException;
import org.arcoforge.beam.Progress;
import org.arcoforge.beam.RemoteJob;
import org.jspecify.annotations.Nullable;

/** Asks Dataflow's API for jobs, and tells it to cancel them. */
public final class DataflowJobs {
  private static final int ATTEMPTS = 4;
  private static final int SILENCE_MILLIS = 60_000;
  private static final String CANCELLED = "JOB_STATE_CANCELLED";

  private final DataflowPipelineOptions options;
  private final Dataflow api;

  /**
   * Makes a client of the project and region of some options.
   *
   * @param retryMillis before a request that may pass is made again; each further wait is twice as
   *     long
   */
  public DataflowJobs(DataflowPipelineOptions options, long retryMillis) {
    this.options = options;
    Credentials credentials = options.getGcpCredential();
    this.api =
        DataflowTransport.newDataflowClient(options)
            .setHttpRequestInitializer(request -> prepare(request, credentials, retryMillis))
            .build();
  }

  private static void prepare(
      HttpRequest request, @Nullable Credentials credentials, long retryMillis) throws IOException {
    if (credentials != null) {
      new HttpCredentialsAdapter(credentials).initialize(request);
    }
    request.setConnectTimeout(SILENCE_MILLIS);
    request.setReadTimeout(SILENCE_MILLIS);
    request.setNumberOfRetries(ATTEMPTS);
    int[] failed = {0};
    var refused = request.getUnsuccessfulResponseHandler();
    request.setUnsuccessfulResponseHandler(
        (asked, answer, may) -> {
          if (refused != null && refused.handleResponse(asked, answer, may)) {
            return true; // with a new token
          }
          int status = answer.getStatusCode();
          return may && (status == 429 || status >= 500) && waits(retryMillis << failed[0]++);
        });
    request.setIOExceptionHandler((asked, may) -> may && waits(retryMillis << failed[0]++));
  }

  private static boolean waits(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns the client, for Beam's own requests. */
  Dataflow api() {
    return api;
  }

  /**
   * Returns a job.
   *
   * @throws IOException if the API does not answer, or knows no such job; in words for people
   */
  Job get(String id) throws IOException {
    try {
      return jobs().get(options.getProject(), options.getRegion(), id).execute();
    } catch (IOException e) {
      throw inWords(e);
    }
  }

  /**
   * Returns a job, empty if the project has none of that id.
   *
   * @throws IOException if the API does not answer; in words for people
   */
  public Optional<JobLook> find(String id) throws IOException {
    try {
      Job job = get(id);
      return Optional.of(new JobLook(state(job), String.valueOf(job.getCurrentState()), page(id)));
    } catch (IOException e) {
      if (e.getCause() instanceof HttpResponseException answered
          && (answered.getStatusCode() == 404 || answered.getStatusCode() == 400)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Tells Dataflow to cancel a job.
   *
   * @throws IOException if the API does not answer, or the job has ended
   */
  public void cancel(String id) throws IOException {
    try {
      Job wanted = new Job().setId(id).setProjectId(options.getProject());
      wanted.setRequestedState(CANCELLED);
      jobs().update(options.getProject(), options.getRegion(), id, wanted).execute();
    } catch (IOException e) {
      throw inWords(e);
    }
  }

  /**
   * Launches a Flex Template.
   *
   * @param body of the request, as JSON
   * @return the job's id
   * @throws IOException if no job was launched; in words for people
   */
  public String launch(String body) throws IOException {
    LaunchFlexTemplateRequest request =
        api.getJsonFactory().fromString(body, LaunchFlexTemplateRequest.class);
    try {
      return api.projects()
          .locations()
          .flexTemplates()
          .launch(options.getProject(), options.getRegion(), request)
          .execute()
          .getJob()
          .getId();
    } catch (IOException e) {
      throw new JobException(
          "no Dataflow job was launched: " + inWords(e).getMessage(), inWords(e));
    }
  }

  private Dataflow.Projects.Locations.Jobs jobs() {
    return api.projects().locations().jobs();
  }

  /**
   * Returns what a job's workers have cost so far, by the processor time that Dataflow counts.
   *
   * @param memory gigabytes that come with a processor
   */
  double cost(String id, Prices prices, double memory) throws IOException {
    double seconds = 0;
    for (MetricUpdate metric : metrics(id)) {
      boolean counts =
          metric.getName() != null && "TotalVcpuTime".equals(metric.getName().getName());
      if (counts && metric.getScalar() instanceof Number value) {
        seconds = Math.max(seconds, value.doubleValue());
      }
    }
    return seconds / 3600 * (prices.coreHour() + memory * prices.gigabyteHour());
  }

  /** Returns the counters of a job's progress by their names, committed or not. */
  Map<String, Long> counters(String id) throws IOException {
    Map<String, Long> counters = new HashMap<>();
    for (MetricUpdate metric : metrics(id)) {
      boolean ours =
          metric.getName() != null
              && metric.getName().getContext() != null
              && Progress.class.getName().equals(metric.getName().getContext().get("namespace"));
      if (ours && metric.getScalar() instanceof Number value) {
        counters.merge(metric.getName().getName(), value.longValue(), Math::max);
      }
    }
    return counters;
  }

  private List<MetricUpdate> metrics(String id) throws IOException {
    try {
      List<MetricUpdate> all =
          jobs().getMetrics(options.getProject(), options.getRegion(), id).execute().getMetrics();
      return all == null ? List.of() : all;
    } catch (IOException e) {
      throw inWords(e);
    }
  }

  /** Returns the address at which people look at a job. */
  public String page(String id) {
    return MonitoringUtil.getJobMonitoringPageURL(options.getProject(), options.getRegion(), id);
  }

  /** Returns the state of a job. */
  static RemoteJob.State state(Job job) {
    String state = String.valueOf(job.getCurrentState()).replaceFirst("^JOB_STATE_", "");
    return switch (state) {
      case "DONE" -> RemoteJob.State.DONE;
      case "FAILED" -> RemoteJob.State.FAILED;
      case "CANCELLED" -> RemoteJob.State.CANCELLED;
      case "UPDATED" -> RemoteJob.State.UPDATED;
      case "DRAINED" -> RemoteJob.State.DRAINED;
      case "RUNNING", "DRAINING", "CANCELLING", "RESOURCE_CLEANING_UP" -> RemoteJob.State.RUNNING;
      default -> RemoteJob.State.STARTING;
    };
  }

  /** What Google's client says in the names of its classes. */
  static IOException inWords(IOException e) {
    if (e instanceof GoogleJsonResponseException answered) {
      GoogleJsonError details = answered.getDetails();
      String message = details == null ? "" : details.getMessage();
      return new IOException(
          "Dataflow answered with HTTP "
              + answered.getStatusCode()
              + (message == null || message.isEmpty() ? "" : ": " + message),
          e);
    }
    return e instanceof HttpResponseException answered
        ? new IOException("Dataflow answered with HTTP " + answered.getStatusCode(), e)
        : e;
  }
}
