package org.arcoforge.recipe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifierTest {
  @Test
  void idsOfDataSetsAreFine() {
    for (String id : List.of("noaa-oisst-v2.1", "a", "0", "era5_single.levels", "console")) {
      assertTrue(Identifier.fault(id).isEmpty(), id);
    }
  }

  @Test
  void whatCatalogsStoresAndSystemsUseOtherwiseIsRefused() {
    for (String id :
        List.of(
            "",
            "A",
            ".a",
            "-a",
            "a/b",
            "a..b",
            "..",
            "a.",
            "catalog.json",
            "collection.json",
            "leases",
            "runs",
            "x.zarr",
            "index.html",
            "con",
            "nul.txt",
            "lpt1",
            "a\nb",
            "a".repeat(101))) {
      assertTrue(Identifier.fault(id).isPresent(), id);
    }
  }
}
