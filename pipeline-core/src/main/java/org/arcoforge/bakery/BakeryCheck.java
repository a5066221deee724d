package org.arcoforge.bakery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/**
 * Tries whether one gets at the stores of a bakery: asks for rights, lists, and in scratch makes an
 * object, makes sure that it cannot be made twice, and deletes it again. Nothing else is written.
 */
public final class BakeryCheck {
  private static final List<String> READ = List.of("storage.objects.get", "storage.objects.list");
  private static final List<String> CREATE = with(READ, "storage.objects.create");
  private static final List<String> REPLACE = with(CREATE, "storage.objects.delete");

  private BakeryCheck() {}

  /**
   * A finding is what was found of one store.
   *
   * @param place of the bakery, as scratch
   * @param url of the store
   * @param good whether bakes can do there what they must
   * @param words what was tried and found
   */
  public record Finding(String place, String url, boolean good, String words) {}

  /** Returns one finding for each store of a bakery. */
  public static List<Finding> of(Bakery bakery) {
    List<Finding> findings = new ArrayList<>();
    for (Bakery.Place place : bakery.places()) {
      findings.add(of(bakery, place));
    }
    return findings;
  }

  private static Finding of(Bakery bakery, Bakery.Place place) {
    try (ObjectStore store = ObjectStores.open(place.url())) {
      List<String> lacking = BucketRights.lacking(place.url(), needed(bakery, place.key()));
      if (!lacking.isEmpty()) {
        return new Finding(
            place.key(),
            place.url(),
            false,
            "you lack " + String.join(", ", lacking) + "; ask whoever runs the bucket for them");
      }
      try (Stream<String> children = store.children("")) {
        children.limit(1).forEach(name -> {});
      }
      String words =
          place.url().startsWith("gs://") ? "rights are there; can be listed" : "can be listed";
      return new Finding(
          place.key(),
          place.url(),
          true,
          place.key().equals("scratch") ? words + "; " + probe(store) : words);
    } catch (IOException | RuntimeException e) {
      return new Finding(place.key(), place.url(), false, FailureWords.of(e));
    }
  }

  private static List<String> needed(Bakery bakery, String place) {
    return switch (place) {
      case "persistent" -> bakery.policy().createOnly() ? CREATE : REPLACE;
      case "scratch", "catalog" -> REPLACE;
      default -> READ;
    };
  }

  /** Makes an object, once, and deletes it. */
  private static String probe(ObjectStore store) throws IOException {
    String key = "arco-bakery-check-" + UUID.randomUUID();
    byte[] first = "made by arco bakery check".getBytes(StandardCharsets.UTF_8);
    byte[] second = "this must be refused".getBytes(StandardCharsets.UTF_8);
    ObjectInfo made = store.create(key, first, 0, first.length);
    try {
      store.create(key, second, 0, second.length);
      throw new IOException(
          "an object that was there was replaced by a request to create it: the store does not keep"
              + " create-only, and two bakes could overwrite each other; use another store");
    } catch (ObjectExistsException e) {
      return "an object of "
          + made.size()
          + " bytes was made, could not be made twice, was deleted";
    } finally {
      store.delete(key);
    }
  }

  private static List<String> with(List<String> some, String one) {
    List<String> all = new ArrayList<>(some);
    all.add(one);
    return List.copyOf(all);
  }
}
