package org.arcoforge.beam;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random changes of published stores, of their manifests too; {@code -Dtamperings=N} each. */
class TamperingIT {
  private static final int EACH = Integer.getInteger("tamperings", 150);

  @TempDir Path folder;
  private @Nullable TreeMap<String, Integer> whole; // sizes of the objects of the store on trial

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

  /** Says whether a published store is damaged. */
  private interface Verifier {
    boolean finds(BakeReport report, String catalog) throws IOException;
  }

  private static boolean verify(BakeReport report, String catalog) throws IOException {
    try {
      return !StoreVerification.integrity(report.store(), catalog, k -> {}).problems().isEmpty();
    } catch (ZarrException e) {
      return true;
    }
  }

  @Test
  void everyChangeIsFoundWithoutTheRunsFolder() throws IOException {
    for (String target :
        List.of(
            "chunks: {time: 3}",
            "chunks: {time: 3}, zarr_format: 2",
            "chunks: {time: 1}, shards: {time: 2}",
            "chunks: {time: 3}, codec: {name: none}, write_empty_chunks: false")) {
      everyChangeIsFound(target, TamperingIT::verify);
    }
  }

  @Test
  void verificationThatBelievesSizesIsFound() {
    Verifier sizes =
        (report, catalog) -> {
          String last = report.store().substring(0, report.store().lastIndexOf('/') + 1);
          TreeMap<String, Integer> found = new TreeMap<>();
          StoreContents.of(ObjectStores.open(last)).forEach((k, b) -> found.put(k, b.length));
          return !found.equals(whole);
        };
    AssertionError missed =
        assertThrows(AssertionError.class, () -> everyChangeIsFound("chunks: {time: 3}", sizes));
    assertTrue(String.valueOf(missed.getMessage()).contains("flipped"), missed.getMessage());
  }

  private void everyChangeIsFound(String target, Verifier verifier) throws IOException {
    Random random = new Random(11);
    BakeCase c = BakeCase.inMemory(folder).target(target);
    BakeReport report = c.bake();
    c.forgetRun(report);
    ObjectStore version =
        ObjectStores.open(report.store().substring(0, report.store().lastIndexOf('/') + 1));
    Map<String, byte[]> all = new TreeMap<>(StoreContents.of(version));
    whole = new TreeMap<>();
    all.forEach((key, bytes) -> requireNonNull(whole).put(key, bytes.length));
    for (int n = 0; n < EACH; n++) {
      String what = tamper(version, all, random);
      if (what.isEmpty()) {
        continue;
      }
      // A manifest that is gone without a trace of the run is told by a note: see its own test.
      boolean manifestGone = what.startsWith("deleted manifest");
      assertTrue(verifier.finds(report, c.catalog()) || manifestGone, target + ": " + what);
      for (String key : StoreContents.of(version).keySet()) {
        if (!all.containsKey(key)) {
          version.delete(key);
        }
      }
      for (Map.Entry<String, byte[]> e : all.entrySet()) {
        put(version, e.getKey(), e.getValue());
      }
    }
    assertFalse(verifier.finds(report, c.catalog()), target + ": the whole store");
  }
}
