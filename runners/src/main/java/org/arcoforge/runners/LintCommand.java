package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.recipe.yaml.FeedstockLint;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks feedstocks offline: {@code arco lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Checks feedstocks: every problem at once, with its place. Opens no source, runs no pipeline.",
    footerHeading = "%nExample:%n",
    footer = {
      "  arco lint feedstocks              # all feedstocks below a folder",
      "  arco lint feedstocks/noaa-oisst"
    })
final class LintCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A feedstock.yaml, or a folder that is searched for them.")
  List<Path> paths = new ArrayList<>();

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    FeedstockLint lint = FeedstockLint.of(paths, FeedstockOptions.classes());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(lint));
    } else {
      lint.errors().forEach(out::println);
      lint.warnings()
          .forEach(
              w ->
                  out.println(
                      w.file() + ":" + w.line() + ":" + w.column() + ": warning: " + w.message()));
      out.println(summary(lint));
    }
    return lint.errors().isEmpty() ? 0 : Outcome.INVALID.exitCode();
  }

  private static String summary(FeedstockLint lint) {
    String files = HumanSizes.count(lint.files().size(), "feedstock");
    String warnings =
        lint.warnings().isEmpty() ? "" : ", " + HumanSizes.count(lint.warnings().size(), "warning");
    return lint.errors().isEmpty()
        ? "ok: " + files + warnings
        : HumanSizes.count(lint.errors().size(), "problem") + " in " + files + warnings;
  }

  private static String json(FeedstockLint lint) {
    ObjectNode root = JsonText.object();
    root.put("valid", lint.errors().isEmpty());
    ArrayNode files = root.putArray("files");
    lint.files().forEach(f -> files.add(f.toString()));
    problems(root.putArray("problems"), lint.errors());
    problems(root.putArray("warnings"), lint.warnings());
    return JsonText.of(root);
  }

  private static void problems(ArrayNode array, List<Problem> problems) {
    for (Problem p : problems) {
      array
          .addObject()
          .put("file", p.file())
          .put("line", p.line())
          .put("column", p.column())
          .put("message", p.message())
          .put("hint", p.hint());
    }
  }
}
