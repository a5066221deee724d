package org.arcoforge.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrStore;
import org.junit.jupiter.api.Test;

/** Chunks as HDF5 files store them, put into stores as they are, hold what the files hold. */
class StoredChunksTest {
  private static final Path FIXTURES =
      Path.of("src/test/resources/org/arcoforge/format/hdf5").toAbsolutePath();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static ArrayLayout layout(SourceVariable v, ChunkGrid grid, CodecSpec codec) {
    List<Long> chunk = java.util.Arrays.stream(grid.chunk()).boxed().toList();
    Variable plain =
        new Variable("v", v.variable().type(), v.variable().dimensions(), Attributes.empty());
    return ArrayLayout.builder()
        .variable(plain)
        .chunk(chunk)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(codec)
        .build();
  }

  /** Puts every chunk that the file gives into a store; what that store's reader sees of each. */
  private static int check(SourceReader file, SourceVariable v, int format) throws IOException {
    ChunkGrid grid = Objects.requireNonNull(v.storage().grid());
    CodecSpec codec = Objects.requireNonNull(v.storage().codec());
    StoreLayout store =
        new StoreLayout(format, List.of(layout(v, grid, codec)), Attributes.empty(), Map.of());
    ObjectStore objects =
        ObjectStores.open("memory://stored-chunks" + NUMBER.incrementAndGet() + "/");
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(store)) {
      objects.create(document.key(), document.bytes());
    }
    ArrayReader reader = ZarrStore.open(objects).array("v");
    assertEquals(codec, reader.layout().codec(), v.variable().name());
    assertTrue(reader.isPlain(), v.variable().name());
    int copied = 0;
    for (long[] index : Indices.of(grid.all())) {
      Optional<byte[]> chunk = file.chunk(v.variable().name(), index);
      if (chunk.isPresent()) {
        objects.create(reader.key(index), chunk.get());
        Region region = grid.region(index);
        Block expected = file.read(v.variable().name(), region);
        assertEquals(expected, reader.read(region), v.variable().name() + region);
        copied++;
      }
    }
    return copied;
  }

  @Test
  void everyChunkOfEveryFixtureIsReadFromAStoreAsFromTheFile() throws IOException {
    int copied = 0;
    List<Path> files;
    try (Stream<Path> all = java.nio.file.Files.list(FIXTURES)) {
      files = all.filter(f -> f.toString().matches(".*[.](nc|h5)")).sorted().toList();
    }
    for (Path path : files) {
      DatasetOpener datasets =
          new DatasetOpener(
              org.arcoforge.source.Sources.opener(Map.of(), 1, "", Settings.standard()));
      try (SourceReader file =
          datasets.open(path.toUri().toString(), ReadOptions.of(FileFormat.AUTO)).reader()) {
        for (SourceVariable v : file.describe().variables()) {
          if (v.storage().grid() != null && v.storage().obstacle().isEmpty()) {
            copied += check(file, v, 2) + check(file, v, 3);
          }
        }
      }
    }
    assertTrue(copied > 1000, copied + " chunks");
  }
}
