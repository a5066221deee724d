package org.arcoforge.bake.repair;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.publish.Sweep;
import org.arcoforge.bake.tile.ObjectMaker;
import org.arcoforge.bake.verify.Evidence;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.ObjectIndex;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;

/**
 * Makes damaged and missing objects of a published store anew.
 *
 * <p><b>Protocol.</b> The recipe's lease is held, so that no bake and no sweep is at work. Every
 * object is made and its digest compared with the manifest before the first is written: if one
 * differs, nothing is written. Each object replaces the generation that was found damaged; data
 * first, then the documents, the consolidated metadata last. A repetition goes on where it was
 * stopped.
 */
public final class Repair {
  private static final int MOST_NAMED = 3;

  /** Objects that were made are kept up to so many bytes; others are made again to be written. */
  private static final long MOST_KEPT = 256 << 20;

  private final OpenStores stores;
  private final String storeUrl;
  private final StorePlace place;
  private final String catalogUrl;
  private final Clock clock;

  /**
   * A result says what a repair did.
   *
   * @param rewritten keys of objects and documents that were written
   * @param right how many of those that were named needed no repair
   * @param strangers keys of objects that are not part of the store, and are still there
   * @param deleted keys of those that were deleted
   * @param problems why nothing could be done; empty if all was done that was asked
   * @param verified what a verification finds now
   */
  public record Result(
      List<String> rewritten,
      long right,
      List<String> strangers,
      List<String> deleted,
      List<String> problems,
      StoreVerification.Result verified) {
    /** Copies the lists. */
    public Result {
      rewritten = List.copyOf(rewritten);
      strangers = List.copyOf(strangers);
      deleted = List.copyOf(deleted);
      problems = List.copyOf(problems);
    }

    /** Returns whether the store is whole now. */
    public boolean isWhole() {
      return problems.isEmpty() && verified.problems().isEmpty();
    }
  }

  private Repair(
      OpenStores stores, String storeUrl, StorePlace place, String catalogUrl, Clock clock) {
    this.stores = stores;
    this.storeUrl = storeUrl;
    this.place = place;
    this.catalogUrl = catalogUrl;
    this.clock = clock;
  }

  /**
   * Returns the repair of a store.
   *
   * @param storeUrl URL of the Zarr group
   * @param catalogUrl null if it is not known; then that of the usual layout is taken
   * @throws RefusedException if the store is not where a bake wrote it, or there is no catalog
   */
  public static Repair of(
      OpenStores stores, String storeUrl, @Nullable String catalogUrl, Clock clock) {
    String url = storeUrl.endsWith("/") ? storeUrl : storeUrl + "/";
    StorePlace place =
        StorePlace.of(url)
            .orElseThrow(
                () ->
                    RefusedException.recipe(
                        url
                            + " is not where a bake wrote it (…/feedstock/recipe/version/name.zarr),"
                            + " so that nothing beside it tells what its objects were"));
    String catalog =
        catalogUrl != null
            ? catalogUrl
            : place
                .catalog()
                .orElseThrow(
                    () ->
                        RefusedException.recipe(
                            url
                                + ": its catalog, where the recipe's lease is, is not known; name"
                                + " it by --catalog"));
    return new Repair(stores, url, place, catalog.endsWith("/") ? catalog : catalog + "/", clock);
  }

  /**
   * Repairs the store.
   *
   * @param session of the recipe as its feedstock has it now, to read sources; null for none
   * @param named keys of the objects to make anew; none for all that are damaged or missing
   * @param deleteStrangers whether objects that are not part of the store are deleted
   * @param progress told how many objects are checked or made
   * @throws org.arcoforge.commit.LeaseHeldException if the recipe is being baked
   * @throws RefusedException if a key is none of the store, sources are needed and not given, or
   *     they no longer give what the manifest tells; nothing is written then
   */
  public Result run(
      @Nullable WorkerSession session,
      List<String> named,
      boolean deleteStrangers,
      LongConsumer progress)
      throws IOException {
    Lease lease = Lease.acquire(stores.at(catalogUrl), place.lease(), RunId.create(clock), clock);
    try (LeaseKeeper keeper = new LeaseKeeper(lease)) {
      ObjectStore target = stores.at(storeUrl);
      StoreVerification.Result found = verify(progress);
      Evidence evidence = Evidence.of(stores, target, place, catalogUrl);
      Manifest manifest = evidence.manifest();
      if (manifest == null || !evidence.problems().isEmpty()) {
        return refused(found, evidence);
      }
      Map<String, Receipt.Written> wanted = wanted(manifest);
      Set<String> keys = new LinkedHashSet<>(named.isEmpty() ? found.damaged() : named);
      keys.stream().filter(k -> !wanted.containsKey(k)).findFirst().ifPresent(this::unknown);
      keys.retainAll(found.damaged());
      Map<String, Long> generations = new HashMap<>();
      for (String key : keys) {
        generations.put(key, target.stat(key).map(ObjectInfo::generation).orElse(0L));
      }
      Made made = make(session, manifest, wanted, keys, progress);
      keeper.check();
      for (Map.Entry<String, Bytes> e : made.all().entrySet()) {
        replace(target, e.getKey(), e.getValue().bytes(), generations);
        keeper.check();
      }
      List<String> deleted = deleteStrangers ? found.strangers() : List.of();
      Sweep.strangers(target, deleted);
      StoreVerification.Result now = verify(progress);
      return new Result(
          List.copyOf(made.all().keySet()),
          named.isEmpty() ? 0 : named.size() - (long) keys.size(),
          now.strangers(),
          deleted,
          List.of(),
          now);
    }
  }

  private StoreVerification.Result verify(LongConsumer progress) throws IOException {
    return StoreVerification.integrity(stores, storeUrl, catalogUrl, progress);
  }

  private static Result refused(StoreVerification.Result found, Evidence evidence) {
    List<String> problems = new ArrayList<>(evidence.problems());
    if (evidence.manifest() == null) {
      problems.add(
          "there is no manifest beside the store: nothing tells what its objects were; bake a new"
              + " version");
    }
    return new Result(List.of(), 0, found.strangers(), List.of(), problems, found);
  }

  private static Map<String, Receipt.Written> wanted(Manifest manifest) {
    Map<String, Receipt.Written> wanted = new HashMap<>();
    manifest
        .arrays()
        .values()
        .forEach(
            rows ->
                rows.forEach(
                    row -> {
                      if (row.written() != null) {
                        wanted.put(row.key(), row.written());
                      }
                    }));
    manifest.documents().forEach(d -> wanted.put(d.key(), d));
    return wanted;
  }

  private void unknown(String key) {
    throw RefusedException.recipe(
        "--chunk "
            + key
            + ": the manifest of "
            + storeUrl
            + " lists no such object; keys are relative to the store, as 'arco verify' names them"
            + " behind its URL");
  }

  /** This gives the bytes of an object, however long ago they were made. */
  private interface Bytes {
    byte[] bytes() throws IOException;
  }

  /** This is what is to be written, in order. */
  private record Made(LinkedHashMap<String, Bytes> all) {}

  private Made make(
      @Nullable WorkerSession session,
      Manifest manifest,
      Map<String, Receipt.Written> wanted,
      Set<String> keys,
      LongConsumer progress)
      throws IOException {
    LinkedHashMap<String, Bytes> made = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      return new Made(made);
    }
    RunFolder run = new RunFolder(stores.at(place.folder()), new RunId(manifest.run()));
    PlanFile.Loaded loaded = RunDocuments.plan(run, session);
    if (loaded == null) {
      throw RefusedException.sources(
          "the plan of run " + run.id() + " is gone: bake a new version (arco bake --force)");
    }
    Plan plan =
        session == null ? loaded.plan() : ReadablePlan.of(loaded.plan(), session.config().recipe());
    ObjectMaker maker = new ObjectMaker(plan, session == null ? null : session.files());
    long kept = 0;
    for (PlannedArray array : plan.arrays()) {
      ObjectIndex index = ObjectIndex.of(array.layout(), plan.layout().zarrFormat());
      for (String key : keys) {
        long number = index.number(key);
        if (number < 0) {
          continue;
        }
        if (session == null && ObjectMaker.needsSources(array)) {
          throw RefusedException.recipe(
              key + " is made of sources: name the feedstock by --against PATH");
        }
        long[] at = array.layout().objects().index(number);
        byte[] bytes = checked(key, maker.bytes(array, at), wanted);
        kept += bytes.length;
        made.put(
            key,
            kept <= MOST_KEPT ? () -> bytes : () -> checked(key, maker.bytes(array, at), wanted));
        progress.accept(made.size());
      }
    }
    documents(session, manifest, new RunDocuments(loaded, run), keys, made);
    return new Made(made);
  }

  /** In the order of the manifest, in which the consolidated metadata are the last. */
  private void documents(
      @Nullable WorkerSession session,
      Manifest manifest,
      RunDocuments documents,
      Set<String> keys,
      Map<String, Bytes> made)
      throws IOException {
    List<String> wanted =
        manifest.documents().stream().map(Receipt.Written::key).filter(keys::contains).toList();
    if (wanted.isEmpty()) {
      return;
    }
    documents.withItem(Catalog.open(stores.at(catalogUrl)), place);
    if (session != null) {
      documents.withFeedstock(session);
    }
    Map<String, byte[]> found = documents.of(manifest);
    List<String> lacking = wanted.stream().filter(k -> !found.containsKey(k)).toList();
    if (!lacking.isEmpty()) {
      throw RefusedException.sources(
          "neither the catalog's item nor the feedstock tells what "
              + named(lacking)
              + " held: nothing was written; bake a new version (arco bake --force)");
    }
    for (String key : wanted) {
      byte[] bytes = found.get(key);
      if (bytes != null) {
        made.put(key, () -> bytes);
      }
    }
  }

  private static byte[] checked(String key, byte[] bytes, Map<String, Receipt.Written> wanted) {
    Receipt.Written written = Receipt.Written.of(key, bytes, bytes.length);
    Receipt.Written expected = wanted.get(key);
    if (!written.equals(expected)) {
      throw RefusedException.sources(
          key
              + ": the sources give "
              + written.size()
              + " bytes with crc32c "
              + written.crc32c()
              + ", and the manifest tells "
              + (expected == null ? "none" : expected.size() + " with " + expected.crc32c())
              + ": the sources are no longer those of this version; nothing was written; bake a new"
              + " version (arco bake --force)");
    }
    return bytes;
  }

  private static void replace(
      ObjectStore target, String key, byte[] bytes, Map<String, Long> generations)
      throws IOException {
    try {
      target.replace(key, bytes, Optional.ofNullable(generations.get(key)).orElse(0L));
    } catch (GenerationMismatchException e) {
      throw new ObjectExistsException(
          target.url(key) + " was changed by somebody else during the repair; verify it again");
    }
  }

  private static String named(List<String> keys) {
    return String.join(", ", keys.subList(0, Math.min(MOST_NAMED, keys.size())))
        + (keys.size() > MOST_NAMED ? ", …" : "");
  }
}
