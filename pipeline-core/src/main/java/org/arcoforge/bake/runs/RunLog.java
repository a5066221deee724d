package org.arcoforge.bake.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * The run log holds what the scheduled bakes of feedstocks came to: JSON Lines in the catalog's
 * store, {@code runs/<feedstock>/<year>-<month>.jsonl}. Lines are only ever added, under a
 * generation match, so that two runs that end at once are both there.
 */
public final class RunLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore catalog;

  /** Makes the log of a catalog's store. */
  public RunLog(ObjectStore catalog) {
    this.catalog = catalog;
  }

  private static String folder(String feedstock) {
    return "runs/" + feedstock + "/";
  }

  /**
   * Adds a line.
   *
   * @throws org.arcoforge.store.StoreAccessException if the store may not be written
   * @throws org.arcoforge.store.GenerationMismatchException if others add lines all the time
   */
  public void add(RunRecord run) throws IOException {
    String key = folder(run.feedstock()) + run.began().substring(0, 7) + ".jsonl";
    String line = JSON.writeValueAsString(run) + "\n";
    catalog.update(
        key,
        now -> {
          String text = now == null ? "" : new String(now, StandardCharsets.UTF_8);
          // An attempt whose answer was lost has added it.
          String all = text.contains(line) ? text : text + line;
          return all.getBytes(StandardCharsets.UTF_8);
        });
  }

  /**
   * Returns what is known of a feedstock's runs, the oldest first.
   *
   * @throws IOException if a line is no record; the message names the object and the line
   */
  public List<RunRecord> of(String feedstock) throws IOException {
    List<RunRecord> all = new ArrayList<>();
    List<String> keys;
    try (Stream<ObjectInfo> objects = catalog.list(folder(feedstock))) {
      keys = objects.map(ObjectInfo::key).filter(k -> k.endsWith(".jsonl")).toList();
    }
    for (String key : keys) {
      int number = 0;
      for (String line : new String(catalog.read(key), StandardCharsets.UTF_8).split("\n")) {
        number++;
        try {
          all.add(JSON.readValue(line, RunRecord.class));
        } catch (JsonProcessingException e) {
          throw new IOException(
              catalog.url(key)
                  + ": line "
                  + number
                  + " is no record of a run: "
                  + e.getOriginalMessage(),
              e);
        }
      }
    }
    all.sort(Comparator.comparing(RunRecord::start));
    return all;
  }

  /** Returns the ids of the feedstocks that runs are known of, sorted. */
  public List<String> feedstocks() throws IOException {
    try (Stream<String> children = catalog.children("runs/")) {
      return children
          .filter(c -> c.endsWith("/"))
          .map(c -> c.substring(0, c.length() - 1))
          .toList();
    }
  }
}
