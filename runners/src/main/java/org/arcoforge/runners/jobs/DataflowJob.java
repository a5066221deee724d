package org.arcoforge.runners.jobs;

import com.google.api.services.dataflow.model.Job;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.beam.RemoteJob;

/** A job of Dataflow that this process launched. */
final class DataflowJob implements RemoteJob {
  private static final double MEMORY_PER_CORE = 4; // gigabytes, of usual machines

  private final DataflowJobs jobs;
  private final DataflowPipelineJob launched;
  private volatile String replacedBy = "";

  DataflowJob(DataflowJobs jobs, DataflowPipelineJob launched) {
    this.jobs = jobs;
    this.launched = launched;
  }

  @Override
  public String id() {
    return launched.getJobId();
  }

  @Override
  public String words() {
    return "Dataflow job " + id();
  }

  @Override
  public String page() {
    return jobs.page(id());
  }

  @Override
  public State state() throws IOException {
    Job job = jobs.get(id());
    replacedBy = job.getReplacedByJobId() == null ? "" : job.getReplacedByJobId();
    return DataflowJobs.state(job);
  }

  @Override
  public Optional<String> replacedBy() {
    return replacedBy.isEmpty() ? Optional.empty() : Optional.of(replacedBy);
  }

  @Override
  public void cancel() throws IOException {
    jobs.cancel(id());
  }

  @Override
  public Map<String, Long> counters() throws IOException {
    return jobs.counters(id());
  }

  @Override
  public double cost(Prices prices) throws IOException {
    return jobs.cost(id(), prices, MEMORY_PER_CORE);
  }
}
