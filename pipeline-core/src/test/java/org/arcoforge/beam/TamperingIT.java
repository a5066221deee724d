package org.arcoforge.beam;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ZarrException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random changes of published stores, of their manifests too; {@code -Dtamperings=N} each. */
class TamperingIT {
  private static final int EACH = Integer.getInteger("tamperings", 150);

  @TempDir Path folder;

  private static void put(ObjectStore store, String key, byte[] bytes) throws IOException {
    store.delete(key);
    store.create(key, bytes);
  }

  /** Changes something, and says what. */
  private static String tamper(ObjectStore store, Map<String, byte[]> whole, Random random)
      throws IOException {
    List<String> keys = new ArrayList<>(whole.keySet());
    String key = keys.get(random.nextInt(keys.size()));
    byte[] bytes = requireNonNull(whole.get(key)).clone();
    switch (random.nextInt(6)) {
      case 0 -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        put(store, key, bytes);
        return "flipped " + key;
      }
      case 1 -> {
        store.delete(key);
        return "deleted " + key;
      }
      case 2 -> {
        put(store, key, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        return "truncated " + key;
      }
      case 3 -> {
        String other = keys.get(random.nextInt(keys.size()));
        if (java.util.Arrays.equals(bytes, requireNonNull(whole.get(other)))) {
          return "";
        }
        put(store, key, requireNonNull(whole.get(other)));
        put(store, other, bytes);
        return "swapped " + key + " and " + other;
      }
      case 4 -> {
        put(store, key, java.util.Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
        return "extended " + key;
      }
      default -> {
        String inside = keys.stream().filter(k -> k.contains(".zarr/")).findFirst().orElseThrow();
        String root = inside.substring(0, inside.indexOf(".zarr/") + ".zarr/".length());
        String added =
            root
                + List.of("evil/zarr.json", "w/c/9/9/9", "w/9.9.9", ".zattrs2", "x/.zarray")
                    .get(random.nextInt(5));
        put(store, added, requireNonNull(whole.get(inside)));
        return "added " + added;
      }
    }
  }

  @Test
  void everyChangeIsFoundWithoutTheRunsFolder() throws IOException {
    Random random = new Random(11);
    for (String target :
        List.of(
            "chunks: {time: 3}",
            "chunks: {time: 3}, zarr_format: 2",
            "chunks: {time: 1}, shards: {time: 2}",
            "chunks: {time: 3}, codec: {name: none}, write_empty_chunks: false")) {
      BakeCase c = BakeCase.inMemory(folder).target(target);
      BakeReport report = c.bake();
      c.forgetRun(report);
      ObjectStore version =
          ObjectStores.open(report.store().substring(0, report.store().lastIndexOf('/') + 1));
      Map<String, byte[]> whole = new TreeMap<>(StoreContents.of(version));
      for (int n = 0; n < EACH; n++) {
        String what = tamper(version, whole, random);
        if (what.isEmpty()) {
          continue;
        }
        boolean found;
        try {
          found =
              !StoreVerification.integrity(report.store(), c.catalog(), k -> {})
                  .problems()
                  .isEmpty();
        } catch (ZarrException e) {
          found = true;
        }
        // A manifest that is gone without a trace of the run is told by a note: see its own test.
        boolean manifestGone = what.startsWith("deleted manifest");
        assertTrue(found || manifestGone, target + ": " + what);
        for (String key : StoreContents.of(version).keySet()) {
          if (!whole.containsKey(key)) {
            version.delete(key);
          }
        }
        for (Map.Entry<String, byte[]> e : whole.entrySet()) {
          put(version, e.getKey(), e.getValue());
        }
      }
      assertEquals(
          List.of(), StoreVerification.integrity(report.store(), c.catalog(), k -> {}).problems());
    }
  }
}
