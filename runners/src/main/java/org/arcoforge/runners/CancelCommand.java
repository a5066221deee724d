package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.bake.launch.LaunchRecord;
import org.arcoforge.commit.UserName;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.runners.jobs.DataflowJobs;
import org.arcoforge.runners.jobs.JobLook;
import org.arcoforge.store.OpenStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Stops a run: {@code arco cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Stops a run on other machines: tells Dataflow to cancel the job, and asks the run itself, whose",
      "workers look for that. What was written is kept, and the next bake goes on with it."
    },
    footerHeading = "%nExample:%n",
    footer = {"  arco cancel 20261120T191607Z-3f2a --bakery flink"})
final class CancelCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin RunTarget target;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (OpenStores stores = new OpenStores()) {
      LaunchLookup lookup = target.lookup(stores);
      String id = target.job(lookup);
      Optional<DataflowJobs> engine = target.engine(arco.settings);
      JobLook job = RunTarget.known(engine, id);
      if (lookup.record().isEmpty() && job == null) {
        throw target.unknown();
      }
      Optional<BakeReport> report = lookup.report();
      if (report.isPresent()) {
        out.println("nothing to cancel: it has ended as " + report.get().status());
        return 0;
      }
      if (lookup.askToStop(UserName.ofProcess() + ", by arco cancel")) {
        out.println("the run was asked to stop; its workers see it within a minute");
      }
      if (job != null && engine.isPresent() && !job.state().isEnd()) {
        engine.get().cancel(id);
        out.println("Dataflow was told to cancel job " + id + ": " + job.page());
        // Its workers may be gone before they look: the lease is free, and nothing is published.
        String problem = "Dataflow job " + id + " was cancelled; bake the recipe again to go on";
        String recipe = lookup.record().map(LaunchRecord::recipe).orElse("");
        lookup.giveUp(
            BakeReport.failed(recipe, Outcome.UNEXPECTED, List.of(problem)), Redaction.strict());
      }
      return 0;
    }
  }
}
