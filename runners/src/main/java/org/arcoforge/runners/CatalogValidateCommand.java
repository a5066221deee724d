package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogProblem;
import org.arcoforge.store.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the documents of a catalog: {@code arco catalog validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Checks every document of the catalog against STAC and its links; uses no network.",
    footerHeading = "%nExample:%n",
    footer = "  arco catalog validate --root ./arco-data --json")
final class CatalogValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Option(names = "--json", description = "Print the problems as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String place = bakeries.bakery().catalog();
    List<CatalogProblem> problems;
    try (ObjectStore store = CatalogCommand.open(place)) {
      problems = Catalog.open(store).validate();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(place, problems));
    } else {
      problems.forEach(out::println);
      out.println(
          problems.isEmpty()
              ? "valid: " + place
              : HumanSizes.count(problems.size(), "problem") + " in " + place);
    }
    return problems.isEmpty() ? 0 : Outcome.VERIFICATION.exitCode();
  }

  private static String json(String place, List<CatalogProblem> problems) {
    ObjectNode root = JsonText.object().put("catalog", place).put("valid", problems.isEmpty());
    ArrayNode array = root.putArray("problems");
    for (CatalogProblem p : problems) {
      array
          .addObject()
          .put("url", p.url())
          .put("pointer", p.pointer())
          .put("message", p.message())
          .put("hint", p.hint());
    }
    return JsonText.of(root);
  }
}
