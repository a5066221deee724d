package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.arcoforge.bake.Outcome;
import org.arcoforge.recipe.yaml.FeedstockTemplate;
import org.arcoforge.text.ShellWord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes the first files of a feedstock: {@code arco new}. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description =
        "Makes the folder of a new feedstock, with a commented feedstock.yaml to go on from.",
    footerHeading = "%nExample:%n",
    footer = "  arco new my-data        # makes feedstocks/my-data")
final class NewCommand implements Callable<Integer> {
  private static final String SCHEMA_IN_REPOSITORY =
      "pipeline-core/src/main/resources/org/arcoforge/recipe/feedstock.schema.json";

  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Of the feedstock: small letters, digits and . _ -")
  String id = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder to make (default: feedstocks/ID).")
  @Nullable Path dir;

  @Override
  public Integer call() throws IOException {
    String text;
    try {
      text = FeedstockTemplate.of(id);
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, String.valueOf(e.getMessage()));
    }
    Path folder = dir == null ? Path.of("feedstocks", id) : dir;
    if (isTaken(folder)) {
      throw new CommandException(
          Outcome.INVALID,
          folder + " is there already, and is not overwritten; choose another id, or --dir");
    }
    Files.createDirectories(folder);
    String typed = ShellWord.of(folder);
    Files.writeString(
        folder.resolve("feedstock.yaml"),
        schemaLine(folder)
            + text.replace("arco lint " + id + " ", "arco lint " + typed + " ")
                .replace("arco plan " + id + " ", "arco plan " + typed + " ")
                .replace("arco bake " + id + " ", "arco bake " + typed + " "),
        StandardOpenOption.CREATE_NEW);
    Files.writeString(folder.resolve("README.md"), readme(), StandardOpenOption.CREATE_NEW);
    PrintWriter out = spec.commandLine().getOut();
    out.println("made " + folder.resolve("feedstock.yaml"));
    out.println("made " + folder.resolve("README.md"));
    out.println("Change what stands there, then: arco lint " + typed);
    return 0;
  }

  /**
   * Names the schema of this installation where the feedstock is in its repository; else one beside
   * the feedstock, which goes wherever that goes.
   */
  private String schemaLine(Path folder) throws IOException {
    Path home = Path.of(arco.settings.home()).toAbsolutePath().normalize();
    Path here = folder.toAbsolutePath().normalize();
    Path schema = home.resolve(SCHEMA_IN_REPOSITORY);
    String name = FeedstockTemplate.schemaName();
    if (here.startsWith(home) && Files.isRegularFile(schema)) {
      name = here.relativize(schema).toString().replace('\\', '/');
    } else {
      Files.write(folder.resolve(name), FeedstockTemplate.schema(), StandardOpenOption.CREATE_NEW);
    }
    return FeedstockTemplate.schemaLine(name);
  }

  private static boolean isTaken(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder);
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isPresent();
    }
  }

  private String readme() {
    return "# "
        + id
        + "\n\nWhat the data are, who uses them, and what to know before changing the recipe.\n";
  }
}
