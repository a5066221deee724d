package org.arcoforge.catalog.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private static List<RuleCases.Case> cases() {
    return Stream.of(
            RuleCases.media(),
            RuleCases.geometry(),
            RuleCases.time(),
            RuleCases.cube(),
            RuleCases.references(),
            RuleCases.ids(),
            RuleCases.licences(),
            RuleCases.texts(),
            RuleCases.versions(),
            RuleCases.files())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void aSoundCatalogBreaksNoRule() throws IOException {
    assertEquals(List.of(), CatalogRules.check(RuleCatalog.create().documents(), NOW));
  }

  @Test
  void eachChangeBreaksItsRuleAndNoOther() throws IOException {
    RuleCatalog sound = RuleCatalog.create();
    List<String> wrong = new ArrayList<>();
    for (RuleCases.Case one : cases()) {
      RuleCatalog changed = sound.copy();
      one.change().accept(changed);
      List<CatalogFinding> found = CatalogRules.check(changed.documents(), NOW);
      Set<String> rules = found.stream().map(CatalogFinding::rule).collect(Collectors.toSet());
      if (!rules.equals(Set.of(one.rule()))) {
        wrong.add(one.rule() + ": " + found);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void everyRuleHasACase() {
    Set<String> rules = new TreeSet<>();
    CatalogRules.pure().forEach(r -> assertTrue(rules.add(r.id()), "twice: " + r.id()));
    Set<String> shown = new TreeSet<>();
    cases().forEach(c -> shown.add(c.rule()));
    assertEquals(rules, shown);
    assertTrue(rules.size() >= 40, rules.size() + " rules");
  }

  @Test
  void findingsSayWhereWhatAndWhatToDo() throws IOException {
    RuleCatalog changed = RuleCatalog.create();
    changed.document(RuleCatalog.COLLECTION).put("license", "free");
    CatalogFinding found = CatalogRules.check(changed.documents(), NOW).get(0);
    assertEquals("license.spdx", found.rule());
    assertEquals("noaa-oisst", found.collection());
    assertEquals("gs://catalog/noaa-oisst/collection.json", found.url());
    assertEquals("/license", found.pointer());
    assertEquals("expected an SPDX id, or \"other\", found \"free\"", found.message());
    assertTrue(found.fix().contains("feedstock.yaml"), found.fix());
  }

  @Test
  void whatOneCollectionLacksIsNotSaidOfAnother() throws IOException {
    RuleCatalog changed = RuleCatalog.create();
    changed.document(RuleCatalog.ITEM).removeAll();
    changed.document(RuleCatalog.COLLECTION).put("arco:versions", "nonsense");
    List<CatalogFinding> found = CatalogRules.check(changed.documents(), NOW);
    assertTrue(found.size() > 5, found::toString);
    assertEquals(
        Set.of("noaa-oisst"),
        found.stream().map(CatalogFinding::collection).collect(Collectors.toSet()));
  }

  @Test
  void storesThatDoNotAnswerAreNamed() throws IOException {
    List<String> asked = new ArrayList<>();
    List<CatalogFinding> found =
        CatalogRules.reached(
            RuleCatalog.create().documents(),
            (url, format) -> {
              asked.add(url + " " + format);
              return url.contains("other") ? Optional.of("the server says 403") : Optional.empty();
            });
    assertEquals(
        List.of(
            "gs://persistent/noaa-oisst/sst/v2/sst.zarr 3",
            "gs://persistent/other/sst/v1/sst.zarr 3"),
        asked);
    assertEquals(1, found.size());
    assertEquals("store.reached", found.get(0).rule());
  }

  @Test
  void theDocumentationListsTheRules() throws IOException {
    Path page = Path.of("..", "pipeline-core", "docs", "catalog-rules.md");
    List<String> rows =
        Files.readAllLines(page).stream().filter(line -> line.startsWith("| `")).toList();
    assertEquals(
        String.join("\n", CatalogRules.table()), String.join("\n", rows), "write the rows anew");
  }
}
