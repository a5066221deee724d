package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.arcoforge.stac.Documents;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * The list of the files that were written for a page, beside them: by key the day on which it was
 * seen that the page has them no longer, or an empty text. Only what is in it is ever deleted.
 */
final class PageFiles {
  static final String KEY = "page/files.json";

  /** Days for which a page that somebody opened before goes on finding its files. */
  static final int DAYS = 30;

  private static final String FILES = "files";
  private static final String FOLDER = "page/";

  private final ObjectStore store;
  private final Documents documents;

  PageFiles(ObjectStore store) {
    this.store = store;
    this.documents = Documents.compact(store);
  }

  /** Puts keys into the list, before they are written. */
  void add(Set<String> keys) throws IOException {
    documents.update(
        KEY,
        now -> {
          Map<String, String> files = files(now);
          keys.forEach(k -> files.put(k, ""));
          return json(files);
        });
  }

  /**
   * Deletes files that no page has had for {@link #DAYS} days.
   *
   * @param keys of the page as it is
   */
  CatalogPage.Tidied tidy(Set<String> keys, LocalDate today) throws IOException {
    List<String> due = new ArrayList<>();
    documents.update(
        KEY,
        now -> {
          Map<String, String> files = files(now);
          due.clear();
          for (Map.Entry<String, String> file : files.entrySet()) {
            if (keys.contains(file.getKey())) {
              file.setValue("");
            } else if (file.getValue().isEmpty()) {
              file.setValue(today.toString());
            } else if (!LocalDate.parse(file.getValue()).plusDays(DAYS).isAfter(today)) {
              due.add(file.getKey());
            }
          }
          return json(files);
        });
    List<String> deleted = new ArrayList<>();
    for (String key : due) {
      if (isDeleted(key)) {
        deleted.add(key);
      }
    }
    List<String> waiting = new ArrayList<>();
    Set<String> known = new TreeSet<>(keys);
    known.add(KEY);
    documents.update(
        KEY,
        now -> {
          Map<String, String> files = files(now);
          deleted.forEach(files::remove);
          waiting.clear();
          files.forEach((key, day) -> (day.isEmpty() ? known : waiting).add(key));
          return json(files);
        });
    known.addAll(waiting);
    try (Stream<ObjectInfo> all = store.list(FOLDER)) {
      List<String> others =
          all.map(ObjectInfo::key).filter(k -> !known.contains(k)).sorted().toList();
      return new CatalogPage.Tidied(deleted, waiting, others);
    }
  }

  /** Who may create only keeps the files, and is told that they wait. */
  private boolean isDeleted(String key) {
    try {
      store.delete(key);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<String, String> files(@Nullable JsonNode now) {
    Map<String, String> files = new TreeMap<>();
    if (now != null) {
      now.path(FILES)
          .fields()
          .forEachRemaining(
              f -> {
                if (f.getKey().startsWith(FOLDER)) { // nothing else, whatever the list says
                  files.put(f.getKey(), f.getValue().asText());
                }
              });
    }
    return files;
  }

  private static ObjectNode json(Map<String, String> files) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode list = node.putObject(FILES);
    files.forEach(list::put);
    return node;
  }
}
