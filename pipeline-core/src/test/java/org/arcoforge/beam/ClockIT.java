package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.RunId;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bakery whose clock ran ahead does not stay in front. */
class ClockIT {
  private static final Clock AHEAD = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));

  @TempDir Path folder = Path.of(""); // JUnit sets it

  private static BakeConfig at(BakeConfig c, Clock clock) {
    return BakeConfig.builder()
        .feedstock(c.feedstock())
        .recipe(c.recipe())
        .run(RunId.create(clock))
        .recipeStore(c.recipeStore())
        .scratch(c.scratch())
        .catalog(c.catalog())
        .cache(c.cache())
        .headers(c.cache().url())
        .resources(c.resources())
        .software(c.software())
        .build();
  }

  @Test
  void laterBakeBecomesCurrentAndSaysThatTheClocksDisagree() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport future = BakeCase.bake(at(c.config(), AHEAD));
    assertFalse(future.problems().toString().contains("clock"), future.problems().toString());
    c.target("chunks: {time: 2}"); // another plan, and hence another version
    BakeReport now = c.bake();
    assertEquals(BakeStatus.PUBLISHED, now.status(), now.problems().toString());
    assertTrue(now.problems().toString().contains("a clock is wrong"), now.problems().toString());
    List<CatalogVersion> versions =
        Catalog.open(ObjectStores.open(c.catalog())).versions("case", "days");
    assertEquals(
        List.of(future.version(), now.version()),
        versions.stream().map(CatalogVersion::version).toList());
    assertEquals(List.of(false, true), versions.stream().map(CatalogVersion::current).toList());
  }

  @Test
  void holdersOfALeaseAreCounted() throws IOException {
    ObjectStore store = ObjectStores.open("memory://clock-lease");
    Lease first = Lease.acquire(store, "l.json", RunId.create(AHEAD), Clock.systemUTC());
    assertEquals(1, first.sequence());
    first.renew();
    first.release();
    Lease second = Lease.acquire(store, "l.json", RunId.create(AHEAD), Clock.systemUTC());
    assertEquals(2, second.sequence());
  }
}
