package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceIT {
  @TempDir Path folder;

  /** The group's metadata and the catalog's item. */
  private static List<JsonNode> made(BakeCase c, BakeReport report) throws IOException {
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    JsonNode group =
        new ObjectMapper().readTree(ObjectStores.open(report.store()).read("zarr.json"));
    Map<String, byte[]> catalog = StoreContents.of(ObjectStores.open(c.catalog()));
    String item =
        catalog.keySet().stream()
            .filter(k -> k.contains(report.version()) && k.endsWith("item.json"))
            .findFirst()
            .orElseThrow();
    return List.of(
        new ObjectMapper().readTree(group.at("/attributes/arcoforge").asText()),
        new ObjectMapper().readTree(catalog.get(item)).at("/properties/arco:processing"));
  }

  @Test
  void chosenPoliciesAreInTheStoreAndInTheItemAsTheRecipeWritesThem() throws IOException {
    BakeCase c =
        BakeCase.inMemory(folder)
            .policies(
                "{attributes: list, coordinates: {tolerance: 0.5}, order: sort, packing: decode,"
                    + " missing_files: {policy: skip, limit: 2}, missing_variables: fill,"
                    + " changed_sources: error}");
    for (JsonNode made : made(c, c.bake())) {
      JsonNode policies = made.path("policies");
      assertEquals("list", policies.path("attributes").asText());
      assertEquals(0.5, policies.at("/coordinates/tolerance").asDouble());
      assertEquals("sort", policies.path("order").asText());
      assertEquals("decode", policies.path("packing").asText());
      assertEquals("skip", policies.at("/missing_files/policy").asText());
      assertEquals(2, policies.at("/missing_files/limit").asInt());
      assertEquals("fill", policies.path("missing_variables").asText());
      assertEquals("error", policies.path("changed_sources").asText());
      assertTrue(made.path("holes").isMissingNode(), made.toString());
    }
  }

  @Test
  void whatIsEmptyByPolicyIsInTheStoreAndInTheItem() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).policies("{missing_variables: fill}");
    new Netcdf3File()
        .dimension("time", BakeCase.DAYS)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), 2, 3)
        .variable("crs", List.of(), Map.of(), 7)
        .write(c.path(1));
    for (JsonNode made : made(c, c.bake())) {
      JsonNode holes = made.path("holes");
      assertEquals(2, holes.size(), made.toString());
      assertEquals("f1.nc", holes.at("/0/source").asText());
      assertFalse(made.toString().contains(folder.toString()), made.toString());
      assertEquals("t", holes.at("/0/variable").asText());
      assertEquals("w", holes.at("/1/variable").asText());
      assertEquals("missing_variables: fill", holes.at("/1/policy").asText());
    }
  }
}
