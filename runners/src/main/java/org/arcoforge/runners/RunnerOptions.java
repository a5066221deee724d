package org.arcoforge.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.Bakery.RunnerChoice;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Recipe;
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

  private long mostWorkers = Long.MAX_VALUE;

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

  /** Returns what bakes run on. */
  Runner runner() {
    return runner == null ? Runner.DIRECT : runner;
  }

  /** More than this gains little: tiles that need more decode some source chunks twice. */
  private static final long MOST_MEMORY = 768L << 20;

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
    Stream<String> texts =
        urls instanceof Urls.Files files
            ? files.files().stream()
            : urls.templates().stream().map(UrlTemplate::toString);
    return texts.anyMatch(text -> text.matches("(?is)(https?|ftps?|sftp):.*"));
  }

  /** Returns what a worker may use. The direct runner's one worker is all of this process. */
  Resources resources(Settings settings) {
    boolean alone = runner() == Runner.DIRECT;
    long given = memory * 1_000_000;
    long limit = memory > 0 ? given : Runtime.getRuntime().maxMemory() / 2;
    long tiles = memory > 0 ? given : Math.min(MOST_MEMORY, limit);
    Resources resources =
        alone
            ? Resources.alone(tiles, limit, Resources.parallelism())
            : Resources.shared(memory > 0 ? given : tiles / Resources.parallelism(), limit);
    return resources.withSettings(settings);
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
      if (!option.contains("=")) {
        throw new CommandException(
            Outcome.INVALID, "--runner-option " + option + ": expected NAME=VALUE");
      }
      arguments.add("--" + option);
    }
    PipelineOptions parsed;
    try {
      parsed = PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0])).create();
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, "--runner-option: " + e.getMessage());
    }
    switch (runner()) {
      case DIRECT -> {
        DirectOptions direct = parsed.as(DirectOptions.class);
        direct.setRunner(DirectRunner.class);
        direct.setBlockOnRun(false);
        // Our own threads share the work of each element: others would only poll for more.
        direct.setTargetParallelism(1);
        direct.setEnforceImmutability(false); // these checks copy every element
        direct.setEnforceEncodability(false);
      }
      case FLINK ->
          FlinkSetup.apply(parsed, (int) Math.min(mostWorkers, Resources.parallelism()), workers);
      case DATAFLOW -> DataflowSetup.apply(parsed, mostWorkers, workers);
    }
    return parsed;
  }
}
