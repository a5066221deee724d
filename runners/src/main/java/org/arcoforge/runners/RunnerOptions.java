package org.arcoforge.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.Bakery.RunnerChoice;
import org.arcoforge.beam.JobLauncher;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.runners.jobs.DataflowJobs;
import org.arcoforge.runners.jobs.DataflowLauncher;
import org.arcoforge.runners.jobs.FlinkLauncher;
import org.arcoforge.runners.jobs.FlinkSlots;
import org.arcoforge.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** These options choose the Beam runner, and hold its options. */
final class RunnerOptions {
  /** These are the runners there are. */
  enum Runner {
    DIRECT,
    DATAFLOW,
    FLINK
  }

  @Option(
      names = "--runner",
      description = {
        "${COMPLETION-CANDIDATES} (default: the bakery's; direct, in this process, if it names none)."
      })
  @Nullable Runner runner;

  @Option(
      names = "--runner-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the Beam runner, as region=europe-west1; may be repeated.")
  List<String> options = new ArrayList<>();

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory of a worker for tiles; by default derived from the JVM's heap.")
  long memory;

  @Option(
      names = "--detach",
      description = {
        "Launch the job on Dataflow or Flink, and do not wait for its end; 'arco status' shows it."
      })
  boolean detach;

  @Option(
      names = "--on-interrupt",
      paramLabel = "WHAT",
      description = {
        "What becomes of a job on other machines on Ctrl-C: ${COMPLETION-CANDIDATES}. By default it",
        "is asked on a terminal, and elsewhere the job goes on."
      })
  RemoteStop.@Nullable OnInterrupt onInterrupt;

  private long mostWorkers = Long.MAX_VALUE;
  private int slots; // of one worker process; 0 if that is not known

  /**
   * Follows a bakery in what the command line does not say.
   *
   * @throws CommandException if the command line asks for more workers than the bakery allows
   */
  void follow(Bakery bakery) {
    RunnerChoice choice = bakery.runner();
    if (runner == null && !choice.name().isEmpty()) {
      runner = Runner.valueOf(choice.name().toUpperCase(Locale.ROOT));
    }
    if (choice.name().isEmpty() || runner().name().equalsIgnoreCase(choice.name())) {
      List<String> given = options.stream().map(o -> o.replaceFirst("=.*", "")).toList();
      choice
          .options()
          .forEach(
              (name, value) -> {
                if (!given.contains(name)) {
                  options.add(name + "=" + value);
                }
              });
    }
    mostWorkers = bakery.limits().workers();
    for (String option : options) {
      String number = option.replaceFirst("^(maxNumWorkers|numWorkers|parallelism)=", "");
      if (!number.equals(option)
          && number.matches("\\d{1,9}")
          && Long.parseLong(number) > mostWorkers) {
        throw new CommandException(
            Outcome.INVALID,
            "--runner-option "
                + option
                + ": the bakery allows "
                + mostWorkers
                + " workers (limits.workers)");
      }
    }
  }

  /**
   * Asks a Flink cluster for its slots where nobody says how many the job is to take, and takes all
   * that the bakery allows.
   *
   * @param told gets what was chosen, for people
   */
  void askCluster(Consumer<String> told) {
    if (runner() != Runner.FLINK) {
      return;
    }
    String master = "";
    for (String option : options) {
      if (option.startsWith("flinkMaster=")) {
        master = option.substring("flinkMaster=".length());
      }
    }
    FlinkSlots found = FlinkSlots.of(master).orElse(null);
    if (found == null) {
      return; // the launch says why, if it cannot be reached
    }
    slots = found.perProcess();
    if (options.stream().noneMatch(o -> o.startsWith("parallelism="))) {
      int taken = (int) Math.min(mostWorkers, found.total());
      options.add("parallelism=" + taken);
      told.accept(found.words(taken));
    }
  }

  /** Returns what bakes run on. */
  Runner runner() {
    return runner == null ? Runner.DIRECT : runner;
  }

  /**
   * Returns how many processes may read a recipe's sources at once: as many as the runner is given,
   * and no more than a host may be asked at once, for each has a fixed share of that (see {@link
   * org.arcoforge.pattern.Access#share}). Where the runner would choose itself, as many as that.
   * Buckets and local files have no such limit.
   */
  int workers(Recipe recipe) {
    if (runner() == Runner.DIRECT) {
      return 1;
    }
    long asked = 0;
    for (String option : options) {
      String number = option.replaceFirst("^(maxNumWorkers|numWorkers|parallelism)=", "");
      if (!number.equals(option) && number.matches("\\d{1,9}")) {
        asked = Math.max(asked, Long.parseLong(number));
      }
    }
    boolean flink = runner() == Runner.FLINK;
    long most =
        asked > 0 ? asked : Math.min(mostWorkers, flink ? Resources.parallelism() : mostWorkers);
    long limit =
        isServed(recipe.pattern().urls())
            ? recipe.pattern().access().concurrencyPerHost()
            : Integer.MAX_VALUE;
    return (int) Math.max(1, Math.min(most, limit));
  }

  /** Whether files come from a server whose requests are counted. */
  private static boolean isServed(Urls urls) {
    return RemoteChecks.texts(urls).anyMatch(t -> t.matches("(?is)(https?|ftps?|sftp):.*"));
  }

  /** Returns what a worker may use. The direct runner's one worker is all of this process. */
  Resources resources(Settings settings) {
    boolean alone = runner() == Runner.DIRECT;
    long given = memory * 1_000_000;
    if (!alone && memory == 0) {
      return Resources.measuredShare(slots).withSettings(settings);
    }
    long limit = memory > 0 ? given : Runtime.getRuntime().maxMemory() / 2;
    long tiles = memory > 0 ? given : Resources.measuredMemory();
    Resources resources =
        alone
            ? Resources.alone(tiles, limit, Resources.parallelism())
            : Resources.shared(given, limit);
    return resources.withSettings(settings);
  }

  /**
   * Returns who launches jobs; empty where this process does the work.
   *
   * @throws CommandException if workers elsewhere could not see what the bake needs
   */
  Optional<JobLauncher> launcher(
      Bakery bakery, Feedstock feedstock, Recipe recipe, Settings settings) {
    boolean named = options.stream().anyMatch(o -> o.startsWith("jobName="));
    switch (runner()) {
      case DIRECT -> {
        if (detach) {
          throw new CommandException(
              Outcome.INVALID,
              "--detach: the direct runner works in this process; add --runner dataflow or flink");
        }
        return Optional.empty();
      }
      case FLINK -> {
        return Optional.of(new FlinkLauncher(named));
      }
      case DATAFLOW -> RemoteChecks.check(bakery, recipe);
    }
    return Optional.of(
        new DataflowLauncher(feedstock.id(), recipe.id(), named, settings.retryMillis()));
  }

  /** Returns who asks Dataflow for jobs of the project and region that are chosen. */
  DataflowJobs dataflow(Settings settings) {
    return new DataflowJobs(
        pipelineOptions().as(DataflowPipelineOptions.class), settings.retryMillis());
  }

  /**
   * Returns the pipeline's options for who asks for them: a bake in this process has no pipeline,
   * and making them would take a noticeable part of its start. What was given is checked at once.
   *
   * @param workers processes that the runner may have, whatever it is asked for
   */
  Supplier<PipelineOptions> forPipeline(int workers) {
    if (runner() == Runner.DIRECT && options.isEmpty()) {
      return () -> pipelineOptions(workers);
    }
    PipelineOptions made = pipelineOptions(workers);
    return () -> made;
  }

  /** Returns the pipeline's options. */
  PipelineOptions pipelineOptions() {
    return pipelineOptions(Integer.MAX_VALUE);
  }

  /**
   * Returns the pipeline's options.
   *
   * @param workers processes that the runner may have, whatever it is asked for
   */
  PipelineOptions pipelineOptions(int workers) {
    List<String> arguments = new ArrayList<>();
    for (String option : options) {
      arguments.add("--" + option);
    }
    RunnerOptionNames.check(options);
    PipelineOptions parsed;
    try {
      parsed = PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0])).create();
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, "--runner-option: " + e.getMessage());
    }
    switch (runner()) {
      case DIRECT -> parsed.setRunner(DirectRunner.class); // of what is not one process's work
      case FLINK ->
          FlinkSetup.apply(parsed, (int) Math.min(mostWorkers, Resources.parallelism()), workers);
      case DATAFLOW -> DataflowSetup.apply(parsed, mostWorkers, workers);
    }
    return parsed;
  }
}
