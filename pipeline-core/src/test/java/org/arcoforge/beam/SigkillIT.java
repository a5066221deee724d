package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.arcoforge.OtherJvm;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that bake some archives at once ({@code -DatOnce=N}) and are killed (SIGKILL) at any
 * moment, until {@code -Dkills=N} bakes of each kind and layout were struck before their end.
 */
class SigkillIT {
  private static final int KILLS = Integer.getInteger("kills", 2);
  private static final long SEED = Long.getLong("seed", 1);
  private static final int AT_ONCE = Integer.getInteger("atOnce", 3);
  private static final List<String> TARGETS =
      List.of(
          "chunks: {time: 3, y: 2}, zarr_format: 2",
          "chunks: {time: 3, y: 2}",
          "chunks: {time: 1, y: 2}, shards: {time: 3, y: 2}");

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final Moments moments = new Moments();
  private int number;
  private int struck; // bakes that were killed before their end
  private int changed; // of them, had written something

  /** Bakes of archives that the parent wrote; each says when it has ended. */
  static final class Child {
    private static final int TOLD = 4; // arguments of an archive

    private Child() {}

    /** Waits for a line, so that the JVM has started when the clock does. */
    public static void main(String[] arguments) throws IOException {
      List<Thread> bakes = new ArrayList<>();
      for (int i = 0; i < arguments.length; i += TOLD) {
        DailyArchive archive =
            DailyArchive.there(
                Path.of(arguments[i]),
                arguments[i + 1],
                arguments[i + 2],
                Integer.parseInt(arguments[i + 3]));
        int index = i / TOLD;
        bakes.add(new Thread(() -> bake(archive, index)));
      }
      System.out.println("ready");
      if (System.in.read() >= 0) {
        bakes.forEach(Thread::start);
      }
    }

    private static void bake(DailyArchive archive, int index) {
      try {
        BakeReport report = archive.bake();
        boolean isDone = report.status() == BakeStatus.PUBLISHED;
        System.out.println((isDone ? "ended " : "failed: " + report.problems() + " ") + index);
      } catch (IOException | RuntimeException e) {
        System.out.println("failed: " + e);
      }
    }
  }

  /**
   * When a process is killed, in milliseconds after its first step: mostly between the first write
   * and the last end, which are found out by trying, as they depend on the machine.
   */
  private static final class Moments {
    private double first;
    private double last;

    /** The first time a process is killed when a bake in it has ended. */
    boolean isKnown() {
      return last > 0;
    }

    void ended(double milliseconds) {
      first = milliseconds * 0.6;
      last = milliseconds * 1.1;
    }

    long next(Random random) {
      return Math.round(first + (last - first) * random.nextDouble());
    }

    void learn(int wrote, int ended) {
      if (ended > AT_ONCE / 2) {
        last = Math.max(first + 100, last * 0.9);
      } else if (ended == 0) {
        last *= 1.05;
      }
      first = wrote > AT_ONCE / 2 ? first * 0.95 : first + 0.2 * (last - first);
    }
  }

  private static Set<String> keys(DailyArchive archive) throws IOException {
    return StoreContents.of(archive.everything()).keySet();
  }

  /** Bakes the archives in a process that is killed. */
  private void kill(List<DailyArchive> archives) throws IOException {
    List<Set<String>> before = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (DailyArchive archive : archives) {
      before.add(keys(archive));
      arguments.addAll(archive.asTold());
    }
    List<String> options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    Process process = OtherJvm.start(Child.class, options, arguments);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("ready", lines.readLine());
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      List<String> told = new ArrayList<>();
      if (moments.isKnown()) {
        Thread.sleep(moments.next(random));
      } else {
        long began = System.nanoTime();
        untilOneHasEnded(lines, told);
        moments.ended((System.nanoTime() - began) / 1e6);
      }
      process.toHandle().destroyForcibly(); // what it has printed can be read yet
      told.addAll(lines.lines().toList());
      assertEquals(List.of(), told.stream().filter(l -> l.startsWith("failed")).toList());
      process.waitFor();
      int ended = 0;
      int wrote = 0;
      for (int i = 0; i < archives.size(); i++) {
        boolean isEnded = told.contains("ended " + i);
        boolean isWritten = !before.get(i).equals(keys(archives.get(i)));
        ended += isEnded ? 1 : 0;
        wrote += isWritten ? 1 : 0;
        struck += isEnded ? 0 : 1;
        changed += !isEnded && isWritten ? 1 : 0;
      }
      moments.learn(wrote, ended);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void untilOneHasEnded(BufferedReader lines, List<String> told) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.add(line);
      if (line.startsWith("ended")) {
        return;
      }
    }
  }

  private DailyArchive archive(String target, String changed) throws IOException {
    return DailyArchive.of(folder.resolve("a" + number++), target, changed, 4).onDisk();
  }

  private interface Round {
    void kill() throws IOException;
  }

  private void untilStruck(Round round) throws IOException {
    int until = struck + KILLS;
    for (int n = 0; struck < until || changed == 0; n++) {
      assertTrue(n < 10 + KILLS, "bakes are killed before they do anything, or after their end");
      round.kill();
    }
  }

  private void tell(String what) {
    System.out.println(what + ": " + struck + " kills, " + changed + " had written something");
  }

  private void killed(String policy, KillTrial.Change change) throws IOException {
    for (String target : TARGETS) {
      List<KillTrial> trials = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        trials.add(new KillTrial(archive(target, policy), 3, 2, change));
      }
      untilStruck(
          () -> {
            for (KillTrial trial : trials) {
              trial.restore();
            }
            kill(trials.stream().map(KillTrial::archive).toList());
            for (KillTrial trial : trials) {
              assertEquals(List.of(), trial.problems(), target);
            }
          });
    }
  }

  @Test
  void killedAppendShowsTheOldExtentOrTheNewOne() throws IOException {
    killed("in-place", archive -> archive.grow(4));
    tell("append");
  }

  @Test
  void killedReplacementShowsEachObjectAsItWasOrAsItIsToBe() throws IOException {
    killed(
        "in-place",
        archive -> {
          archive.correct(1);
          archive.grow(1);
        });
    tell("changed file in place");
  }

  @Test
  void killedCopyLeavesThePublishedVersionAlone() throws IOException {
    killed("new-version", archive -> archive.correct(1));
    tell("new version");
  }

  @Test
  void killedFirstBakeShowsNothingOrAllOfIt() throws IOException {
    for (String target : TARGETS) {
      Map<String, String> whole = KillTrial.objects(archive(target, "in-place").bake());
      untilStruck(
          () -> {
            List<DailyArchive> archives = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
              archives.add(archive(target, "in-place"));
            }
            kill(archives);
            for (DailyArchive archive : archives) {
              assertEquals(List.of(), problemsOfFirst(archive, whole), target);
            }
          });
    }
    tell("first bake");
  }

  private static List<String> problemsOfFirst(DailyArchive archive, Map<String, String> whole)
      throws IOException {
    List<String> problems = new ArrayList<>();
    for (String key : keys(archive)) {
      if (key.matches(".*[.]zarr/([.]zmetadata|zarr[.]json)")) {
        String store = key.substring(0, key.lastIndexOf('/') + 1);
        if (!whole.equals(KillTrial.objects(archive.everything().within(store)))) {
          problems.add(store + " can be opened, and is not whole");
        }
      }
    }
    if (!whole.equals(KillTrial.objects(archive.bake()))) {
      problems.add("the next bake does not make what an undisturbed one does");
    }
    return problems;
  }
}
