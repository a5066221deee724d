package org.arcoforge.commit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.arcoforge.array.Statistics;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A manifest lists all objects that a published store consists of, with their digests: {@code
 * <version>/manifest-<run>.json.gz}, beside the store and not in it. What an append keeps, and what
 * a store must hold to be whole, is told by it alone.
 *
 * @param run that published the store as it is
 * @param arrays the objects of each array, by its name
 * @param documents the metadata documents, keys relative to the store
 */
public record Manifest(
    String run, Map<String, List<Entry>> arrays, List<Receipt.Written> documents) {
  private static final int FORMAT = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /** Copies the maps and lists. */
  public Manifest {
    arrays = Map.copyOf(arrays);
    documents = List.copyOf(documents);
  }

  /**
   * An entry describes one object of an array.
   *
   * @param key relative to the store
   * @param written size and digest; null if the object was not written, as all its values are the
   *     fill value
   * @param statistics of its values; null for texts, and where values were not looked at
   */
  public record Entry(
      String key, Receipt.@Nullable Written written, @Nullable Statistics statistics) {}

  /** Returns the key of the manifest of a run, relative to the recipe's store. */
  public static String key(String version, String run) {
    return prefix(version) + run + ".json.gz";
  }

  /** Returns what the keys of all manifests of a version's store begin with. */
  public static String prefix(String version) {
    return version + "/manifest-";
  }

  /** Reads the manifest that a run left for a version's store; empty if there is none. */
  public static Optional<Manifest> read(ObjectStore recipeStore, String version, String run)
      throws IOException {
    String key = key(version, run);
    Optional<byte[]> manifest = recipeStore.find(key);
    return manifest.isPresent() ? Optional.of(decode(manifest.get())) : Optional.empty();
  }

  /** Returns the manifest as compressed JSON; equal manifests give equal bytes. */
  public byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes))) {
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("run", run);
      json.writeObjectFieldStart("arrays");
      for (String name : new java.util.TreeSet<>(arrays.keySet())) {
        json.writeArrayFieldStart(name);
        for (Entry e : java.util.Objects.requireNonNull(arrays.get(name))) {
          write(json, e);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeArrayFieldStart("documents");
      for (Receipt.Written d : documents) {
        write(json, new Entry(d.key(), d, null));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** A row: key, size and CRC-32C (-1 if not written), then min, max, sum, count, missing. */
  private static void write(JsonGenerator json, Entry e) throws IOException {
    json.writeStartArray();
    json.writeString(e.key());
    Receipt.Written w = e.written();
    json.writeNumber(w == null ? -1 : w.size());
    json.writeNumber(w == null ? -1 : w.crc32c());
    Statistics s = e.statistics();
    if (s != null) {
      for (double x : new double[] {s.min(), s.max(), s.sum()}) {
        json.writeString(Double.toString(x)); // JSON has no NaN
      }
      json.writeNumber(s.count());
      json.writeNumber(s.missing());
    }
    json.writeEndArray();
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException if it is damaged, or of a later format
   */
  public static Manifest decode(byte[] bytes) throws IOException {
    String run = "";
    Map<String, List<Entry>> arrays = new LinkedHashMap<>();
    List<Receipt.Written> documents = new ArrayList<>();
    try (JsonParser json =
        JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      expect(json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "format" -> {
            if (json.getIntValue() > FORMAT) {
              throw new IOException(
                  "the manifest is of format " + json.getIntValue() + "; a later arco reads it");
            }
          }
          case "run" -> run = json.getText();
          case "arrays" -> {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              String name = json.currentName();
              json.nextToken();
              arrays.put(name, entries(json));
            }
          }
          case "documents" -> {
            for (Entry e : entries(json)) {
              if (e.written() != null) {
                documents.add(e.written());
              }
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    return new Manifest(run, arrays, documents);
  }

  private static List<Entry> entries(JsonParser json) throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String key = json.nextTextValue();
      json.nextToken();
      long size = json.getLongValue();
      json.nextToken();
      long crc = json.getLongValue();
      Statistics statistics = null;
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        double min = Double.parseDouble(json.getText());
        double max = Double.parseDouble(json.nextTextValue());
        double sum = Double.parseDouble(json.nextTextValue());
        long count = json.nextLongValue(0);
        statistics = new Statistics(min, max, sum, count, json.nextLongValue(0));
        json.nextToken();
      }
      entries.add(
          new Entry(key, size < 0 ? null : new Receipt.Written(key, size, crc), statistics));
    }
    return entries;
  }

  private static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.nextToken() != token) {
      throw new IOException("the manifest is damaged: expected " + token);
    }
  }
}
