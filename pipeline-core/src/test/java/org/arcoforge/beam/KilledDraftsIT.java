package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.arcoforge.OtherJvm;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that bake large objects into a folder and are killed (SIGKILL) while some of these are
 * half written, {@code -Dkills=N} of each kind: as drafts, in shards, where a store grows in place,
 * and where a changed file makes another version; a single kill in one layout each.
 */
class KilledDraftsIT {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final String BLOSC = ", codec: {name: blosc, cname: zstd, clevel: 7}";
  private static final String CHUNKS = "chunks: {time: 10, y: -1, x: -1}" + BLOSC;
  private static final String SHARDS =
      "chunks: {time: 2, y: -1, x: -1}, shards: {time: 10, y: -1, x: -1}" + BLOSC;

  @TempDir Path folder;
  private final Random random = new Random(Long.getLong("seed", 1));
  private int number;

  /** A bake in a process of its own. */
  static final class Child {
    private Child() {}

    /** Bakes a {@link LargeArchive}, as its arguments say, into a store that may be broken. */
    public static void main(String[] arguments) throws IOException {
      LargeArchive archive = LargeArchive.told(List.of(arguments));
      OpenStores stores = new OpenStores();
      if (Boolean.getBoolean("broken")) {
        stores.with(archive.recipeStore(), namedTooEarly(archive.recipeStore()));
      }
      BakeReport report = archive.bake(stores);
      System.out.println(report.status() + " " + report.problems());
    }
  }

  /** A store whose drafts have a name before they have a head. */
  private static ObjectStore namedTooEarly(String url) throws IOException {
    ObjectStore good = ObjectStores.open(url);
    return new ForwardingStore(good) {
      @Override
      public Optional<ObjectDraft> draft(int head) throws IOException {
        return Optional.of(
            new ForwardingDraft(good.draft(head).orElseThrow()) {
              @Override
              public ObjectInfo create(String key, byte[] first) throws IOException {
                ObjectInfo half = draft.create(key, new byte[first.length]);
                byte[] whole = good.read(key);
                pause();
                System.arraycopy(first, 0, whole, 0, first.length);
                return good.replace(key, whole, half.generation());
              }
            });
      }
    };
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** A kind of bake: what there is before it, and what it makes when nobody kills it. */
  private record Kind(LargeArchive archive, Path before, Map<String, Map<String, String>> whole) {}

  private Kind kind(String target, boolean first, boolean corrected) throws IOException {
    Path home = folder.resolve("k" + number++);
    LargeArchive archive = new LargeArchive(home, target, first ? 20 : 14);
    archive.write();
    Path before = home.resolve("before");
    Files.createDirectories(before);
    if (!first) {
      assertPublished(archive.bake(new OpenStores()));
      copy(archive.root(), before);
      archive = archive.with(corrected ? 14 : 20);
      archive.write();
      if (corrected) {
        archive.correct(1);
      }
    }
    assertPublished(archive.bake(new OpenStores()));
    Map<String, Map<String, String>> whole = stores(archive);
    assertFalse(whole.isEmpty());
    return new Kind(archive, before, whole);
  }

  private static void assertPublished(BakeReport report) {
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
  }

  /** The objects of each store that a reader can open, the oldest first, without their versions. */
  private static Map<String, Map<String, String>> stores(LargeArchive archive) throws IOException {
    Map<String, Map<String, String>> found = new TreeMap<>();
    for (Path store : archive.storeFolders()) {
      if (Files.exists(store.resolve("zarr.json")) || Files.exists(store.resolve(".zmetadata"))) {
        found.put("store " + found.size(), objects(store));
      }
    }
    return found;
  }

  private static Map<String, String> objects(Path store) throws IOException {
    return KillTrial.objects(ObjectStores.open(store.toString()));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Large files that have no name yet. */
  private static List<Path> unnamed(LargeArchive archive) throws IOException {
    return large(archive.recipeFolder().resolve(".arco-tmp"), 1, p -> true);
  }

  private static List<Path> large(Path root, int depth, Predicate<Path> which) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> all = Files.walk(root, depth)) {
        for (Path path : all.filter(Files::isRegularFile).filter(which).toList()) {
          if (Files.size(path) > LargeArchive.LARGE) {
            found.add(path);
          }
        }
      } catch (NoSuchFileException | java.io.UncheckedIOException e) {
        return List.of(); // one of them got its name, or the folder is gone
      }
    }
    return found;
  }

  private interface Moment {
    boolean isThere() throws IOException;
  }

  /** Bakes in a process that is killed some time after a moment; returns whether it was. */
  private boolean kill(LargeArchive archive, boolean broken, Moment moment) throws IOException {
    List<String> options =
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Dbroken=" + broken);
    Process process = OtherJvm.start(Child.class, options, archive.asTold());
    try {
      while (process.isAlive() && !moment.isThere()) {
        Thread.sleep(1);
      }
      Thread.sleep(broken ? 0 : random.nextInt(60));
      boolean killed = process.isAlive();
      process.destroyForcibly();
      process.waitFor();
      return killed;
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What is wrong after a kill; the next bake is part of it. */
  private static List<String> problems(Kind kind, List<Path> left) throws IOException {
    LargeArchive archive = kind.archive();
    List<String> problems = new ArrayList<>();
    List<Map<String, String>> good = new ArrayList<>(kind.whole().values());
    List<Map<String, String>> old = new ArrayList<>();
    for (Path store : LargeArchive.storeFolders(kind.before())) {
      old.add(objects(store));
    }
    List<Path> there = archive.storeFolders();
    for (int i = 0; i < there.size(); i++) {
      Map<String, String> was = i < old.size() ? old.get(i) : Map.of();
      look(there.get(i), was, good.get(i), problems);
    }
    if (old.isEmpty() && Files.exists(archive.root().resolve("catalog/catalog.json"))) {
      problems.add("the catalog names what is not published");
    }
    for (Path path : left) { // as if it had been killed long enough ago
      Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }
    BakeReport again = archive.bake(new OpenStores());
    if (again.status() != BakeStatus.PUBLISHED && again.status() != BakeStatus.UNCHANGED) {
      problems.add("the next bake: " + again.problems());
    }
    if (!kind.whole().equals(stores(archive))) {
      problems.add("the next bake does not make what an undisturbed one does");
    }
    if (!unnamed(archive).isEmpty()) {
      problems.add("the next bake leaves drafts that nobody writes");
    }
    return problems;
  }

  /** Every object is as it was or as it is to be; what can be opened is all old or all new. */
  private static void look(
      Path store, Map<String, String> was, Map<String, String> good, List<String> problems)
      throws IOException {
    Map<String, String> now = objects(store);
    now.forEach(
        (key, bytes) -> {
          if (!bytes.equals(was.get(key)) && !bytes.equals(good.get(key))) {
            problems.add(store + ": " + key + " is neither what it was nor what it is to be");
          }
        });
    for (String consolidated : List.of("zarr.json", ".zmetadata")) {
      String text = now.get(consolidated);
      boolean grown = text != null && !text.equals(was.get(consolidated));
      if (grown && !now.equals(good)) {
        problems.add(store + " can be opened, and is not whole");
      }
    }
    if (!now.keySet().containsAll(was.keySet())) {
      problems.add(store + " has lost objects");
    }
  }

  private void restore(Kind kind) throws IOException {
    delete(kind.archive().root());
    copy(kind.before(), kind.archive().root());
  }

  private void killed(String what, Kind kind) throws IOException {
    int struck = 0;
    int drafts = 0;
    for (int tries = 0; struck < KILLS; tries++) {
      assertTrue(tries < 10 + 5 * KILLS, what + ": no kill finds an object half written");
      restore(kind);
      LargeArchive archive = kind.archive();
      kill(archive, false, () -> !unnamed(archive).isEmpty());
      List<Path> left = unnamed(archive);
      struck += left.isEmpty() ? 0 : 1;
      drafts += left.size();
      assertEquals(List.of(), problems(kind, left), what);
    }
    System.out.println(what + ": " + struck + " kills left " + drafts + " objects without a name");
  }

  /** All layouts, or the first alone if there is to be no more than one kill. */
  private static List<String> some(String... layouts) {
    return List.of(layouts).subList(0, KILLS == 1 ? 1 : layouts.length);
  }

  @Test
  void killedDraftsOfFirstBakesAreNeverSeen() throws IOException {
    for (String target : some(SHARDS, CHUNKS + ", zarr_format: 2", CHUNKS)) {
      killed(target, kind(target, true, false));
    }
  }

  @Test
  void killedAppendInPlaceLeavesLargeObjectsAsTheyWereOrAreToBe() throws IOException {
    for (String target : some(CHUNKS, SHARDS)) {
      killed("append " + target, kind(target + ", mode: append", false, false));
    }
  }

  @Test
  void killedDraftsOfAnotherVersionLeaveThePublishedOneAlone() throws IOException {
    killed("another version", kind(CHUNKS + ", mode: append", false, true));
  }

  /** The twin: it shows that the eyes above see what they are to see. */
  @Test
  void draftThatHasItsNameTooEarlyIsFound() throws IOException {
    Kind kind = kind(CHUNKS, true, false);
    List<String> found = List.of();
    for (int i = 0; i < 3 && found.isEmpty(); i++) {
      restore(kind);
      LargeArchive archive = kind.archive();
      Predicate<Path> named = p -> p.toString().contains(".zarr/");
      kill(archive, true, () -> !large(archive.recipeFolder(), 9, named).isEmpty());
      found = problems(kind, unnamed(archive));
    }
    assertNotEquals(List.of(), found);
    assertTrue(found.toString().contains("is neither what it was"), found.toString());
  }
}
