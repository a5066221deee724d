package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.catalog.graph.CatalogGraph;
import org.arcoforge.catalog.graph.GraphAnswer;
import org.arcoforge.runners.text.GraphText;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.store.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks what data sets have to do with each other: {@code arco catalog graph}. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = {
      "Answers questions about what the data sets of a catalog are made of, and who and what they have",
      "to do with:",
      "  paper DOI          which data sets a paper has to do with",
      "  archive HOST|URL   what is made of an archive's files, and who looks after it",
      "  source URL         what must be baked again if a file changes",
      "  person NAME|ORCID  what somebody looks after, made or licenses",
      "  dataset ID         all that a data set has to do with"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco catalog graph archive www.ncei.noaa.gov",
      "  arco catalog graph dataset demo-sst --root ./arco-data"
    })
final class CatalogGraphCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(
      index = "0",
      paramLabel = "QUESTION",
      description = "paper, archive, source, person or dataset.")
  String question = "";

  @Parameters(index = "1", paramLabel = "OF", description = "What it is about.")
  String of = "";

  @Option(names = "--json", description = "Print the answers as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String place = bakeries.bakery().catalog();
    List<GraphAnswer> answers;
    try (ObjectStore store = CatalogCommand.open(place)) {
      answers = answers(CatalogGraph.read(store));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode root = JsonText.object().put("question", question).put("of", of);
      ArrayNode array = root.putArray("answers");
      for (GraphAnswer answer : answers) {
        ObjectNode one = array.addObject().put("dataset", answer.dataset());
        one.put("title", answer.title()).put("relation", answer.relation());
        one.put("what", answer.what());
        answer.maintainers().forEach(one.putArray("maintainers")::add);
      }
      out.println(JsonText.of(root));
    } else {
      GraphText.lines(answers).forEach(out::println);
    }
    return 0;
  }

  private List<GraphAnswer> answers(CatalogGraph graph) {
    return switch (question) {
      case "paper" -> graph.paper(of);
      case "archive" -> graph.archive(of);
      case "source" -> graph.source(of);
      case "person" -> graph.person(of);
      case "dataset" -> {
        List<GraphAnswer> found = graph.dataset(of);
        if (found.isEmpty()) {
          throw new CommandException(
              Outcome.INVALID,
              "there is no data set '" + of + "'; there are " + String.join(", ", graph.ids()));
        }
        yield found;
      }
      default ->
          throw new CommandException(
              Outcome.INVALID,
              "expected paper, archive, source, person or dataset, found '" + question + "'");
    };
  }
}
