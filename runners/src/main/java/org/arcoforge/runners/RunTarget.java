package org.arcoforge.runners;

import java.io.IOException;
import java.util.Optional;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.bake.launch.LaunchRecord;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.runners.jobs.DataflowJobs;
import org.arcoforge.runners.jobs.JobLook;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** These options name a run, or the job that it was launched as, on a bakery. */
final class RunTarget {
  @Mixin BakeryOptions bakeries;
  @Mixin RunnerOptions runners;

  @Parameters(
      paramLabel = "RUN|JOB",
      description = "Id of a run, as 20261120T191607Z-3f2a, or of a job, as the launch said it.")
  String target = "";

  /** Returns what is known of it in the bakery's stores. */
  LaunchLookup lookup(OpenStores stores) throws IOException {
    Bakery bakery = bakeries.bakery();
    runners.follow(bakery);
    return LaunchLookup.of(stores, bakery, target);
  }

  /** Returns the id of its job at the engine; empty if it was none of this software's launches. */
  String job(LaunchLookup lookup) throws IOException {
    return lookup.record().map(LaunchRecord::launch).filter(l -> !l.isEmpty()).orElse(target);
  }

  /** Returns who asks the engine; empty where no engine can be asked about a job. */
  Optional<DataflowJobs> engine(Settings settings) {
    return runners.runner() == RunnerOptions.Runner.DATAFLOW
        ? Optional.of(runners.dataflow(settings))
        : Optional.empty();
  }

  /** Returns what the engine says of the job; null if it does not know it, or cannot be asked. */
  static @Nullable JobLook known(Optional<DataflowJobs> engine, String id) throws IOException {
    return engine.isEmpty() ? null : engine.get().find(id).orElse(null);
  }

  /** Returns that there is neither such a run nor such a job. */
  CommandException unknown() {
    return new CommandException(
        Outcome.INVALID,
        "the bakery "
            + bakeries.bakery().name()
            + " has no run or job '"
            + target
            + "' that has begun; 'arco runs' shows scheduled runs, and a job that was just launched"
            + " begins when its first worker is up");
  }
}
