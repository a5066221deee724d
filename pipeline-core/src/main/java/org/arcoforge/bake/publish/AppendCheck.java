package org.arcoforge.bake.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.yaml.RecipeWriter;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.PublishedVersion;

/**
 * Before an append: are the sources those of the published version? Then there is nothing to do,
 * and nothing is written. A pattern with fewer files than are published is refused.
 */
public final class AppendCheck {
  private AppendCheck() {}

  /**
   * The report of a bake that need not, or must not, run; empty if it is to run.
   *
   * @throws org.arcoforge.recipe.RefusedException if no plan can be made of the sources
   */
  public static Optional<BakeReport> of(WorkerSession session) throws IOException {
    BakeConfig config = session.config();
    if (config.isPruned() || config.recipe().target().mode() != Target.Mode.APPEND) {
      return Optional.empty();
    }
    String recipe = config.recipe().id();
    Catalog catalog = Catalog.open(session.stores().at(config.catalog()));
    Optional<PublishedVersion> current = catalog.current(config.feedstock().id(), recipe);
    if (current.isEmpty()) {
      return Optional.empty();
    }
    PublishedVersion published = current.get();
    Optional<ObjectNode> item = catalog.item(config.feedstock().id(), recipe, published.version());
    JsonNode properties = item.map(i -> i.path("properties")).orElseThrow();
    JsonNode sources = properties.at("/arco:processing/sources");
    Plan plan = PlanPreview.plan(session, n -> {}, true);
    if (plan.sources().files() < sources.path("files").asLong()) {
      return Optional.of(
          BakeReport.failed(
              recipe,
              Outcome.INVALID,
              List.of(
                  "the pattern has "
                      + plan.sources().files()
                      + " files, but version "
                      + published.version()
                      + " was made from "
                      + sources.path("files").asLong()
                      + ": mode append never takes away; let the pattern name them all, or write target: {mode: create}")));
    }
    boolean same =
        sources.path("digest").asText().equals(plan.sources().digest())
            && properties
                .at("/processing:expression/expression")
                .asText()
                .equals(RecipeWriter.write(config.recipe()));
    return same
        ? Optional.of(
            new BakeReport(
                "unchanged",
                recipe,
                published.version(),
                published.storeUrl(),
                published.itemUrl(),
                0,
                0,
                0,
                0,
                0,
                List.of(),
                Outcome.DONE))
        : Optional.empty();
  }
}
