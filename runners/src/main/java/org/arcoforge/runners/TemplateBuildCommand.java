package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.runners.jobs.TemplateContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes what a Flex Template is built of: {@code arco template build}. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the image context of a Flex Template: a Dockerfile, the bakery and the",
      "feedstocks, metadata.json with the parameters, and the template's file for Cloud Storage."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco template build --bakery leap-gcp --feedstocks feedstocks --out target/template \\",
      "      --image us-central1-docker.pkg.dev/my-project/arco/template:1"
    })
final class TemplateBuildCommand implements Callable<Integer> {
  @ParentCommand TemplateCommand template;
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the context; files of that name are replaced.")
  Path out = Path.of("");

  @Option(
      names = "--feedstocks",
      paramLabel = "DIR",
      description = "Folder of feedstocks that the template can bake (default: ${DEFAULT-VALUE}).")
  Path feedstocks = Path.of("feedstocks");

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "What the image will be called (default: ${DEFAULT-VALUE}).")
  String image = "REGION-docker.pkg.dev/PROJECT/REPOSITORY/arco-template:1";

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      description =
          "What it is built from: the image of scripts/image (default: ${DEFAULT-VALUE}).")
  String base = "arcoforge:latest";

  @Override
  public Integer call() throws IOException {
    Bakery bakery = bakeries.bakery();
    if (!bakery.runner().name().equals("dataflow")) {
      throw new CommandException(
          Outcome.INVALID,
          "the bakery "
              + bakery.name()
              + " does not run on Dataflow, and templates are Dataflow's; name one that does, as"
              + " --bakery leap-gcp");
    }
    if (!Files.isDirectory(feedstocks)) {
      throw new CommandException(
          Outcome.INVALID,
          "--feedstocks " + feedstocks + " is no folder; name the one that holds the feedstocks");
    }
    TemplateContext context =
        new TemplateContext(
            Bakeries.text(bakeries.bakery),
            ScheduleCommand.variables(bakeries.bakery),
            image,
            base,
            Origin.of(feedstocks));
    PrintWriter printed = spec.commandLine().getOut();
    Files.createDirectories(out);
    for (Map.Entry<String, String> file : context.files().entrySet()) {
      Files.writeString(out.resolve(file.getKey()), file.getValue());
      printed.println("wrote     " + out.resolve(file.getKey()));
    }
    context.copyFeedstocks(feedstocks, out.resolve("feedstocks"));
    printed.println("wrote     " + out.resolve("feedstocks"));
    printed.println(context.advice(out));
    return 0;
  }
}
