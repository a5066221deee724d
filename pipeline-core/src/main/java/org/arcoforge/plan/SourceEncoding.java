package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.format.ChunkStorage;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.VariableView;

/**
 * A source encoding holds codec and chunks of a variable in the first file that has it, which the
 * store takes over where the recipe says {@code encoding: source}.
 *
 * @param chunk shape of the chunks in the dimensions of the result; empty where values are in no
 *     chunks, and for scalars
 * @param codec for values of the type that is stored
 */
record SourceEncoding(List<Long> chunk, CodecSpec codec) {
  /**
   * Returns what a variable takes over. Texts and what transforms compute have no encoding to take
   * over.
   *
   * @throws org.arcoforge.recipe.RefusedException if the file's filters have no counterpart in Zarr
   */
  static SourceEncoding of(MergedVariable v) {
    VariableView view = v.firstView();
    DataType type = v.encoding().type();
    ChunkStorage storage = view.origin().storedAs().orElse(null);
    if (storage == null || type == DataType.STRING) {
      return new SourceEncoding(List.of(), CodecSpec.standard());
    }
    CodecSpec codec = storage.codec();
    if (codec == null) {
      throw RefusedException.recipe(
          "variable '"
              + v.name()
              + "' cannot have the encoding of its sources: it "
              + storage.obstacle()
              + " (in "
              + v.sources().get(0).url()
              + "); write target: {encoding: {"
              + v.name()
              + ": {codec: blosc}}}, or another codec");
    }
    List<Long> chunk = new ArrayList<>();
    for (int d = 0; d < v.dims().size() && storage.grid() != null; d++) {
      chunk.add(view.chunk(d));
    }
    return new SourceEncoding(chunk, adapted(codec, type));
  }

  /** The same filters for elements that may have another size by now. */
  private static CodecSpec adapted(CodecSpec codec, DataType type) {
    List<CodecSpec> filters = new ArrayList<>();
    for (CodecSpec filter : codec.filters()) {
      boolean shuffles = filter.name().equals(CodecSpec.shuffle(1).name());
      if (shuffles || type.size() > 1) {
        filters.add(shuffles ? CodecSpec.shuffle(type.size()) : filter);
      }
    }
    return codec.withFilters(filters);
  }

  /** Returns the length of a chunk along dimension {@code d}; 0 if there are no chunks. */
  long chunk(int d) {
    return chunk.isEmpty() ? 0 : chunk.get(d);
  }
}
