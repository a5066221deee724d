package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says how dimensions and variables of an item fit together. */
final class CubeRules {
  private static final Set<String> TYPES =
      Set.of(
          "int8",
          "int16",
          "int32",
          "int64",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "float16",
          "float32",
          "float64",
          "cint16",
          "cint32",
          "cfloat32",
          "cfloat64",
          "other");
  private static final double CLOSE = 1e-6;

  private CubeRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.item(
            "cube.declared",
            "every dimension of a variable is among cube:dimensions",
            CatalogRule.BAKE,
            CubeRules::declared),
        CatalogRule.item(
                "cube.unused",
                "every dimension has a variable, or its own coordinate, that uses it",
                CatalogRule.BAKE,
                CubeRules::unused)
            .warning(),
        CatalogRule.item(
            "cube.disjoint",
            "no name is both a dimension and a variable",
            CatalogRule.BAKE,
            s ->
                RuleSubject.each(
                    s.variables(),
                    (name, v) -> {
                      if (s.dimensions().has(name)) {
                        s.say(variable(name), "a name that no dimension has", '"' + name + '"');
                      }
                    })),
        CatalogRule.item(
            "cube.rank",
            "shape, chunks and shards have one length for each dimension",
            CatalogRule.BAKE,
            CubeRules::rank),
        CatalogRule.item(
            "cube.length",
            "a dimension has one length, whichever variable tells it",
            CatalogRule.BAKE,
            CubeRules::lengths),
        CatalogRule.item(
            "cube.chunk",
            "chunks and shards have at least one element along each dimension",
            CatalogRule.BAKE,
            CubeRules::chunks),
        CatalogRule.item(
            "cube.shard", "shards are multiples of chunks", CatalogRule.BAKE, CubeRules::shards),
        CatalogRule.item(
            "cube.type",
            "a data type is one of STAC's list",
            CatalogRule.BAKE,
            s ->
                RuleSubject.each(
                    s.variables(),
                    (name, v) -> {
                      if (v.has("data_type") && !TYPES.contains(v.path("data_type").asText())) {
                        s.say(
                            variable(name) + "/data_type",
                            "a type such as float32, or other",
                            v.path("data_type"));
                      }
                    })),
        CatalogRule.item(
            "cube.kind",
            "a variable is data or auxiliary",
            CatalogRule.BAKE,
            s ->
                RuleSubject.each(
                    s.variables(),
                    (name, v) -> {
                      if (!Set.of("data", "auxiliary").contains(v.path("type").asText())) {
                        s.say(variable(name) + "/type", "data or auxiliary", v.path("type"));
                      }
                    })),
        CatalogRule.item(
            "cube.extent-order",
            "the extent of a dimension begins before it ends",
            CatalogRule.BAKE,
            CubeRules::extents),
        CatalogRule.item(
            "cube.step",
            "a dimension's extent is as long as its step times its number of steps",
            CatalogRule.BAKE,
            CubeRules::steps),
        CatalogRule.item(
            "cube.values",
            "values of a dimension are as many as it is long",
            CatalogRule.BAKE,
            CubeRules::values),
        CatalogRule.item(
            "cube.statistics",
            "a minimum is at most the mean, and the mean at most the maximum",
            CatalogRule.BAKE,
            CubeRules::statistics),
        CatalogRule.item(
            "cube.percent",
            "valid_percent lies between 0 and 100, and missing elements are at most all",
            CatalogRule.BAKE,
            CubeRules::percent));
  }

  private static String variable(String name) {
    return RuleSubject.pointer("properties", "cube:variables", name);
  }

  private static String dimension(String name) {
    return RuleSubject.pointer("properties", "cube:dimensions", name);
  }

  private static void declared(RuleSubject s) {
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          JsonNode dims = v.path("dimensions");
          for (int i = 0; i < dims.size(); i++) {
            if (!s.dimensions().has(dims.get(i).asText())) {
              Set<String> known = new TreeSet<>();
              s.dimensions().fieldNames().forEachRemaining(known::add);
              s.say(variable(name) + "/dimensions/" + i, "one of " + known, dims.get(i));
            }
          }
        });
  }

  private static void unused(RuleSubject s) {
    Set<String> used = new TreeSet<>();
    s.variables().forEach(v -> v.path("dimensions").forEach(d -> used.add(d.asText())));
    RuleSubject.each(
        s.dimensions(),
        (name, d) -> {
          if (!used.contains(name) && !d.has("shape")) {
            s.say(dimension(name), "a variable along '" + name + "'", "none");
          }
        });
  }

  private static void rank(RuleSubject s) {
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          int rank = v.path("dimensions").size();
          for (String field : List.of("shape", "chunks", "shards")) {
            if (v.has(field) && v.path(field).size() != rank) {
              s.say(variable(name) + "/" + field, rank + " lengths", v.path(field));
            }
          }
        });
  }

  private static void lengths(RuleSubject s) {
    Map<String, Long> known = new TreeMap<>();
    RuleSubject.each(
        s.dimensions(),
        (name, d) -> {
          if (d.path("shape").size() == 1) {
            known.put(name, d.path("shape").path(0).asLong());
          }
        });
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          JsonNode dims = v.path("dimensions");
          for (int i = 0; i < dims.size() && dims.size() == v.path("shape").size(); i++) {
            long length = v.path("shape").path(i).asLong();
            Long other = known.putIfAbsent(dims.get(i).asText(), length);
            if (other != null && other != length) {
              s.say(
                  variable(name) + "/shape/" + i,
                  other + " elements of '" + dims.get(i).asText() + "'",
                  v.path("shape").path(i));
            }
          }
        });
  }

  private static void chunks(RuleSubject s) {
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          for (String field : List.of("chunks", "shards")) {
            for (JsonNode length : v.path(field)) {
              if (length.asLong() < 1) {
                s.say(variable(name) + "/" + field, "lengths of at least 1", v.path(field));
                return;
              }
            }
          }
        });
  }

  private static void shards(RuleSubject s) {
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          JsonNode chunks = v.path("chunks");
          JsonNode shards = v.path("shards");
          for (int i = 0; i < shards.size() && shards.size() == chunks.size(); i++) {
            long chunk = chunks.get(i).asLong();
            if (chunk > 0 && shards.get(i).asLong() % chunk != 0) {
              s.say(variable(name) + "/shards", "multiples of " + chunks, shards);
              return;
            }
          }
        });
  }

  private static void extents(RuleSubject s) {
    RuleSubject.each(
        s.dimensions(),
        (name, d) -> {
          JsonNode low = d.path("extent").path(0);
          JsonNode high = d.path("extent").path(1);
          boolean reversed = low.isNumber() && high.isNumber() && low.asDouble() > high.asDouble();
          var from = TimeRules.instant(low.asText());
          var to = TimeRules.instant(high.asText());
          reversed |= from.isPresent() && to.isPresent() && from.get().isAfter(to.get());
          if (reversed) {
            s.say(dimension(name) + "/extent", "[lower, higher]", d.path("extent"));
          }
        });
  }

  private static void steps(RuleSubject s) {
    RuleSubject.each(
        s.dimensions(),
        (name, d) -> {
          JsonNode low = d.path("extent").path(0);
          JsonNode high = d.path("extent").path(1);
          long length = d.path("shape").path(0).asLong();
          if (d.path("step").isNumber() && low.isNumber() && high.isNumber() && length > 1) {
            double span = high.asDouble() - low.asDouble();
            double steps = Math.abs(d.path("step").asDouble()) * (length - 1);
            if (span >= 0 && Math.abs(span - steps) > CLOSE + 1e-3 * span) {
              s.say(
                  dimension(name) + "/step",
                  "about " + span / (length - 1) + ", as the extent and " + length + " values say",
                  d.path("step"));
            }
          }
        });
  }

  private static void values(RuleSubject s) {
    RuleSubject.each(
        s.dimensions(),
        (name, d) -> {
          long length = d.path("shape").path(0).asLong(-1);
          if (d.has("values") && length >= 0 && d.path("values").size() != length) {
            s.say(
                dimension(name) + "/values",
                length + " values",
                d.path("values").size() + " values");
          }
        });
  }

  private static void statistics(RuleSubject s) {
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          JsonNode all = v.path("statistics");
          double least = all.path("minimum").asDouble(Double.NaN);
          double mean = all.path("mean").asDouble(Double.NaN);
          double most = all.path("maximum").asDouble(Double.NaN);
          double close = CLOSE * (1 + Math.abs(mean));
          if (least > most || least > mean + close || mean > most + close) {
            s.say(variable(name) + "/statistics", "minimum ≤ mean ≤ maximum", all);
          }
        });
  }

  private static void percent(RuleSubject s) {
    RuleSubject.each(
        s.variables(),
        (name, v) -> {
          JsonNode all = v.path("statistics");
          double percent = all.path("valid_percent").asDouble(50);
          boolean counted = all.has("count") && all.has("arco:missing");
          boolean more = counted && all.path("arco:missing").asLong() > all.path("count").asLong();
          if (percent < 0 || percent > 100 || more) {
            s.say(variable(name) + "/statistics", "0 to 100 percent, and no more than all", all);
          }
        });
  }
}
