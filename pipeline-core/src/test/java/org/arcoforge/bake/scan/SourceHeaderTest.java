package org.arcoforge.bake.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Sharing;
import org.arcoforge.array.Variable;
import org.arcoforge.format.ChunkStorage;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.SourceVersion;
import org.junit.jupiter.api.Test;

class SourceHeaderTest {
  private static SourceVariable variable(ChunkStorage storage) {
    List<Dimension> dims = List.of(new Dimension("x", 8));
    Variable v = new Variable("v", DataType.INT16, dims, Attributes.empty());
    return new SourceVariable(v, List.of(4L), List.of("shuffle"), 12, storage);
  }

  private static SourceHeader header(ChunkStorage storage) {
    SourceDescription file =
        new SourceDescription(
            "netcdf4", List.of(variable(storage)), Attributes.empty(), Map.of(), Map.of());
    return new SourceHeader(
        new SourceVersion(100, "\"a\"", 5),
        "file:///a.nc",
        file,
        NamedValues.copyOf(Map.of()),
        NamedValues.copyOf(Map.of()));
  }

  @Test
  void sharingPartsWithOtherHeadersLosesNothing() {
    ChunkGrid grid = ChunkGrid.of(new long[] {8}, new long[] {4});
    Sharing sharing = new Sharing();
    for (ChunkStorage storage :
        List.of(
            ChunkStorage.unknown(),
            ChunkStorage.of(grid, CodecSpec.standard()),
            ChunkStorage.of(grid, CodecSpec.none()))) {
      SourceHeader header = header(storage);
      SourceVariable shared = header.shared(sharing).description().variables().get(0);
      assertEquals(variable(storage), shared);
    }
  }
}
