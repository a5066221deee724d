package org.arcoforge.zarr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ReaderCase.Form;
import org.arcoforge.zarr.ReaderCase.Way;

/** A trial writes the arrays of a case with our writer and lets another reader read them. */
final class ReaderTrial {
  static final String EXACT = "exact";
  static final String WRONG = "other values";

  private ReaderTrial() {}

  /** Writes one form of a case as a store in that folder. */
  static void write(ReaderCase one, Form form, Path folder) throws IOException {
    List<ZarrSamples.Sample> samples = one.samples(form);
    ObjectStore store = ZarrSamples.write(form.format, samples);
    List<ArrayLayout> layouts = samples.stream().map(ZarrSamples.Sample::layout).toList();
    // The samples' own root has an attribute that is NaN.
    Attributes root = Attributes.empty().with("Conventions", "CF-1.11");
    for (ZarrStore.MetadataDocument document :
        ZarrStore.metadata(new StoreLayout(form.format, layouts, root, Map.of()))) {
      StoreContents.put(store, document.key(), document.bytes());
    }
    try (ObjectStore copy = ObjectStores.open(folder.toUri().toString())) {
      StoreContents.copy(store, copy);
    }
  }

  /** Says what came of each way: {@link #EXACT}, {@link #WRONG}, or what was thrown. */
  static Map<Way, Set<String>> read(
      IndependentReader reader, ReaderCase one, Form form, Path folder) {
    Map<Way, Set<String>> outcomes = new EnumMap<>(Way.class);
    one.ways().forEach(way -> outcomes.put(way, new LinkedHashSet<>()));
    for (ZarrSamples.Sample sample : one.samples(form)) {
      outcomes.forEach((way, all) -> all.add(outcome(reader, way, folder, sample)));
    }
    return outcomes;
  }

  private static String outcome(
      IndependentReader reader, Way way, Path folder, ZarrSamples.Sample sample) {
    try {
      return read(reader, way, folder, sample).equals(sample.values()) ? EXACT : WRONG;
    } catch (Exception | LinkageError e) {
      return cause(e);
    }
  }

  private static Block read(
      IndependentReader reader, Way way, Path folder, ZarrSamples.Sample sample) throws Exception {
    Path array = folder.resolve(sample.name());
    String[] names = sample.name().split("/");
    return switch (way) {
      case WHOLE -> reader.whole(array);
      case BOXES -> reader.inBoxes(array, box(sample.layout()));
      case FROM_ROOT -> reader.throughGroups(folder, names);
      case FROM_GROUP ->
          reader.throughGroups(
              folder.resolve(names[0]),
              List.of(names).subList(1, names.length).toArray(String[]::new));
      case OBJECT -> reader.decode(array, array.resolve("0"));
    };
  }

  /** One more than a chunk has: never a whole shard, and over the edges of chunks. */
  private static int[] box(ArrayLayout layout) {
    return layout.chunk().stream().mapToInt(n -> Math.toIntExact(n + 1)).toArray();
  }

  /** The first line of what was thrown first; the others say where. */
  private static String cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString().lines().findFirst().orElseThrow();
  }
}
