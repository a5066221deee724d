package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.bake.launch.LaunchRecord;
import org.arcoforge.beam.RemoteJob;
import org.arcoforge.runners.jobs.DataflowJobs;
import org.arcoforge.runners.jobs.JobLook;
import org.arcoforge.runners.text.BakeText;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows how a run is: {@code arco status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how a run is, also one whose launcher is gone: from its folder, its lease and its job.",
      "Exit code 0 while it runs; when it has ended, that of the bake."
    },
    footerHeading = "%nExample:%n",
    footer = {"  arco status 20261120T191607Z-3f2a --bakery leap-gcp"})
final class StatusCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin RunTarget target;

  @Option(names = "--json", description = "Print it as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    try (OpenStores stores = new OpenStores()) {
      LaunchLookup lookup = target.lookup(stores);
      Optional<DataflowJobs> engine = target.engine(arco.settings);
      String id = target.job(lookup);
      JobLook job = RunTarget.known(engine, id);
      LaunchRecord record = lookup.record().orElse(null);
      if (record == null && job == null) {
        throw target.unknown();
      }
      BakeReport report = lookup.report().orElse(null);
      RemoteJob.State state = job == null ? null : job.state();
      ObjectNode root = JsonText.object();
      root.put("run", record == null ? "" : record.run());
      root.put("job", record == null ? id : record.launch());
      root.put("feedstock", record == null ? "" : record.feedstock());
      root.put("recipe", record == null ? "" : record.recipe());
      root.put("state", words(report, state, lookup));
      root.put("jobState", job == null ? "" : job.word());
      root.put("page", job == null ? "" : job.page());
      root.put("lease", lookup.heldBy().orElse(""));
      if (json && report != null) {
        root.set("report", JsonText.tree(report));
      }
      print(root, report);
      return code(report, state);
    }
  }

  private void print(ObjectNode root, @Nullable BakeReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(root));
      return;
    }
    root.fields()
        .forEachRemaining(
            e -> {
              if (!e.getValue().asText().isEmpty()) {
                out.printf(Locale.ROOT, "%-9s %s%n", e.getKey(), e.getValue().asText());
              }
            });
    if (report != null) {
      BakeText.print(report, false, out, spec.commandLine().getErr());
    }
  }

  private static String words(
      @Nullable BakeReport report, RemoteJob.@Nullable State state, LaunchLookup lookup)
      throws IOException {
    if (report != null) {
      return "ended: " + report.status();
    }
    if (state != null && state.isEnd()) {
      return "its job ended as " + lower(state) + ", without a report; bake it again to go on";
    }
    String asked = lookup.askedToStop().map(who -> ", and " + who + " asked it to stop").orElse("");
    if (lookup.record().isEmpty()) {
      return "launched, not begun";
    }
    return (state == null && lookup.heldBy().isEmpty()
            ? "nobody holds its lease: it was stopped, or prunes"
            : "runs")
        + asked;
  }

  private static String lower(RemoteJob.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static int code(@Nullable BakeReport report, RemoteJob.@Nullable State state) {
    if (report != null) {
      return report.outcome().exitCode();
    }
    return state != null && state.isEnd() ? Outcome.UNEXPECTED.exitCode() : 0;
  }
}
