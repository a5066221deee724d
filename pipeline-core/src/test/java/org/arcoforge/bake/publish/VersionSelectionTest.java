package org.arcoforge.bake.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.recipe.Retention;
import org.arcoforge.stac.CatalogVersion;
import org.junit.jupiter.api.Test;

class VersionSelectionTest {
  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

  /** One a day until now, in the stores of these names; the last one is current. */
  private static List<CatalogVersion> versions(int current, String... stores) {
    List<CatalogVersion> all = new ArrayList<>();
    for (int n = 0; n < stores.length; n++) {
      Instant created = NOW.minusSeconds(86_400L * (stores.length - 1 - n));
      all.add(new CatalogVersion("v" + n, stores[n], "", created, n == current));
    }
    return all;
  }

  private static List<String> ids(Iterable<CatalogVersion> versions) {
    List<String> ids = new ArrayList<>();
    versions.forEach(v -> ids.add(v.version()));
    return ids;
  }

  @Test
  void theNewestAreKeptAndTheStoresOfOthersGo() {
    VersionSelection s =
        VersionSelection.of(versions(3, "a", "b", "c", "d"), Retention.newest(2), NOW);
    assertEquals(List.of("a", "b"), List.copyOf(s.gone().keySet()));
    assertTrue(s.forgotten().isEmpty() && s.kept().isEmpty(), s.toString());
  }

  @Test
  void theCurrentVersionIsKeptHoweverOldItIs() {
    VersionSelection s = VersionSelection.of(versions(0, "a", "b", "c"), Retention.newest(1), NOW);
    assertEquals(List.of("b"), List.copyOf(s.gone().keySet()));
    assertEquals(List.of("v0"), ids(s.kept().keySet()));
  }

  @Test
  void aStoreThatAKeptVersionSharesStays() {
    VersionSelection s =
        VersionSelection.of(versions(4, "a", "b", "b", "b", "c"), Retention.newest(2), NOW);
    assertEquals(List.of("a"), List.copyOf(s.gone().keySet()));
    assertEquals(List.of("v1", "v2"), ids(s.forgotten().keySet()));
    assertEquals(List.of("v3", "v3"), ids(s.forgotten().values()));
  }

  @Test
  void allVersionsOfAStoreGoTogether() {
    VersionSelection s =
        VersionSelection.of(versions(3, "a", "a", "b", "c"), Retention.newest(1), NOW);
    assertEquals(List.of("v0", "v1"), ids(s.gone().getOrDefault("a", List.of())));
  }

  @Test
  void anAgeKeepsWhatIsNotOlder() {
    List<CatalogVersion> all = versions(3, "a", "b", "c", "d");
    assertEquals(
        List.of("a"),
        List.copyOf(VersionSelection.of(all, Retention.younger("P2D"), NOW).gone().keySet()));
    assertTrue(VersionSelection.of(all, Retention.younger("P1Y"), NOW).gone().isEmpty());
  }
}
