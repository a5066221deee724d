package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.BakeryCheck;
import org.arcoforge.bakery.WritePolicy.Writer;
import org.arcoforge.runners.text.BakeryText;
import org.arcoforge.runners.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists, shows and checks bakeries: {@code arco bakery}. */
@Command(
    name = "bakery",
    mixinStandardHelpOptions = true,
    description = "Lists, shows and checks where recipes can be baked.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = {
      "  arco bakery list",
      "  arco bakery show leap-gcp",
      "  arco bakery check my-bakery.yaml"
    })
final class BakeryCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Outcome.INVALID.exitCode();
  }

  /** Lists the bakeries that are shipped. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the bakeries that are shipped.")
  int list(@Option(names = "--json", description = "Print them as JSON.") boolean json)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode all = JsonText.object().putArray("bakeries");
    for (String name : Bakeries.NAMES) {
      String description =
          Bakeries.read(name, Path.of("arco-data"), System::getenv, false).description();
      all.addObject().put("name", name).put("description", description);
      if (!json) {
        out.printf("%-12s %s%n", name, description);
      }
    }
    if (json) {
      ObjectNode root = JsonText.object();
      root.set("bakeries", all);
      out.println(JsonText.of(root));
    }
    return 0;
  }

  /** Shows a bakery. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Shows a bakery: as it is written, and with --json as it is with this environment.")
  int show(
      @Parameters(paramLabel = "NAME|FILE", description = "The bakery.") String name,
      @Option(names = "--json", description = "Print it as JSON, with the variables' values.")
          boolean json,
      @Option(
              names = "--root",
              paramLabel = "DIR",
              defaultValue = "arco-data",
              description = "Folder of the local bakery (default: ./arco-data).")
          Path root)
      throws IOException {
    Bakeries.Result result = read(name, root, false);
    Bakery bakery = result.bakery();
    if (bakery == null) {
      throw new CommandException(Outcome.INVALID, Bakeries.told(result.problems()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(BakeryText.json(bakery, result.description())));
    } else {
      out.print(Bakeries.text(name));
      out.flush();
    }
    return 0;
  }

  /** Tries whether one gets at a bakery's stores. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Tries whether one gets at a bakery's stores, and prints who one is. In scratch an object is",
        "made, must not be made twice, and is deleted; nothing else is written."
      })
  int check(
      @Parameters(paramLabel = "NAME|FILE", description = "The bakery.") String name,
      @Option(names = "--json", description = "Print what was found as JSON.") boolean json,
      @Option(
              names = "--root",
              paramLabel = "DIR",
              defaultValue = "arco-data",
              description = "Folder of the local bakery (default: ./arco-data).")
          Path root)
      throws IOException {
    Bakeries.Result result = read(name, root, true);
    Bakery bakery = result.bakery();
    if (bakery == null) {
      throw new CommandException(Outcome.INVALID, Bakeries.told(result.problems()));
    }
    bakery.reach().reachBuckets();
    List<BakeryCheck.Finding> findings = BakeryCheck.of(bakery);
    Writer writer = Writer.of(Path.of(""));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(BakeryText.json(bakery, findings, writer)));
    } else {
      BakeryText.print(bakery, findings, writer, out);
    }
    return findings.stream().allMatch(BakeryCheck.Finding::good)
        ? Outcome.DONE.exitCode()
        : Outcome.INVALID.exitCode();
  }

  private static Bakeries.Result read(String name, Path root, boolean needed) {
    try {
      return Bakeries.read(name, root, System::getenv, needed);
    } catch (IOException e) {
      throw new CommandException(Outcome.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
