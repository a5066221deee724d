package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.runners.schedule.FlexLaunch;
import org.arcoforge.runners.schedule.Schedule;
import org.arcoforge.runners.schedule.Schedule.Form;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a scheduler needs to bake a feedstock: {@code arco schedule}. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what a scheduler needs to bake a feedstock at the times that it names: the same text from",
      "the same feedstock, to be committed and reviewed. --check says whether what is committed is so."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco schedule feedstocks/noaa-oisst --for github --out .github/workflows",
      "  arco schedule feedstocks/noaa-oisst --for systemd --bakery local --root /data/arco"
    })
final class ScheduleCommand implements Callable<Integer> {
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Za-z_]\\w*)[}:]");
  private static final Pattern SECRET =
      Pattern.compile("\\benv(?:ironment)?:\\s*([A-Z_][A-Z0-9_]*)");

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "A feedstock.yaml, or the folder it is in.")
  Path path = Path.of("feedstock.yaml");

  @Option(
      names = "--for",
      paramLabel = "SCHEDULER",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; by default all that can be written.")
  List<Form> forms = new ArrayList<>();

  @Option(
      names = "--bakery",
      paramLabel = "NAME|FILE",
      description = "Where it is baked (default: local).")
  String bakery = "local";

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "Folder of the local bakery, on the machine that bakes.")
  String root = "";

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description = "What arco is called there (default: ${DEFAULT-VALUE}).")
  String command = "scripts/arco";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where it runs there; PATH is relative to it (default: ${DEFAULT-VALUE}).")
  String directory = "/opt/arcoforge";

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Container image with arco in it, for kubernetes and flink-operator.")
  String image = "";

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Slots of a job, for flink-operator (default: ${DEFAULT-VALUE}).")
  int parallelism = 4;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory of a TaskManager, for flink-operator (default: ${DEFAULT-VALUE}).")
  int memory = 4096;

  @Option(
      names = "--template",
      paramLabel = "URL",
      description = "File of a Flex Template, gs://…, for cloud-scheduler and data-pipelines.")
  String template = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the files into this folder; else print them.")
  @Nullable Path out;

  @Option(
      names = "--check",
      description = "Write nothing; exit code 2 if a file in --out is not what would be written.")
  boolean check;

  @Override
  public Integer call() throws IOException {
    if (check && out == null) {
      throw new CommandException(
          Outcome.INVALID, "--check compares the files of a folder; name it: --out DIR");
    }
    List<Schedule.File> files = files(schedule());
    if (check) {
      return check(files);
    }
    PrintWriter printed = spec.commandLine().getOut();
    for (Schedule.File file : files) {
      if (out == null) {
        printed.print((files.size() > 1 ? "# === " + file.name() + "\n" : "") + file.text());
        printed.flush();
      } else {
        Files.createDirectories(out);
        Files.writeString(out.resolve(file.name()), file.text());
        printed.println("wrote     " + out.resolve(file.name()));
      }
    }
    return 0;
  }

  private int check(List<Schedule.File> files) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Schedule.File file : files) {
      Path there = Objects.requireNonNull(out).resolve(file.name());
      if (!Files.exists(there)) {
        faults.add(there + " is not there");
      } else if (!Files.readString(there, StandardCharsets.UTF_8).equals(file.text())) {
        faults.add(there + " is not what the feedstock says");
      }
    }
    if (!faults.isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          String.join("\n", faults) + "\nrun the same command without --check, and commit");
    }
    spec.commandLine().getOut().println(files.size() + " files are what the feedstock says");
    return 0;
  }

  private Schedule schedule() throws IOException {
    Feedstock feedstock = FeedstockOptions.read(path);
    if (feedstock.cron() == null) {
      throw new CommandException(
          Outcome.INVALID,
          path
              + ": the feedstock has no schedule; write for each day at six, UTC:\n"
              + "schedule: {cron: \"0 6 * * *\"}");
    }
    List<String> words = new ArrayList<>(List.of(command, "bake", path.toString()));
    words.addAll(List.of("--bakery", bakery));
    if (!root.isEmpty()) {
      words.addAll(List.of("--root", root));
    }
    words.add("--scheduled");
    return new Schedule(
        feedstock.id(),
        feedstock.cron(),
        feedstock.timeZone(),
        words,
        directory,
        variables(bakery),
        image,
        template.isEmpty() ? List.of() : launches(feedstock),
        new Schedule.FlinkSize(parallelism, memory));
  }

  private List<FlexLaunch> launches(Feedstock feedstock) {
    BakeryOptions bakeries = new BakeryOptions();
    bakeries.bakery = bakery;
    return feedstock.recipes().stream()
        .map(r -> TemplateLaunchCommand.launch(bakeries.bakery(), template, feedstock, r))
        .toList();
  }

  /** Returns the environment variables that a bakery's text names, sorted. */
  static List<String> variables(String bakery) {
    String text;
    try {
      text = Bakeries.text(bakery);
    } catch (IOException e) {
      throw new CommandException(Outcome.INVALID, "--bakery " + bakery + ": " + e.getMessage());
    }
    TreeSet<String> names = new TreeSet<>();
    for (String line : text.split("\n")) {
      String content = line.replaceAll("(^|\\s)#.*", "");
      for (Pattern pattern : List.of(VARIABLE, SECRET)) {
        Matcher found = pattern.matcher(content);
        while (found.find()) {
          names.add(found.group(1));
        }
      }
    }
    return List.copyOf(names);
  }

  private List<Schedule.File> files(Schedule schedule) {
    List<Schedule.File> files = new ArrayList<>();
    for (Form form : forms.isEmpty() ? List.of(Form.values()) : forms) {
      try {
        files.addAll(schedule.files(form));
      } catch (IllegalArgumentException e) {
        if (!forms.isEmpty()) {
          throw new CommandException(Outcome.INVALID, "--for " + form + ": " + e.getMessage());
        }
        spec.commandLine().getErr().println("without " + form + ": " + e.getMessage());
      }
    }
    return files;
  }
}
