package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.open.OpenDataset;
import org.arcoforge.open.OpenFiles;
import org.arcoforge.pattern.Access;
import org.arcoforge.runners.text.InspectText;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what a source file holds: {@code arco inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the header of one source file and shows its format, dimensions, variables, how they are",
      "stored, and attributes; and the lines of a recipe that reads it."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco inspect sst.day.mean.1981.nc",
      "  arco inspect s3://bucket/file.nc --group /science --json"
    })
final class InspectCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(paramLabel = "URL", description = "A URL as a recipe has it, or a path.")
  String url = "";

  @Option(
      names = "--group",
      paramLabel = "PATH",
      description = "Group of an HDF5 file; ** for the whole tree (default: the root).")
  String group = "/";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "As a recipe's format, where the first bytes do not tell (default: auto).")
  String format = "auto";

  @Option(
      names = "--auth",
      paramLabel = "NEED",
      description = "Name of a secret that the bakery, or --secret, binds.")
  String auth = "";

  @Option(names = "--json", description = "Print the header as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Bakery bakery = bakeries.bakery();
    SourceOpener opener =
        Sources.opener(
            new Access(Map.of(), auth, 8),
            Sources.Cache.at(""),
            false,
            bakery.reach(),
            arco.settings);
    ReadOptions options = new ReadOptions(known(format), group, Map.of(), arco.settings);
    PrintWriter out = spec.commandLine().getOut();
    try (OpenFiles<OpenDataset> files = new OpenFiles<>(opener, dataset -> dataset)) {
      return files.use(
          url,
          options,
          dataset -> {
            SourceDescription found = dataset.reader().describe();
            if (json) {
              out.println(JsonText.of(json(dataset, found)));
            } else {
              InspectText.print(dataset.url(), dataset.version().size(), found, recipe(found), out);
            }
            return 0;
          });
    }
  }

  private static FileFormat known(String name) {
    for (FileFormat one : FileFormat.values()) {
      if (one.name().equalsIgnoreCase(name)) {
        return one;
      }
    }
    throw new CommandException(
        Outcome.INVALID, "--format " + name + ": expected one of " + InspectText.formats());
  }

  private List<String> recipe(SourceDescription found) {
    List<String> lines = new ArrayList<>();
    lines.add("pattern:");
    lines.add("  url: \"" + url.replace("{", "{{").replace("}", "}}") + "\"");
    lines.add("  format: " + (format.equals("auto") ? "auto" : format));
    if (!group.equals("/")) {
      lines.add("  group: \"" + group + "\"");
    }
    lines.add("  dims: []   # one file; see arco help new, and docs/recipe-keys.md, for many");
    if (!auth.isEmpty()) {
      lines.add("  access: {auth: " + auth + "}");
    }
    if (!found.unsupported().isEmpty()) {
      lines.add("transforms:");
      lines.add("  - drop: [" + String.join(", ", found.unsupported().keySet()) + "]");
    }
    return lines;
  }

  private static ObjectNode json(OpenDataset dataset, SourceDescription found) {
    ObjectNode root = JsonText.object();
    root.put("url", dataset.url()).put("bytes", dataset.version().size());
    root.put("format", found.format());
    root.set("dims", JsonText.tree(InspectText.dims(found)));
    ObjectNode variables = root.putObject("variables");
    found
        .variables()
        .forEach(
            v -> {
              ObjectNode one = variables.putObject(v.variable().name());
              one.put("dtype", v.variable().type().id());
              one.putPOJO("dims", v.variable().dimensionNames());
              one.putPOJO("chunks", v.chunk());
              one.putPOJO("filters", v.filters());
              one.put("storedBytes", v.storedBytes());
              one.set("attributes", InspectText.attributes(v.variable().attributes()));
            });
    root.set("attributes", InspectText.attributes(found.attributes()));
    root.set("unsupported", JsonText.tree(found.unsupported()));
    return root;
  }
}
