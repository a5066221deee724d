package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a catalog for intake-esm: {@code esm.json}, which describes {@code esm.csv}, with a row a
 * variable of each data set whose attributes name a model and an experiment as CMIP's do.
 */
final class EsmEmit implements Emit {
  private static final List<String> COLUMNS =
      List.of(
          "activity_id",
          "institution_id",
          "source_id",
          "experiment_id",
          "member_id",
          "table_id",
          "variable_id",
          "grid_label",
          "sub_experiment_id",
          "variant_label",
          "version",
          "zstore");

  @Override
  public Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    List<String> lacking = new ArrayList<>();
    int rows = 0;
    for (EmittedDataset d : all) {
      JsonNode facets = d.properties().path("arco:attributes");
      if (facets.path("source_id").isTextual() && facets.path("experiment_id").isTextual()) {
        Optional<String> store = d.storeUrl().or(d::storePath);
        if (store.isEmpty()) {
          lacking.add(d.id());
          continue;
        }
        for (EmittedDataset.Measured v : d.variables()) {
          csv.append(row(d, facets, v.name(), store.get())).append('\n');
          rows++;
        }
      }
    }
    if (!lacking.isEmpty()) {
      notes.add("esm.csv: the stores of " + EmitText.some(lacking) + ", which have no address");
    }
    if (rows == 0) {
      return Map.of();
    }
    if (csv.indexOf("../") >= 0) {
      notes.add("esm.csv: stores are told from its folder; with --catalog-url from anywhere");
    }
    return Map.of("esm.csv", EmitText.utf8(csv.toString()), "esm.json", EmitText.json(json(site)));
  }

  private static String row(EmittedDataset d, JsonNode facets, String variable, String store) {
    List<String> cells = new ArrayList<>();
    for (String column : COLUMNS) {
      String text = facets.path(column).asText();
      cells.add(
          EmitText.csv(
              switch (column) {
                case "member_id" -> member(facets);
                case "variable_id" -> variable;
                case "version" -> d.version();
                case "zstore" -> store;
                default -> text;
              }));
    }
    return String.join(",", cells);
  }

  /** CMIP6: the sub-experiment, if there is one, and the variant, joined by a hyphen. */
  private static String member(JsonNode facets) {
    String own = facets.path("member_id").asText();
    String variant = facets.path("variant_label").asText();
    String sub = facets.path("sub_experiment_id").asText();
    boolean has = !sub.isEmpty() && !sub.equals("none");
    return !own.isEmpty() ? own : has && !variant.isEmpty() ? sub + "-" + variant : variant;
  }

  private static ObjectNode json(EmittedDataset.Site site) {
    ObjectNode node = EmitText.object();
    node.put("esmcat_version", "0.1.0").put("id", "arcoforge");
    node.put("title", site.name());
    node.put("description", "Data sets of climate models in Zarr, by CMIP's facets.");
    node.put("catalog_file", site.url() + "esm.csv");
    ArrayNode attributes = node.putArray("attributes");
    COLUMNS.stream()
        .filter(c -> !c.equals("zstore"))
        .forEach(c -> attributes.addObject().put("column_name", c));
    node.putObject("assets").put("column_name", "zstore").put("format", "zarr");
    ObjectNode together = node.putObject("aggregation_control");
    together.put("variable_column_name", "variable_id");
    ArrayNode by = together.putArray("groupby_attrs");
    List.of("activity_id", "institution_id", "source_id", "experiment_id", "table_id", "grid_label")
        .forEach(by::add);
    ArrayNode how = together.putArray("aggregations");
    how.addObject().put("type", "union").put("attribute_name", "variable_id");
    how.addObject()
        .put("type", "join_new")
        .put("attribute_name", "member_id")
        .putObject("options")
        .put("coords", "minimal")
        .put("compat", "override");
    return node;
  }
}
